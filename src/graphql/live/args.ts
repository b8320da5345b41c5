/** What the roots of subscriptions are asked with. */
import { ArgsType, Field, ID } from 'type-graphql';
import type { Instant } from '../../law/instant.js';
import { DutyFilter } from '../inputs/dutyFilter.js';
import { DateTime } from '../scalars/dateTime.js';
import { Position } from '../scalars/position.js';

@ArgsType()
export class IncidentArgs {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;
}

@ArgsType()
export class EventsArgs {
  @Field(() => Position, {
    nullable: true,
    description: 'The last position that the client has; from the very first event on where there is none.',
  })
  after?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only of this incident.' })
  incidentId?: string | null;
}

@ArgsType()
export class DutyAlertsArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Exclusive; only what comes from now on where there is none.',
  })
  since?: Instant | null;

  @Field(() => DutyFilter, { nullable: true, description: 'Which duties, as they stood at the alert.' })
  filter?: DutyFilter | null;
}
