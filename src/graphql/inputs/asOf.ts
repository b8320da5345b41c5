import { Field, InputType, Int } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import { DateTime } from '../scalars/dateTime.js';

/** The name of the type, by which the schema makes it one of which exactly one field is given. */
export const AS_OF = 'AsOf';

@InputType(AS_OF, {
  description:
    'Which past state: what the register said at an instant of recording, or after an event. Duties are computed at that instant. Exactly one is given.',
})
export class AsOf {
  @Field(() => DateTime, {
    nullable: true,
    description: 'By the register’s own clock; an instant that has not come is BAD_USER_INPUT.',
  })
  recordedAt?: Instant | null;

  @Field(() => Int, { nullable: true, description: 'Number of an event, from 0; null is answered beyond the last.' })
  revision?: number | null;
}
