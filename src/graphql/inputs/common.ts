import { Field, ID, InputType, Int } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import { DateTime } from '../scalars/dateTime.js';
import { NameField } from './fields.js';

/** What every command may carry beside what it says. */
@InputType({ description: 'What every command may carry.' })
export class Command {
  @Field(() => ID, {
    nullable: true,
    description:
      'Your own id of this attempt, at most 200 characters. Sent again with the same input it records nothing and answers as the first time.',
  })
  commandId?: string | null;
}

/** A command on an incident that exists. */
@InputType({ description: 'The address of a command.' })
export class IncidentCommand extends Command {
  @Field(() => ID, { description: 'Which incident.' })
  incidentId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that you have seen: where the incident has moved on, CONFLICT.',
  })
  expectedRevision?: number | null;
}

@InputType({ description: 'Who decided or filed, and in what capacity.' })
export class DeciderInput {
  @NameField('Name of the person.', { required: true })
  name!: string;

  @NameField('Such as “data protection officer”.', { required: true })
  capacity!: string;
}

@InputType({ description: 'Whom to ask.' })
export class ContactInput {
  @NameField('Name of the person or service.', { required: true })
  name!: string;

  @NameField('E-mail address.')
  email?: string | null;

  @NameField('Telephone number.')
  phone?: string | null;
}

@InputType({ description: 'Another organisation that plays a part, such as a processor.' })
export class PartyInput {
  @NameField('Name of the organisation.', { required: true })
  name!: string;

  @NameField('How to reach it.')
  contact?: string | null;

  @NameField('Its own reference for the matter.')
  reference?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was told.' })
  informedAt?: Instant | null;
}
