/** What takes decisions on art. 34 back without anybody's saying so: more risk found later, and the authority's order to inform. */
import { isAfter, type Instant } from '../law/instant.js';
import { isGraver } from '../law/verdicts.js';
import type { RiskVerdict } from '../law/vocabulary.js';
import { stands } from './standing.js';
import type { AuthorityMessage, DeclineSubjectsDecision, DeferSubjectsDecision, Incident } from './state.js';

/** Decisions that can lapse by what happens later; a DECLINE_CNIL carries its own lapse. */
export type LapsingDecision = DeclineSubjectsDecision | DeferSubjectsDecision;

export interface Lapse {
  /** Of the event that lapsed the decision. */
  readonly revision: number;
  /** From this instant on the decision holds no more. */
  readonly at: Instant;
}

/**
 * The event that lapsed a decision; null while it stands. A decline lapses by a verdict, recorded later, above the one that it rested on (none
 * counts as UNLIKELY): the incident's, for an audience with a verdict of its own that one, for all audiences also that of any single one.
 * Declines and deferrals alike lapse by an ORDER_TO_INFORM (GDPR art. 34(4)) received after they were taken or recorded after they were.
 */
export function lapseOf(incident: Incident, decision: LapsingDecision): Lapse | null {
  return lapsesOf(incident, decision)[0] ?? null;
}

/** Whether a decision has lapsed by an instant. */
export function hasLapsedAt(incident: Incident, decision: LapsingDecision, at: Instant): boolean {
  return lapsesOf(incident, decision).some((lapse) => !isAfter(lapse.at, at));
}

/** The authority's standing orders to inform, in the order they were recorded. */
export function ordersToInform(incident: Incident): readonly AuthorityMessage[] {
  return incident.authorityMessages.filter((message) => stands(message) && message.kind === 'ORDER_TO_INFORM');
}

/** Every event that takes the decision back, in the order of recording: each would do so alone. */
function lapsesOf(incident: Incident, decision: LapsingDecision): readonly Lapse[] {
  const byOrder = ordersToInform(incident)
    .filter(({ revision, receivedAt }) => revision > decision.revision || isAfter(receivedAt, decision.decidedAt))
    .map(({ revision, receivedAt }): Lapse => ({ revision, at: receivedAt }));
  const byVerdict = decision.kind === 'DECLINE_SUBJECTS' ? verdictsAbove(incident, decision) : [];
  return [...byOrder, ...byVerdict].sort((a, b) => a.revision - b.revision);
}

function verdictsAbove(incident: Incident, decision: DeclineSubjectsDecision): readonly Lapse[] {
  return verdictsOn(incident, decision.audienceId)
    .filter(({ revision }) => revision > decision.revision)
    .filter(({ verdict }) => verdict !== null && isGraver(verdict, decision.verdict))
    .map(({ revision, at }): Lapse => ({ revision, at }));
}

interface Finding extends Lapse {
  /** The verdict in force, from this event on, for those a decision concerns. */
  readonly verdict: RiskVerdict | null;
}

function verdictsOn(incident: Incident, audienceId: DeclineSubjectsDecision['audienceId']): readonly Finding[] {
  const assessed = incident.assessments.map(({ revision, assessedAt, verdict }): Finding => ({
    revision,
    at: assessedAt,
    verdict,
  }));
  const concerned = incident.audiences.filter(
    (audience) => (audienceId === null && stands(audience)) || audience.id === audienceId,
  );
  const stated = concerned.flatMap(({ verdicts }) =>
    verdicts.map(({ revision, recordedAt, verdict }): Finding => ({ revision, at: recordedAt, verdict })),
  );
  if (audienceId === null) return [...assessed, ...stated];
  const ownAt = (revision: number) => stated.findLast((finding) => finding.revision <= revision)?.verdict ?? null;
  const incidentsAt = (revision: number) =>
    assessed.findLast((finding) => finding.revision <= revision)?.verdict ?? null;
  return [...assessed, ...stated].map((finding) => ({
    ...finding,
    verdict: ownAt(finding.revision) ?? incidentsAt(finding.revision),
  }));
}
