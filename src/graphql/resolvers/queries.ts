import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { permissionsOf } from '../../identity/permissions.js';
import { instantAt } from '../../law/instant.js';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { AsOf } from '../inputs/asOf.js';
import { findNode } from '../mapping/nodes.js';
import { actorOf, organisationOf } from '../mapping/parts.js';
import { momentOf, readIncident } from '../mapping/reading.js';
import { Position } from '../scalars/position.js';
import { Incident } from '../types/incident.js';
import { Node } from '../types/node.js';
import { Viewer } from '../types/viewer.js';

@Resolver()
export class Queries {
  @Query(() => Viewer, { nullable: true, description: 'Who asks, and what it may do.' })
  async me(@Ctx() context: GraphQLContext): Promise<Viewer> {
    const caller = callerFor(context, 'me');
    return {
      actor: actorOf(caller.actor),
      role: caller.role,
      organisation: organisationOf(await context.application.organisation(caller)),
      permissions: permissionsOf(caller.role),
      tokenExpiresAt: instantAt(caller.tokenExpiresAt.getTime()),
      serverTime: context.application.now(),
    };
  }

  @Query(() => Node, {
    nullable: true,
    description: 'Finds any object by its id: null for what does not exist or is not the caller’s to see.',
  })
  node(
    @Arg('id', () => ID, { description: 'As the object gave it.' }) id: string,
    @Ctx() context: GraphQLContext,
  ): Promise<Node | null> {
    return findNode(context, callerFor(context, 'node'), id);
  }

  @Query(() => Position, {
    nullable: true,
    description: 'The newest place in the log; null where nothing is recorded yet.',
  })
  position(@Ctx() { application }: GraphQLContext): Promise<string | null> {
    return application.position();
  }

  @Query(() => Incident, {
    nullable: true,
    description:
      'An incident as it is, or as the register knew it: null for what does not exist, or had no such event, or is not the caller’s to see.',
  })
  async incident(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: GraphQLContext,
    @Arg('asOf', () => AsOf, { nullable: true, description: 'Which past state; the present where nothing is said.' })
    asOf: AsOf | null | undefined,
  ): Promise<Incident | null> {
    const moment = asOf == null ? null : momentOf(asOf);
    return readIncident(context, callerFor(context, 'incident'), id, moment);
  }
}
