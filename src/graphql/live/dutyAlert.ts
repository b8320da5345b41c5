import { Field, ID, ObjectType } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import type { DutyState } from '../../law/vocabulary.js';
import { DutyStateEnum } from '../enums/duty.js';
import { DateTime } from '../scalars/dateTime.js';
import { Duty } from '../types/duty.js';

@ObjectType({
  simpleResolvers: true,
  description: 'A duty came to be due soon, overdue, met or waived: by what was recorded, or by time alone.',
})
export class DutyAlert {
  @Field(() => ID, {
    description: 'The same for the same duty, state and instant, however often it is told: by it repeats are known.',
  })
  id!: string;

  @Field(() => DateTime, {
    description: 'When it came to that: the recording of the event, or the instant of the clock.',
  })
  at!: Instant;

  @Field(() => DutyStateEnum, { description: 'What it came to.' })
  state!: DutyState;

  @Field(() => Duty, { description: 'The duty as it stood at that instant, of the incident as it was on record then.' })
  duty!: Duty;
}
