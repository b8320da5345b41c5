/** What an auditor asks of the past: what changed, and who looked. */
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { FieldChange as Change } from '../../application/replay/replay.js';
import { CHANGES_MAX } from '../../application/replay/replay.js';
import type { GraphQLContext } from '../context.js';
import { ApiError } from '../errors.js';
import { callerFor } from '../guard.js';
import { AsOf } from '../inputs/asOf.js';
import { ReadLogArgs } from '../inputs/page.js';
import { actorOf } from '../mapping/parts.js';
import { inFuture, momentOf } from '../mapping/reading.js';
import { readsPage } from '../mapping/reads.js';
import type { Page } from '../types/connection.js';
import { FieldChange } from '../types/fieldChange.js';
import { ReadLogConnection, type ReadLogEntry } from '../types/readLogEntry.js';

@Resolver()
export class Replays {
  @Query(() => [FieldChange], {
    nullable: true,
    description:
      'What is not the same in two states of an incident, ordered by path, with the event that did it; from may be the later one. At most 10,000 changes: more are BAD_USER_INPUT. Null where one of the two is not there.',
  })
  async compare(
    @Arg('incidentId', () => ID, { description: 'The incident.' }) incidentId: string,
    @Arg('from', () => AsOf, { description: 'The state that `before` is of.' }) from: AsOf,
    @Arg('to', () => AsOf, { description: 'The state that `after` is of.' }) to: AsOf,
    @Ctx() context: GraphQLContext,
  ): Promise<readonly FieldChange[] | null> {
    const caller = callerFor(context, 'compare');
    const { replay, readLog } = context.application;
    const changes = await replay.compare(caller, incidentId, momentOf(from), momentOf(to), context.signal);
    if (changes === 'IN_FUTURE') throw inFuture();
    if (changes === 'TOO_MANY') {
      throw new ApiError(
        'BAD_USER_INPUT',
        `More than ${CHANGES_MAX} changes: compare moments that lie closer together.`,
      );
    }
    if (changes !== null) await readLog.record(caller, 'compare', incidentId);
    return changes?.map(changeOf) ?? null;
  }

  @Query(() => ReadLogConnection, {
    nullable: true,
    description:
      'Who read which incident, newest first: this reading is among them. totalCount is exact up to 10,000 and null beyond.',
  })
  readLog(@Args(() => ReadLogArgs) args: ReadLogArgs, @Ctx() context: GraphQLContext): Promise<Page<ReadLogEntry>> {
    return readsPage(context.application, callerFor(context, 'readLog'), args);
  }
}

function changeOf({ cause, ...same }: Change): FieldChange {
  return {
    ...same,
    revision: cause?.revision ?? null,
    recordedAt: cause?.recordedAt ?? null,
    actor: cause === null ? null : actorOf(cause.actor),
  };
}
