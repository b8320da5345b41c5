/** What came from the authority and went back, and what proves it. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { AuthorityMessageKind } from '../../law/vocabulary.js';
import { AuthorityMessageKindEnum } from '../enums/parties.js';
import { BigIntScalar } from '../scalars/bigInt.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { connectionOf } from './connection.js';

@ObjectType({ simpleResolvers: true, description: 'An answer to a message of the authority.' })
export class AuthorityAnswer {
  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it was given.' })
  answeredAt!: Instant;

  @Field(() => String, { description: 'What it said.' })
  text!: string;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

@ObjectType({ simpleResolvers: true, description: 'What came from a supervisory authority.' })
export class AuthorityMessage {
  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => String, { description: 'The authority by a short name: FR-CNIL, or another one’s.' })
  authority!: string;

  @Field(() => AuthorityMessageKindEnum, { description: 'What it is.' })
  kind!: AuthorityMessageKind;

  @Field(() => DateTime, { description: 'When it came.' })
  receivedAt!: Instant;

  @Field(() => DateTime, { nullable: true, description: 'When an answer is due, where it says so.' })
  dueAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'The authority’s reference.' })
  reference!: string | null;

  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was first answered: what the duty to answer asks.' })
  answeredAt!: Instant | null;

  @Field(() => String, { nullable: true, description: 'The first answer.' })
  answer!: string | null;

  @Field(() => [AuthorityAnswer], { description: 'All answers, in the order they were recorded.' })
  answers!: readonly AuthorityAnswer[];

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A file that proves something, known again by its hash. The file itself may lie anywhere.',
})
export class Evidence {
  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => Int, { description: 'Number of the event that recorded it.' })
  revision!: number;

  @Field(() => String, { description: 'Name of the file.' })
  name!: string;

  @Field(() => String, { description: 'Media type, such as application/pdf.' })
  mediaType!: string;

  @Field(() => BigIntScalar, { description: 'Bytes.' })
  size!: string;

  @Field(() => String, { description: 'SHA-256 of the bytes, in hex.' })
  sha256!: string;

  @Field(() => String, { nullable: true, description: 'What it is.' })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it lies.' })
  location!: string | null;

  @Field(() => String, { nullable: true, description: 'Who collected it.' })
  collectedBy!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was collected.' })
  collectedAt!: Instant | null;

  @Field(() => Int, { nullable: true, description: 'Number of the event that it proves.' })
  aboutRevision!: number | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}

export const EvidenceConnection = connectionOf('Evidence', () => Evidence, 'pieces of evidence, oldest first');
