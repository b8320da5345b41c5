/** Inputs of what is done and noted, and of what is filed with the authority. */
import { Field, ID, InputType } from 'type-graphql';
import type { EntryId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type { FilingKind, MeasureKind, MeasureState, NoteVisibility, TimePrecision } from '../../law/vocabulary.js';
import {
  FilingKindEnum,
  MeasureKindEnum,
  MeasureStateEnum,
  NoteVisibilityEnum,
  TimePrecisionEnum,
} from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { ContactInput, DeciderInput, IncidentCommand } from './common.js';
import { InputField, NameField, TextField } from './fields.js';

// Ids of entries get their brand here, at the border; one that names nothing is refused by `decide` as UNKNOWN_ENTRY.

/** Of every act outside that may have happened all the same. */
export const recordAsHappened = {
  nullable: true,
  description:
    'It happened so: record it whatever the state of the incident, with what is irregular about it as warnings.',
} as const;

@InputType({ description: 'Something done, or to be done, about the breach.' })
export class RecordMeasureInput extends IncidentCommand {
  @Field(() => Boolean, recordAsHappened)
  recordAsHappened?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The measure on record that this updates.' })
  measureId?: EntryId | null;

  @Field(() => MeasureKindEnum, { description: 'What it is for.' })
  kind!: MeasureKind;

  @Field(() => MeasureStateEnum, { description: 'How far it has come.' })
  state!: MeasureState;

  @TextField('What it is.', { required: true })
  description!: string;

  @NameField('Who sees to it.')
  owner?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is to be done.' })
  dueAt?: Instant | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was done.' })
  doneAt?: Instant | null;
}

@InputType({ description: 'A filing with the supervisory authority that was made. The register itself sends nothing.' })
export class NotifyCnilInput extends IncidentCommand {
  @Field(() => Boolean, recordAsHappened)
  recordAsHappened?: boolean | null;

  @Field(() => FilingKindEnum, { description: 'What it is.' })
  kind!: FilingKind;

  @NameField('The authority by a short name of at most 100 characters; FR-CNIL where not said.', {
    filled: true,
    max: 100,
  })
  authority?: string | null;

  @Field(() => DateTime, { description: 'When it was filed.' })
  filedAt!: Instant;

  @Field(() => TimePrecisionEnum, { nullable: true, description: 'How exactly that is known; INSTANT where not said.' })
  filedAtPrecision?: TimePrecision | null;

  @NameField('Number on the authority’s receipt.')
  receiptNumber?: string | null;

  @NameField('The authority’s number of the case.')
  caseNumber?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The filing that it completes, corrects or withdraws; the last notification where not said.',
  })
  refersTo?: EntryId | null;

  @InputField('Who filed it.', () => DeciderInput)
  filedBy?: DeciderInput | null;

  @InputField('The contact point named in it (art. 33(3)(b)).', () => ContactInput)
  contactPoint?: ContactInput | null;

  @NameField('The way it was filed.')
  channel?: string | null;

  @TextField('Reasons for the delay, where it is late (art. 33(1)).')
  reasonsForDelay?: string | null;

  @TextField('What it said.')
  text?: string | null;
}

@InputType({ description: 'A remark on the incident. Never refused for its state.' })
export class AddNoteInput extends IncidentCommand {
  @Field(() => DateTime, { nullable: true, description: 'When what it tells of happened; now where not said.' })
  occurredAt?: Instant | null;

  @TextField('The remark.', { required: true })
  text!: string;

  @Field(() => NoteVisibilityEnum, { nullable: true, description: 'Who reads it; TEAM where not said.' })
  visibility?: NoteVisibility | null;
}

@InputType({
  description:
    'Strikes an entry (measure, filing, audience, communication, notice, message, evidence, note, link) made by mistake. It stays in the history, struck.',
})
export class WithdrawEntryInput extends IncidentCommand {
  @Field(() => ID, { description: 'The entry to strike.' })
  entryId!: EntryId;

  @TextField('Why.', { required: true })
  reasons!: string;
}
