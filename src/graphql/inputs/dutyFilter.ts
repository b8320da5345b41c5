import { Field, ID, InputType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { DutyKind, DutyState } from '../../law/vocabulary.js';
import { DutyKindEnum, DutyStateEnum } from '../enums/duty.js';
import { DateTime } from '../scalars/dateTime.js';

@InputType({ description: 'Which duties: what is left out, or null, narrows nothing; all that is given must hold.' })
export class DutyFilter {
  @Field(() => [DutyStateEnum], { nullable: true, description: 'In one of these states.' })
  states?: readonly DutyState[] | null;

  @Field(() => [DutyKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: readonly DutyKind[] | null;

  @Field(() => [String], { nullable: true, description: 'Of one of these regimes, such as GDPR.' })
  regimes?: readonly string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'With a time limit before this instant.' })
  dueBefore?: Instant | null;

  @Field(() => ID, { nullable: true, description: 'Of this incident.' })
  incidentId?: string | null;
}
