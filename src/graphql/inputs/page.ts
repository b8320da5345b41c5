/** Arguments of lists that come in pages. */
import { ArgsType, Field, ID, Int } from 'type-graphql';
import type { NoticeState } from '../../law/vocabulary.js';
import {
  NoticeStateEnum,
  SortDirectionEnum,
  TimelineOrderEnum,
  type SortDirection,
  type TimelineOrder,
} from '../enums/parties.js';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 50, description: 'Entries on the page: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Cursor of the entry before the page.' })
  after?: string | null;
}

@ArgsType()
export class NoticesArgs extends PageArgs {
  @Field(() => [NoticeStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  states?: readonly NoticeState[] | null;
}

@ArgsType()
export class HistoryArgs extends PageArgs {
  @Field(() => SortDirectionEnum, { defaultValue: 'ASC', description: 'By revision: which way.' })
  direction!: SortDirection;
}

@ArgsType()
export class ReadLogArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only reads of this incident.' })
  incidentId?: string | null;
}

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => TimelineOrderEnum, { defaultValue: 'OCCURRED', description: 'By which time.' })
  orderBy!: TimelineOrder;

  @Field(() => SortDirectionEnum, { defaultValue: 'ASC', description: 'Which way.' })
  direction!: SortDirection;
}
