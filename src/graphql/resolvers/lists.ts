/** Lists across incidents, and finding one by what people call it. */
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { GraphQLContext } from '../context.js';
import { ApiError } from '../errors.js';
import { callerFor } from '../guard.js';
import { DutiesArgs, IncidentsArgs } from '../inputs/lists.js';
import { incidentOf } from '../mapping/incidentMapper.js';
import { dutyEntry, incidentEntry, pageAsked, shownPage, withinReason } from '../mapping/lists.js';
import { findNode } from '../mapping/nodes.js';
import { PAGE_LIMIT } from '../mapping/pages.js';
import type { Page } from '../types/connection.js';
import type { Duty } from '../types/duty.js';
import { Incident } from '../types/incident.js';
import { DutyConnection, IncidentConnection } from '../types/listConnections.js';
import { Node } from '../types/node.js';

@Resolver()
export class Lists {
  @Query(() => IncidentConnection, {
    nullable: true,
    description:
      'Incidents as they are, or as they were at an instant of recording. totalCount is exact up to 10,000 and null beyond.',
  })
  async incidents(
    @Args(() => IncidentsArgs) args: IncidentsArgs,
    @Ctx() context: GraphQLContext,
  ): Promise<Page<Incident>> {
    const caller = callerFor(context, 'incidents');
    const asOf = args.asOf ?? null;
    const filter = withinReason(args.filter ?? {}, asOf);
    const asked = { ...pageAsked(args), filter, orderBy: args.orderBy, asOf };
    return shownPage(await context.application.lists.incidents(caller, asked, context.signal), incidentEntry(asOf));
  }

  @Query(() => DutyConnection, {
    nullable: true,
    description:
      'Duties as of now, across incidents: overdue first, then by limit, then those without a limit by age. totalCount is exact up to 10,000 and null beyond.',
  })
  async duties(@Args(() => DutiesArgs) args: DutiesArgs, @Ctx() context: GraphQLContext): Promise<Page<Duty>> {
    const caller = callerFor(context, 'duties');
    const asked = { ...pageAsked(args), filter: args.filter ?? {} };
    return shownPage(
      await context.application.lists.duties(caller, asked, context.signal),
      dutyEntry(context.language),
    );
  }

  @Query(() => Incident, {
    nullable: true,
    description: 'The incident of that reference: null for what does not exist or is not the caller’s to see.',
  })
  async incidentByReference(
    @Arg('reference', () => String, { description: 'As people write it, such as 2026-0007 or EX-2026-0001.' })
    reference: string,
    @Ctx() context: GraphQLContext,
  ): Promise<Incident | null> {
    const caller = callerFor(context, 'incidentByReference');
    const view = await context.application.lists.byReference(caller, reference);
    if (view !== null) await context.application.readLog.record(caller, 'incident', view.incident.id);
    return view === null ? null : incidentOf(view);
  }

  @Query(() => [Node], {
    nullable: 'itemsAndList',
    description:
      'Several objects at once, in the order of their ids; null for what does not exist or is not the caller’s to see.',
  })
  async nodes(
    @Arg('ids', () => [ID], { description: 'At most 100.' }) ids: readonly string[],
    @Ctx() context: GraphQLContext,
  ): Promise<readonly (Node | null)[]> {
    const caller = callerFor(context, 'nodes');
    if (ids.length > PAGE_LIMIT) throw new ApiError('BAD_USER_INPUT', `At most ${PAGE_LIMIT} ids at once.`);
    return Promise.all(ids.map((id) => findNode(context, caller, id)));
  }
}
