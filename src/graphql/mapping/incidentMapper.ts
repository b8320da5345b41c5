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

/** The one way from a state to the API's Incident, whether the state is of now, of then, or of a live event. */
export function incidentOf(view: IncidentView, past: Past | null = null): Incident {
  return new ShownIncident(view, past);
}

/** Reckons what is asked for, when it is asked for: a page of incidents asks for a dozen of its fields, and seldom for a list. */
class ShownIncident implements Incident {
  readonly __typename = 'Incident';
  readonly id: string;
  readonly shownAt: Instant | null;
  #audiences: AudiencesById | null = null;

  constructor(
    readonly view: IncidentView,
    past: Past | null,
  ) {
    this.id = past?.id ?? view.incident.id;
    this.shownAt = past?.shownAt ?? null;
  }

  get incidentId() {
    return this.view.incident.id;
  }

  get reference() {
    return this.view.incident.reference;
  }

  get organisation() {
    return organisationOf(this.view.organisation);
  }

  get title() {
    return this.view.incident.title;
  }

  get summary() {
    return this.view.incident.summary;
  }

  get status() {
    return this.view.row?.status ?? statusOf(this.view.incident);
  }

  get revision() {
    return this.view.incident.revision;
  }

  get role() {
    return this.view.incident.role;
  }

  get exercise() {
    return this.view.incident.exercise;
  }

  get occurredFrom() {
    return this.view.incident.occurredFrom;
  }

  get occurredTo() {
    return this.view.incident.occurredTo;
  }

  get ongoing() {
    return this.view.incident.ongoing;
  }

  get detectedAt() {
    return this.view.incident.detectedAt;
  }

  get informedByProcessorAt() {
    return this.view.incident.informedByProcessorAt;
  }

  get processor() {
    return this.view.incident.processor;
  }

  get awareAt() {
    return awareAt(this.view.incident);
  }

  get awareness() {
    return this.view.incident.awareness.map(awarenessOf);
  }

  get recordedAt() {
    return this.view.incident.recordedAt;
  }

  get updatedAt() {
    return this.view.incident.updatedAt;
  }

  get reportedBy() {
    return actorOf(this.view.incident.reportedBy);
  }

  /** A breach without any nature is none: an empty list is one that nobody has filled in. */
  get natures() {
    const { natures } = this.view.incident;
    return natures.length === 0 ? null : natures;
  }

  get facts() {
    const { facts, role } = this.view.incident;
    return facts === null ? null : factsOf(facts, role);
  }

  get assessment() {
    const last = this.view.incident.assessments.at(-1);
    return last === undefined ? null : assessmentOf(last, this.view.incident.role);
  }

  get assessments() {
    const { assessments, role } = this.view.incident;
    return assessments.map((assessment) => assessmentOf(assessment, role));
  }

  get measures() {
    return this.view.incident.measures.filter(stands).map(measureOf);
  }

  get filings() {
    return filingsOf(this.view);
  }

  get audiences() {
    return standingAudiences(this.view.incident).flatMap(({ id }) => this.#audiencesById.get(id) ?? []);
  }

  get communications() {
    return communicationsOf(this.view, this.#audiencesById);
  }

  get controllersRemaining() {
    return this.view.incident.controllersRemaining?.count ?? null;
  }

  get authorityMessages() {
    return this.view.incident.authorityMessages.filter(stands).map(authorityMessageOf);
  }

  get links() {
    return this.view.incident.links.filter(stands).map((link) => linkOf(link, this.shownAt));
  }

  get decisions() {
    return decisionsOf(this.view.incident, this.#audiencesById, this.id);
  }

  get #audiencesById(): AudiencesById {
    return (this.#audiences ??= audiencesById(this.view));
  }
}
