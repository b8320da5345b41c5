import { Field, ObjectType } from 'type-graphql';
import type { LiveItem } from '../../application/live/live.js';
import { Position } from '../scalars/position.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'A step along the log: an event, or only how far the subscriber has come. Keep the position of the newest one: it is where to resume.',
})
export class LiveEvent {
  /** What event and incident are shown from when they are asked for. */
  readonly item!: LiveItem;

  @Field(() => Position, {
    description:
      'Everything visible to the caller up to here has been delivered with this item: give it as `after` to resume.',
  })
  position!: string;

  @Field(() => Boolean, { description: 'False while catching up with what was recorded before.' })
  live!: boolean;
}
