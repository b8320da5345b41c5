/** Messages of the authority, evidence and links as the API shows them. */
import type { Application, IncidentView } from '../../application/application.js';
import { stands } from '../../incident/standing.js';
import type { Instant } from '../../law/instant.js';
import type {
  AuthorityMessage as DomainMessage,
  Evidence as DomainEvidence,
  Incident,
  IncidentLink as DomainLink,
} from '../../incident/state.js';
import type { PageArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';
import type { AuthorityMessage, Evidence } from '../types/correspondence.js';
import type { IncidentLink } from '../types/link.js';
import { numbered, pageOf, sliceOf } from './pages.js';
import { actorOf } from './parts.js';

export function authorityMessageOf({ answers, recordedBy, ...same }: DomainMessage): AuthorityMessage {
  const [first] = answers;
  return {
    ...same,
    answeredAt: first?.answeredAt ?? null,
    answer: first?.text ?? null,
    answers: answers.map((answer) => ({ ...answer, recordedBy: actorOf(answer.recordedBy) })),
    recordedBy: actorOf(recordedBy),
  };
}

export function evidenceOf(evidence: DomainEvidence): Evidence {
  return { ...evidence, recordedBy: actorOf(evidence.recordedBy) };
}

/** The newest standing evidence about an event; null where there is none. */
export function evidenceAbout({ evidence }: Incident, revision: number): Evidence | null {
  const newest = evidence.findLast((piece) => piece.aboutRevision === revision && stands(piece));
  return newest === undefined ? null : evidenceOf(newest);
}

/** The same, of an incident as it is shown: read from its stream where a list shows it from its row. */
export function evidenceIn(
  { incident, row }: IncidentView,
  revision: number,
): Evidence | null | Promise<Evidence | null> {
  if (row === undefined) return evidenceAbout(incident, revision);
  return row.whole().then((whole) => evidenceAbout(whole.incident, revision));
}

/** A page of the evidence that stands, oldest first. */
export function evidencePage(application: Application, incident: Incident, args: PageArgs): Page<Evidence> {
  const slice = sliceOf(application, numbered(`evidence/${incident.id}`, incident.evidence, stands), args);
  return pageOf(
    slice,
    slice.entries.map(({ entry }) => evidenceOf(entry)),
  );
}

/** @param shownAt the instant that the incident which it lives in is shown at; null for the present. */
export function linkOf(link: DomainLink, shownAt: Instant | null): IncidentLink {
  return { ...link, shownAt, recordedBy: actorOf(link.recordedBy) };
}
