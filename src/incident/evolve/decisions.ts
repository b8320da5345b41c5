/** What was filed with the authority, and what was decided. */
import { isGraver } from '../../law/verdicts.js';
import type { RiskVerdict } from '../../law/vocabulary.js';
import type { CnilNotificationDeclined, CnilNotified } from '../events/authority.js';
import type { IncidentClosed, IncidentReopened, IncidentRuledOut } from '../events/closure.js';
import type { Envelope } from '../record.js';
import { announce, recorded, type IncidentDraft } from './draft.js';

export function recordFiling(draft: IncidentDraft, data: CnilNotified, event: Envelope): void {
  announce(draft, 'filings', event.id);
  draft.state.filings.push({
    ...recorded(event),
    withdrawn: null,
    kind: data.kind,
    authority: data.authority,
    filedAt: data.filedAt,
    filedAtPrecision: data.filedAtPrecision,
    receiptNumber: data.receiptNumber,
    caseNumber: data.caseNumber,
    refersTo: data.refersTo,
    filedBy: data.filedBy,
    contactPoint: data.contactPoint,
    channel: data.channel,
    reasonsForDelay: data.reasonsForDelay,
    text: data.text,
    dueAt: data.dueAt,
    rule: data.rule,
    ruleVersion: data.ruleVersion,
    lateBy: data.lateBy,
    missing: data.missing,
    irregularities: data.irregularities,
  });
}

export function declineCnil({ state }: IncidentDraft, data: CnilNotificationDeclined, event: Envelope): void {
  state.decisions.push({
    ...recorded(event),
    kind: 'DECLINE_CNIL',
    decidedAt: event.occurredAt,
    decidedBy: data.decidedBy,
    reasons: data.reasons,
    ground: data.ground,
    dpoAdvice: data.dpoAdvice,
    verdict: state.assessments.at(-1)?.verdict ?? null,
    lapsedByRevision: null,
  });
}

/** A decision not to notify lapses by itself when a later assessment finds more risk than the one it rested on; none counts as UNLIKELY. */
export function lapseDeclines({ state }: IncidentDraft, verdict: RiskVerdict, event: Envelope): void {
  state.decisions.forEach((decision, index) => {
    if (decision.kind !== 'DECLINE_CNIL' || decision.lapsedByRevision !== null) return;
    if (!isGraver(verdict, decision.verdict)) return;
    state.decisions[index] = { ...decision, lapsedByRevision: event.revision };
  });
}

export function closeIncident({ state }: IncidentDraft, data: IncidentClosed, event: Envelope): void {
  state.phase = 'CLOSED';
  state.decisions.push({
    ...recorded(event),
    kind: 'CLOSE',
    decidedAt: event.occurredAt,
    decidedBy: data.decidedBy,
    reasons: data.lessons ?? '',
    lessons: data.lessons,
    openDuties: data.openDuties,
  });
}

export function reopenIncident({ state }: IncidentDraft, data: IncidentReopened, event: Envelope): void {
  state.phase = 'OPEN';
  state.decisions.push({
    ...recorded(event),
    kind: 'REOPEN',
    decidedAt: event.occurredAt,
    decidedBy: data.decidedBy,
    reasons: data.reasons,
  });
}

export function ruleOutIncident({ state }: IncidentDraft, data: IncidentRuledOut, event: Envelope): void {
  state.phase = 'RULED_OUT';
  state.decisions.push({
    ...recorded(event),
    kind: 'RULE_OUT',
    decidedAt: event.occurredAt,
    decidedBy: data.decidedBy,
    reasons: data.reasons,
  });
}
