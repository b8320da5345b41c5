/** What of an incident stands: not struck, and newest where one replaces another. */
import type { Instant } from '../law/instant.js';
import type { Assessment, Filing, Incident, Withdrawable } from './state.js';

/** Whether an entry still counts. */
export function stands(entry: Withdrawable): boolean {
  return entry.withdrawn === null;
}

/** The instant of awareness in force, in the offset it was given; null while there is only a suspicion. */
export function awareAt(incident: Incident): Instant | null {
  return incident.awareness.at(-1)?.awareAt ?? null;
}

/** The assessment in force; null where nobody has assessed. */
export function presentAssessment(incident: Incident): Assessment | null {
  return incident.assessments.at(-1) ?? null;
}

/** Whether a filing is a notification of its own (art. 33(1)), not a follow-up of one. */
export function isNotification(filing: Pick<Filing, 'kind'>): boolean {
  return filing.kind === 'INITIAL' || filing.kind === 'COMPLETE';
}

/** Standing INITIAL and COMPLETE filings, in the order they were recorded. */
export function standingNotifications(incident: Incident): readonly Filing[] {
  return incident.filings.filter((filing) => stands(filing) && isNotification(filing));
}

/** Whether a decision has ended the incident: closed or ruled out. */
export function hasEnded(incident: Incident): boolean {
  return incident.phase !== 'OPEN';
}
