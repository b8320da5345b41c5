import { Field, ID, ObjectType } from 'type-graphql';
import type { Role } from '../../identity/roles.js';
import type { Instant } from '../../law/instant.js';
import { RoleEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { connectionOf } from './connection.js';

@ObjectType({ simpleResolvers: true, description: 'That somebody read something. Nothing of what was read.' })
export class ReadLogEntry {
  @Field(() => ID, { description: 'Its own.' })
  id!: string;

  @Field(() => DateTime, { description: 'When.' })
  at!: Instant;

  @Field(() => Actor, { description: 'Who read.' })
  actor!: Actor;

  @Field(() => RoleEnum, { description: 'In which role.' })
  actorRole!: Role;

  @Field(() => String, {
    description: 'What was read: such as incident, incident.history or export; docs/read-log.md has the list.',
  })
  operation!: string;

  @Field(() => ID, { nullable: true, description: 'Of which incident; null where it reached over the whole register.' })
  incidentId!: string | null;
}

export const ReadLogConnection = connectionOf('ReadLog', () => ReadLogEntry, 'reads, newest first');
