import type { IncidentView } from '../../application/application.js';
import { standingAudiences } from '../../incident/audiences.js';
import { awareAt, stands } from '../../incident/standing.js';
import { statusOf } from '../../incident/status.js';
import type { Instant } from '../../law/instant.js';
import type { Incident } from '../types/incident.js';
import { authorityMessageOf, linkOf } from './correspondence.js';
import { decisionsOf } from './decisions.js';
import { assessmentOf, awarenessOf, filingsOf, measureOf } from './entries.js';
import { actorOf, factsOf, organisationOf } from './parts.js';
import { audiencesById, communicationsOf, type AudiencesById } from './subjects.js';

/** How a past state is named, so that caches keep it apart from the present. */
export interface Past {
  /** `<incident id>@<revision>` or `<incident id>@<UTC instant>`, as it was asked for. */
  readonly id: string;
  readonly shownAt: Instant;
}

/**
 * The one way from a state to the API's Incident, whether the state is of now, of then, or of a live event. Lists within it are made when they are
 * asked for: a page of incidents seldom asks for any.
 */
export function incidentOf(view: IncidentView, past: Past | null = null): Incident {
  const { incident } = view;
  const id = past?.id ?? incident.id;
  let known: AudiencesById | null = null;
  const audiences = () => (known ??= audiencesById(view));
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
    status: view.row?.status ?? statusOf(incident),
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
    get awareness() {
      return incident.awareness.map(awarenessOf);
    },
    recordedAt: incident.recordedAt,
    updatedAt: incident.updatedAt,
    reportedBy: actorOf(incident.reportedBy),
    // A breach without any nature is none: an empty list is one that nobody has filled in.
    natures: incident.natures.length === 0 ? null : incident.natures,
    get facts() {
      return incident.facts === null ? null : factsOf(incident.facts, incident.role);
    },
    get assessment() {
      const last = incident.assessments.at(-1);
      return last === undefined ? null : assessmentOf(last, incident.role);
    },
    get assessments() {
      return incident.assessments.map((assessment) => assessmentOf(assessment, incident.role));
    },
    get measures() {
      return incident.measures.filter(stands).map(measureOf);
    },
    get filings() {
      return filingsOf(view);
    },
    get audiences() {
      return standingAudiences(incident).flatMap(({ id: audience }) => audiences().get(audience) ?? []);
    },
    get communications() {
      return communicationsOf(view, audiences());
    },
    controllersRemaining: incident.controllersRemaining?.count ?? null,
    get authorityMessages() {
      return incident.authorityMessages.filter(stands).map(authorityMessageOf);
    },
    get links() {
      return incident.links.filter(stands).map(linkOf);
    },
    get decisions() {
      return decisionsOf(incident, audiences(), id);
    },
  };
}
