/** Inputs of decisions: each names who decided, in what capacity and why. */
import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { Art33Ground } from '../../law/vocabulary.js';
import { Art33GroundEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { DeciderInput, IncidentCommand } from './common.js';
import { InputField, InputsField, TextField } from './fields.js';

/** What all decisions share. */
@InputType({ description: 'Who decided, and when.' })
class DecisionCommand extends IncidentCommand {
  @Field(() => DateTime, { nullable: true, description: 'When it was decided; now where not said.' })
  occurredAt?: Instant | null;

  @InputField('Who decided.', () => DeciderInput, { required: true })
  decidedBy!: DeciderInput;
}

@InputType({ description: 'Not to notify the authority.' })
export class DeclineCnilNotificationInput extends DecisionCommand {
  @Field(() => Art33GroundEnum, { description: 'On what ground.' })
  ground!: Art33Ground;

  @TextField('Why.', { required: true })
  reasons!: string;

  @TextField('What the data protection officer advised.')
  dpoAdvice?: string | null;
}

@InputType({ description: 'Why a duty is left open by a closure.' })
export class OpenDutyReasonInput {
  @Field(() => ID, { description: 'Id of the duty.' })
  dutyId!: string;

  @TextField('Why.', { required: true })
  reasons!: string;
}

@InputType({ description: 'To close the incident. Every duty still open needs a reason.' })
export class CloseIncidentInput extends DecisionCommand {
  @TextField('What was learnt.')
  lessons?: string | null;

  @InputsField('Reasons for the duties left open.', () => OpenDutyReasonInput)
  openDuties?: readonly OpenDutyReasonInput[] | null;
}

@InputType({ description: 'To open again what was closed or ruled out.' })
export class ReopenIncidentInput extends DecisionCommand {
  @TextField('Why.', { required: true })
  reasons!: string;
}

@InputType({ description: 'That it is no personal-data breach.' })
export class RuleOutIncidentInput extends DecisionCommand {
  @TextField('Why.', { required: true })
  reasons!: string;
}
