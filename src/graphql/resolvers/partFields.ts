/** What parts of an incident are asked for one by one. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { actorName } from '../actorNames.js';
import type { GraphQLContext } from '../context.js';
import { callerFor } from '../guard.js';
import { evidenceIn } from '../mapping/correspondence.js';
import { readIncident } from '../mapping/reading.js';
import { snapshotOf } from '../mapping/snapshot.js';
import { JsonScalar } from '../scalars/json.js';
import { Actor } from '../types/actor.js';
import type { Actor as ActorRoot } from '../types/actor.js';
import { Evidence } from '../types/correspondence.js';
import type { Evidence as EvidenceRoot } from '../types/correspondence.js';
import { CnilFiling } from '../types/filing.js';
import type { CnilFiling as FilingRoot } from '../types/filing.js';
import { Incident } from '../types/incident.js';
import type { Incident as IncidentRoot } from '../types/incident.js';
import { IncidentLink } from '../types/link.js';
import type { IncidentLink as LinkRoot } from '../types/link.js';
import { SubjectCommunication } from '../types/subjects.js';
import type { SubjectCommunication as CommunicationRoot } from '../types/subjects.js';

@Resolver(() => Actor)
export class ActorFields {
  @FieldResolver(() => String, { nullable: true, description: 'Name in the directory; null where it was erased.' })
  name(@Root() { id }: ActorRoot, @Ctx() context: GraphQLContext): Promise<string | null> {
    return actorName(context, callerFor(context, 'me'), id);
  }
}

@Resolver(() => CnilFiling)
export class FilingFields {
  @FieldResolver(() => JsonScalar, {
    description:
      'What the register knew when the filing was recorded, by the names of the record; notes under legal privilege are left out.',
  })
  async registerSnapshot(
    @Root() { view, revision }: FilingRoot,
    @Ctx() { application }: GraphQLContext,
  ): Promise<Record<string, unknown>> {
    const before = await application.incidentBefore(view, revision);
    if (before === null) throw new Error(`Nothing is on record before revision ${revision}`);
    return snapshotOf(before.incident);
  }

  @FieldResolver(() => Evidence, {
    nullable: true,
    description: 'The newest evidence about it, such as the receipt; until there is one, filedAt is our word.',
  })
  receipt(@Root() { view, revision }: FilingRoot): EvidenceRoot | null | Promise<EvidenceRoot | null> {
    return evidenceIn(view, revision);
  }
}

@Resolver(() => SubjectCommunication)
export class CommunicationFields {
  @FieldResolver(() => Evidence, { nullable: true, description: 'The newest evidence about it, such as a copy.' })
  document(@Root() { view, revision }: CommunicationRoot): EvidenceRoot | null | Promise<EvidenceRoot | null> {
    return evidenceIn(view, revision);
  }
}

@Resolver(() => IncidentLink)
export class LinkFields {
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'The other incident; null where it is elsewhere, or not the caller’s to see.',
  })
  async incident(
    @Root() { otherIncidentId, shownAt }: LinkRoot,
    @Ctx() context: GraphQLContext,
  ): Promise<IncidentRoot | null> {
    if (otherIncidentId === null) return null;
    const asOf = shownAt === null ? null : { recordedAt: shownAt };
    return readIncident(context, callerFor(context, 'incident'), otherIncidentId, asOf);
  }
}
