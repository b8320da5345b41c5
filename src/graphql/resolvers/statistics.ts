import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { IncidentClock } from '../../application/statistics/statistics.js';
import { isBefore, type Instant } from '../../law/instant.js';
import type { GraphQLContext } from '../context.js';
import { IncidentClockEnum } from '../enums/incidentClock.js';
import { ApiError } from '../errors.js';
import { callerFor } from '../guard.js';
import { statisticsOf } from '../mapping/statistics.js';
import { DateTime } from '../scalars/dateTime.js';
import { Statistics } from '../types/statistics.js';

@Resolver()
export class StatisticsQueries {
  @Query(() => Statistics, {
    nullable: true,
    description:
      'Figures over the incidents whose instant lies in a period. An incident that lacks the instant is in no period.',
  })
  async statistics(
    @Arg('from', () => DateTime, { description: 'The first instant of the period.' }) from: Instant,
    @Arg('to', () => DateTime, { description: 'The first instant after it.' }) to: Instant,
    @Arg('clock', () => IncidentClockEnum, { defaultValue: 'DETECTED', description: 'Which instant counts.' })
    clock: IncidentClock,
    @Arg('exercise', () => Boolean, { defaultValue: false, description: 'Drills alone, or real incidents alone.' })
    exercise: boolean,
    @Ctx() context: GraphQLContext,
  ): Promise<Statistics> {
    const caller = callerFor(context, 'statistics');
    if (isBefore(to, from))
      throw new ApiError('BAD_USER_INPUT', 'The period ends before it begins: to is before from.');
    const asked = { from, to, clock, exercise };
    const figures = await context.application.statistics.of(caller, asked, context.signal);
    return statisticsOf(figures, context.language);
  }
}
