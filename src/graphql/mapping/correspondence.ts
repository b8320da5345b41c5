/** Messages of the authority, evidence and links as the API shows them. */
import type { Application } from '../../application/application.js';
import { stands } from '../../incident/standing.js';
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

/** The newest standing evidence about each event. */
export function evidenceByRevision({ evidence }: Incident): ReadonlyMap<number, Evidence> {
  return new Map(
    evidence.flatMap((piece) =>
      piece.aboutRevision !== null && stands(piece) ? [[piece.aboutRevision, evidenceOf(piece)]] : [],
    ),
  );
}

/** A page of the evidence that stands, oldest first. */
export function evidencePage(application: Application, incident: Incident, args: PageArgs): Page<Evidence> {
  const slice = sliceOf(application, numbered(`evidence/${incident.id}`, incident.evidence, stands), args);
  return pageOf(
    slice,
    slice.entries.map(({ entry }) => evidenceOf(entry)),
  );
}

export function linkOf(link: DomainLink): IncidentLink {
  return { ...link, recordedBy: actorOf(link.recordedBy) };
}
