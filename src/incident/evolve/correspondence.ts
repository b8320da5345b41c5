/** What came from the authority and went back, what proves it, and the incidents it belongs with. */
import type {
  AuthorityAnswered,
  AuthorityMessageReceived,
  EvidenceAttached,
  IncidentsLinked,
} from '../events/correspondence.js';
import type { Envelope } from '../record.js';
import { announce, changeEntry, indexIn, recorded, type IncidentDraft } from './draft.js';

export function receiveMessage(draft: IncidentDraft, data: AuthorityMessageReceived, event: Envelope): void {
  announce(draft, 'authorityMessages', event.id);
  draft.state.authorityMessages.push({
    ...recorded(event),
    withdrawn: null,
    authority: data.authority,
    kind: data.kind,
    receivedAt: data.receivedAt,
    dueAt: data.dueAt,
    reference: data.reference,
    text: data.text,
    answers: [],
  });
}

/** Every answer is kept; which one meets a duty is the duty's to say. */
export function answerMessage(draft: IncidentDraft, data: AuthorityAnswered, event: Envelope): void {
  const answer = { ...recorded(event), answeredAt: data.answeredAt, text: data.text };
  const index = indexIn(draft, 'authorityMessages', event, data.messageId);
  changeEntry(draft.state.authorityMessages, index, (message) => ({
    ...message,
    answers: [...message.answers, answer],
  }));
}

export function attachEvidence(draft: IncidentDraft, data: EvidenceAttached, event: Envelope): void {
  announce(draft, 'evidence', event.id);
  draft.state.evidence.push({
    ...recorded(event),
    withdrawn: null,
    name: data.name,
    mediaType: data.mediaType,
    size: data.size,
    sha256: data.sha256,
    description: data.description,
    location: data.location,
    collectedBy: data.collectedBy,
    collectedAt: data.collectedAt,
    aboutRevision: data.aboutRevision,
  });
}

export function linkIncidents(draft: IncidentDraft, data: IncidentsLinked, event: Envelope): void {
  announce(draft, 'links', event.id);
  draft.state.links.push({
    ...recorded(event),
    withdrawn: null,
    kind: data.kind,
    otherIncidentId: data.otherIncidentId,
    externalReference: data.externalReference,
    reasons: data.reasons,
  });
}
