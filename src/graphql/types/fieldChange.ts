import { Field, Int, ObjectType } from 'type-graphql';
import type { ChangeKind } from '../../application/replay/replay.js';
import type { Instant } from '../../law/instant.js';
import { describedEnum } from '../enums/describedEnum.js';
import { DateTime } from '../scalars/dateTime.js';
import { JsonScalar } from '../scalars/json.js';
import { Actor } from './actor.js';

const ChangeKindEnum = describedEnum('ChangeKind', 'How something differs.', ['ADDED', 'REMOVED', 'CHANGED'] as const, {
  ADDED: 'It was not there.',
  REMOVED: 'It is there no more: struck, or taken back.',
  CHANGED: 'It has another value.',
});

@ObjectType({ simpleResolvers: true, description: 'What is not the same in two states of an incident.' })
export class FieldChange {
  @Field(() => ChangeKindEnum, { description: 'How it differs.' })
  kind!: ChangeKind;

  @Field(() => String, {
    description: 'RFC 6901 pointer into the state as docs/replay.md has it; entries of lists by their ids.',
  })
  path!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'As it was; null where it was ADDED.' })
  before!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'As it became; null where it was REMOVED.' })
  after!: unknown;

  @Field(() => Int, {
    nullable: true,
    description:
      'The last event between the two that changed it; null where only time did (a duty falling due), or the organisation’s configuration, which then has its instant and its actor.',
  })
  revision!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When that was recorded; null where only time did it.' })
  recordedAt!: Instant | null;

  @Field(() => Actor, { nullable: true, description: 'By whom; null where only time did it.' })
  actor!: Actor | null;
}
