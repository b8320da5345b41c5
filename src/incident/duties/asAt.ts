/**
 * The record as it stands, as far as it counts at an instant: awareness from awareAt, a filing from filedAt, a decision from the instant it
 * was taken. What was struck from the record counts at no instant.
 */
import { epoch, isAfter, type Instant } from '../../law/instant.js';
import { awareAt, stands } from '../standing.js';
import type { DeclineCnilDecision, Filing, Incident } from '../state.js';

/** The instant of the awareness in force, where certainty had been reached by then. */
export function awareAtBy(incident: Incident, at: Instant): Instant | null {
  const inForce = awareAt(incident);
  return inForce === null || isAfter(inForce, at) ? null : inForce;
}

/** Whether the last word by then was that there was no breach. */
export function ruledOutAt(incident: Incident, at: Instant): boolean {
  const last = incident.decisions.findLast(
    (decision) =>
      (decision.kind === 'CLOSE' || decision.kind === 'REOPEN' || decision.kind === 'RULE_OUT') &&
      !isAfter(decision.decidedAt, at),
  );
  return last?.kind === 'RULE_OUT';
}

/** Standing filings that had been made by then, earliest first; those of one instant stay in the order of recording. */
export function filingsAt(incident: Incident, at: Instant): readonly Filing[] {
  return incident.filings
    .filter((filing) => stands(filing) && !isAfter(filing.filedAt, at))
    .sort((a, b) => epoch(a.filedAt) - epoch(b.filedAt));
}

/**
 * The decline in force by then: the newest one, where no assessment above its verdict had lapsed it yet. A newer decline replaces an
 * older one even after it lapsed itself.
 */
export function declineAt(incident: Incident, at: Instant): DeclineCnilDecision | null {
  const newest = incident.decisions.findLast(
    (decision): decision is DeclineCnilDecision => decision.kind === 'DECLINE_CNIL' && !isAfter(decision.decidedAt, at),
  );
  return newest === undefined || hasLapsed(incident, newest, at) ? null : newest;
}

function hasLapsed(incident: Incident, decline: DeclineCnilDecision, at: Instant): boolean {
  if (decline.lapsedByRevision === null) return false;
  const assessment = incident.assessments.find((entry) => entry.revision === decline.lapsedByRevision);
  return assessment === undefined || !isAfter(assessment.assessedAt, at);
}
