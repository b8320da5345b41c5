import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Role } from '../../identity/roles.js';
import type { Instant } from '../../law/instant.js';
import { RoleEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { JsonScalar } from '../scalars/json.js';
import { Position } from '../scalars/position.js';
import { Actor } from './actor.js';

@ObjectType({ simpleResolvers: true, description: 'An event of an incident, as it is on record.' })
export class RecordedEvent {
  @Field(() => ID, { description: 'Its id: by it an event that comes twice is known.' })
  id!: string;

  @Field(() => ID, { description: 'The incident that it is of.' })
  incidentId!: string;

  @Field(() => Int, { description: 'Its number in the incident, from 0.' })
  revision!: number;

  @Field(() => Position, { description: 'Its place in the log.' })
  position!: string;

  @Field(() => String, { description: 'What happened, in the past tense: see schema/events.' })
  type!: string;

  @Field(() => Int, { description: 'The version of its type that it was stored in.' })
  schemaVersion!: number;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What it says, in the newest version of its type; null once erased, or where `withheld` says why.',
  })
  data!: object | null;

  @Field(() => Boolean, { description: 'Whether what it said was erased.' })
  erased!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the caller is not shown what it says: ROLE (its role does not read the record), LEGAL_PRIVILEGE; null where it is shown.',
  })
  withheld!: string | null;

  @Field(() => String, { nullable: true, description: 'Its data with its salt, as stored and hashed: base64.' })
  stored!: string | null;

  @Field(() => Actor, { description: 'Who recorded it.' })
  actor!: Actor;

  @Field(() => RoleEnum, { description: 'In which role.' })
  actorRole!: Role;

  @Field(() => DateTime, { description: 'When it happened, as was said of it.' })
  occurredAt!: Instant;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => ID, { description: 'The command that a chain of commands began with.' })
  correlationId!: string;

  @Field(() => ID, { description: 'The command that recorded it.' })
  causationId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'RFC 6962 leaf hash in the organisation’s log, in hex; null until sealed.',
  })
  hash!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Leaf hash of the incident’s event before, in hex; null at the first one.',
  })
  previousHash!: string | null;

  @Field(() => Int, { nullable: true, description: 'Index of the leaf in the organisation’s log; null until sealed.' })
  leafIndex!: number | null;
}
