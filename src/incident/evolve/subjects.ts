/** The persons concerned: audiences, what was told them, and what was decided about telling them. */
import type {
  AudienceDefined,
  SubjectsNotificationDeclined,
  SubjectsNotificationDeferred,
  SubjectsNotified,
} from '../events/subjects.js';
import type { Envelope } from '../record.js';
import type { AudienceVerdict } from '../state.js';
import { announce, changeEntry, indexIn, recorded, type IncidentDraft } from './draft.js';

/** A new audience, or the newest definition of one on record, which keeps its id and the mark of who first recorded it. */
export function defineAudience(draft: IncidentDraft, data: AudienceDefined, event: Envelope): void {
  const { audienceId, verdict } = data;
  const values = {
    name: data.name,
    categories: data.categories,
    count: data.count,
    verdict,
    information: data.information,
    plannedFor: data.plannedFor,
  };
  const found: AudienceVerdict = { verdict, revision: event.revision, recordedAt: event.recordedAt };
  if (audienceId === null) {
    announce(draft, 'audiences', event.id);
    draft.state.audiences.push({ ...recorded(event), withdrawn: null, ...values, verdicts: [found] });
    return;
  }
  const index = indexIn(draft, 'audiences', event, audienceId);
  changeEntry(draft.state.audiences, index, (before) => ({
    ...before,
    ...values,
    verdicts: before.verdict === verdict ? before.verdicts : [...before.verdicts, found],
  }));
}

export function notifySubjects(draft: IncidentDraft, data: SubjectsNotified, event: Envelope): void {
  announce(draft, 'communications', event.id);
  draft.state.communications.push({
    ...recorded(event),
    withdrawn: null,
    audienceId: data.audienceId,
    channel: data.channel,
    sentAt: data.sentAt,
    count: data.count,
    failed: data.failed,
    language: data.language,
    message: data.message,
    complete: data.complete,
    missing: data.missing,
    irregularities: data.irregularities,
  });
}

export function declineSubjects({ state }: IncidentDraft, data: SubjectsNotificationDeclined, event: Envelope): void {
  const own = state.audiences.find(({ id }) => id === data.audienceId)?.verdict ?? null;
  state.decisions.push({
    ...recorded(event),
    kind: 'DECLINE_SUBJECTS',
    decidedAt: event.occurredAt,
    decidedBy: data.decidedBy,
    reasons: data.reasons,
    audienceId: data.audienceId,
    ground: data.ground,
    publicMeasure: data.publicMeasure,
    dpoAdvice: data.dpoAdvice,
    verdict: own ?? state.assessments.at(-1)?.verdict ?? null,
  });
}

export function deferSubjects({ state }: IncidentDraft, data: SubjectsNotificationDeferred, event: Envelope): void {
  state.decisions.push({
    ...recorded(event),
    kind: 'DEFER_SUBJECTS',
    decidedAt: event.occurredAt,
    decidedBy: data.decidedBy,
    reasons: data.reasons,
    requestedBy: data.requestedBy,
    reference: data.reference,
    from: data.from,
    reviewAt: data.reviewAt,
  });
}
