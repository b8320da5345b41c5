import type { IncidentView } from '../../application/application.js';
import { standingAudiences } from '../../incident/audiences.js';
import { awareAt, stands } from '../../incident/standing.js';
import { statusOf } from '../../incident/status.js';
import type { Instant } from '../../law/instant.js';
import type { Incident } from '../types/incident.js';
import { authorityMessageOf, evidenceByRevision, linkOf } from './correspondence.js';
import { decisionsOf } from './decisions.js';
import { assessmentOf, awarenessOf, filingsOf, measureOf } from './entries.js';
import { actorOf, factsOf, organisationOf } from './parts.js';
import { audiencesById, communicationsOf } from './subjects.js';

/** How a past state is named, so that caches keep it apart from the present. */
export interface Past {
  /** `<incident id>@<revision>` or `<incident id>@<UTC instant>`, as it was asked for. */
  readonly id: string;
  readonly shownAt: Instant;
}

/** The one way from a state to the API's Incident, whether the state is of now, of then, or of a live event. */
export function incidentOf(view: IncidentView, past: Past | null = null): Incident {
  const { incident } = view;
  const id = past?.id ?? incident.id;
  const evidence = evidenceByRevision(incident);
  const audiences = audiencesById(view);
  const assessments = incident.assessments.map((assessment) => assessmentOf(assessment, incident.role));
  return {
    __typename: 'Incident',
    view,
    id,
    incidentId: incident.id,
    shownAt: past?.shownAt ?? null,
    reference: incident.reference,
    organisation: organisationOf(view.organisation),
    title: incident.title,
    summary: incident.summary,
    status: statusOf(incident),
    revision: incident.revision,
    role: incident.role,
    exercise: incident.exercise,
    occurredFrom: incident.occurredFrom,
    occurredTo: incident.occurredTo,
    ongoing: incident.ongoing,
    detectedAt: incident.detectedAt,
    informedByProcessorAt: incident.informedByProcessorAt,
    processor: incident.processor,
    awareAt: awareAt(incident),
    awareness: incident.awareness.map(awarenessOf),
    recordedAt: incident.recordedAt,
    updatedAt: incident.updatedAt,
    reportedBy: actorOf(incident.reportedBy),
    // A breach without any nature is none: an empty list is one that nobody has filled in.
    natures: incident.natures.length === 0 ? null : incident.natures,
    facts: incident.facts === null ? null : factsOf(incident.facts, incident.role),
    assessment: assessments.at(-1) ?? null,
    assessments,
    measures: incident.measures.filter(stands).map(measureOf),
    filings: filingsOf(view, evidence),
    audiences: standingAudiences(incident).flatMap(({ id: audience }) => audiences.get(audience) ?? []),
    communications: communicationsOf(view, audiences, evidence),
    controllersRemaining: incident.controllersRemaining?.count ?? null,
    authorityMessages: incident.authorityMessages.filter(stands).map(authorityMessageOf),
    links: incident.links.filter(stands).map(linkOf),
    decisions: decisionsOf(incident, audiences, id),
  };
}
