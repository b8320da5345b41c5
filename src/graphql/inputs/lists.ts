/** Arguments of the lists across incidents. */
import { ArgsType, Field, Int } from 'type-graphql';
import type { IncidentOrder } from '../../application/lists/lists.js';
import type { Instant } from '../../law/instant.js';
import { IncidentOrderEnum } from '../enums/lists.js';
import { DateTime } from '../scalars/dateTime.js';
import { DutyFilter } from './dutyFilter.js';
import { IncidentFilter } from './incidentFilter.js';
import { PageArgs } from './page.js';

@ArgsType()
export class IncidentsArgs {
  @Field(() => IncidentFilter, { nullable: true, description: 'Which incidents; real ones where nothing is said.' })
  filter?: IncidentFilter | null;

  @Field(() => IncidentOrderEnum, { defaultValue: 'RECORDED_DESC', description: 'In which order.' })
  orderBy!: IncidentOrder;

  @Field(() => Int, { defaultValue: 20, description: 'Entries on the page: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the entry before the page.' })
  after?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The list as it was at this instant of recording, with the states of then; not together with search.',
  })
  asOf?: Instant | null;
}

@ArgsType()
export class DutiesArgs extends PageArgs {
  @Field(() => DutyFilter, {
    nullable: true,
    description: 'Which duties: open ones unless states are named, of real incidents unless one incident is.',
  })
  filter?: DutyFilter | null;
}
