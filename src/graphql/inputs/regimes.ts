/** Inputs on regimes other than the GDPR. */
import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import { DateTime } from '../scalars/dateTime.js';
import { IncidentCommand } from './common.js';
import { NameField, TextField } from './fields.js';

@InputType({
  description:
    'What was filed under another regime: it has happened, and is never refused for the state of the incident.',
})
export class RecordRegimeFilingInput extends IncidentCommand {
  @Field(() => ID, { description: 'The duty of kind OTHER_REGIME that it was filed for.' })
  dutyId!: string;

  @NameField('With whom.', { required: true })
  recipient!: string;

  @Field(() => DateTime, { description: 'When.' })
  filedAt!: Instant;

  @NameField('The recipient’s reference.')
  reference?: string | null;

  @TextField('What it said.')
  text?: string | null;
}

@InputType({ description: 'What the incident is under another regime: starts its clocks, or ends them.' })
export class ClassifyIncidentInput extends IncidentCommand {
  @NameField('The regime, such as NIS2.', { required: true })
  regime!: string;

  @NameField('The classification, such as SIGNIFICANT; an unknown one is refused with those that the regime knows.', {
    required: true,
  })
  classification!: string;

  @Field(() => DateTime, { description: 'When it was so classified.' })
  at!: Instant;

  @TextField('Why.', { required: true })
  reasons!: string;
}
