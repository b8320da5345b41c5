import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Role } from '../../identity/roles.js';
import type { Instant } from '../../law/instant.js';
import { RoleEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { connectionOf } from './connection.js';

@ObjectType({ simpleResolvers: true, description: 'An event of the incident, told to people.' })
export class TimelineEntry {
  @Field(() => ID, { description: 'Id of the event.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it happened, as was said of it.' })
  occurredAt!: Instant;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Boolean, { description: 'Recorded more than an hour after it happened.' })
  backdated!: boolean;

  @Field(() => String, { description: 'Type of the event.' })
  type!: string;

  @Field(() => String, { description: 'What happened, in the reader’s language.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'More of it, as it was written; null where there is no more or where it is withheld.',
  })
  detail!: string | null;

  @Field(() => Actor, { description: 'Who recorded it.' })
  actor!: Actor;

  @Field(() => RoleEnum, { description: 'In which role.' })
  actorRole!: Role;

  @Field(() => Int, { description: 'Number of the event.' })
  revision!: number;
}

export const TimelineConnection = connectionOf('Timeline', () => TimelineEntry, 'entries of the timeline');
