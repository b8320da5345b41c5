/** Inputs on the authority's messages, on evidence and on links. */
import { Field, ID, InputType, Int } from 'type-graphql';
import type { EntryId, IncidentId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type { AuthorityMessageKind, LinkKind } from '../../law/vocabulary.js';
import { AuthorityMessageKindEnum, LinkKindEnum } from '../enums/parties.js';
import { BigIntScalar } from '../scalars/bigInt.js';
import { DateTime } from '../scalars/dateTime.js';
import { IncidentCommand } from './common.js';
import { NameField, TextField } from './fields.js';

@InputType({ description: 'What came from a supervisory authority. Never refused for the state of the incident.' })
export class RecordAuthorityMessageInput extends IncidentCommand {
  @NameField('The authority by a short name of at most 100 characters; FR-CNIL where not said.', { max: 100 })
  authority?: string | null;

  @Field(() => AuthorityMessageKindEnum, { description: 'What it is.' })
  kind!: AuthorityMessageKind;

  @Field(() => DateTime, { description: 'When it came.' })
  receivedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When an answer is due, where it says so.' })
  dueAt?: Instant | null;

  @NameField('The authority’s reference.')
  reference?: string | null;

  @TextField('What it says.', { required: true })
  text!: string;
}

@InputType({ description: 'An answer that was given to the authority. Never refused for the state of the incident.' })
export class AnswerAuthorityInput extends IncidentCommand {
  @Field(() => ID, { description: 'The message that it answers.' })
  messageId!: EntryId;

  @Field(() => DateTime, { description: 'When it was given.' })
  answeredAt!: Instant;

  @TextField('What it said.', { required: true })
  text!: string;
}

@InputType({ description: 'A file that proves something, by its hash. Never refused for the state of the incident.' })
export class AttachEvidenceInput extends IncidentCommand {
  @NameField('Name of the file.', { required: true })
  name!: string;

  @NameField('Media type, such as application/pdf.', { required: true })
  mediaType!: string;

  @Field(() => BigIntScalar, { description: 'Bytes.' })
  size!: string;

  @NameField('SHA-256 of the bytes, in hex.', { required: true })
  sha256!: string;

  @TextField('What it is.')
  description?: string | null;

  @TextField('Where it lies: at most 2,000 characters.', { max: 2_000 })
  location?: string | null;

  @NameField('Who collected it.')
  collectedBy?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was collected.' })
  collectedAt?: Instant | null;

  @Field(() => Int, { nullable: true, description: 'Revision of the entry that it proves.' })
  aboutRevision?: number | null;
}

@InputType({
  description: 'Another incident that this one belongs with: one of the register, or one elsewhere in words.',
})
export class LinkIncidentsInput extends IncidentCommand {
  @Field(() => LinkKindEnum, { description: 'How they belong together.' })
  kind!: LinkKind;

  @Field(() => ID, { nullable: true, description: 'An incident of the register.' })
  otherIncidentId?: IncidentId | null;

  @NameField('An incident kept elsewhere, in words.')
  externalReference?: string | null;

  @TextField('Why they are linked.')
  reasons?: string | null;
}
