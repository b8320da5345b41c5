import { Field, ObjectType } from 'type-graphql';
import type { Role } from '../../identity/roles.js';
import type { Instant } from '../../law/instant.js';
import { RoleEnum } from '../enums/incident.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';
import { Organisation } from './organisation.js';

@ObjectType({ simpleResolvers: true, description: 'The caller, as its token says.' })
export class Viewer {
  @Field(() => Actor, { description: 'Who it is on record.' })
  actor!: Actor;

  @Field(() => RoleEnum, { description: 'The role that the token gives.' })
  role!: Role;

  @Field(() => Organisation, { description: 'The organisation whose register is open to it.' })
  organisation!: Organisation;

  @Field(() => [String], { description: 'Operations that the role may use, by name; some reach own reports only.' })
  permissions!: readonly string[];

  @Field(() => DateTime, { description: 'When the token ends.' })
  tokenExpiresAt!: Instant;

  @Field(() => DateTime, { description: 'The register’s clock, for clients that count down.' })
  serverTime!: Instant;
}
