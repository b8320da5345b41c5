import { Field, ID, ObjectType } from 'type-graphql';
import type { IncidentId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type { LinkKind } from '../../law/vocabulary.js';
import { LinkKindEnum } from '../enums/parties.js';
import { DateTime } from '../scalars/dateTime.js';
import { Actor } from './actor.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Another incident that this one belongs with. It lives in this one.',
})
export class IncidentLink {
  /** What `incident` is read by. */
  readonly otherIncidentId!: IncidentId | null;
  /** What of it is shown: null for its present. */
  readonly shownAt!: Instant | null;

  @Field(() => ID, { description: 'Id of the event that recorded it.' })
  id!: string;

  @Field(() => LinkKindEnum, { description: 'How they belong together.' })
  kind!: LinkKind;

  @Field(() => String, { nullable: true, description: 'An incident kept elsewhere, in words.' })
  externalReference!: string | null;

  @Field(() => String, { nullable: true, description: 'Why they are linked.' })
  reasons!: string | null;

  @Field(() => DateTime, { description: 'When it was recorded.' })
  recordedAt!: Instant;

  @Field(() => Actor, { description: 'Who recorded it.' })
  recordedBy!: Actor;
}
