/** Art. 34 for each audience, as of an instant: who is at high risk, who has been told, whom a decision covers. */
import { epoch, isAfter, type Instant } from '../law/instant.js';
import type { Art34Ground, RiskVerdict, SubjectsInformation } from '../law/vocabulary.js';
import { hasLapsedAt, ordersToInform } from './lapses.js';
import { stands } from './standing.js';
import type { Assessment, Audience, DeclineSubjectsDecision, Incident, SubjectCommunication } from './state.js';

/** Audiences that are not struck, in the order they were first defined. */
export function standingAudiences(incident: Incident): readonly Audience[] {
  return incident.audiences.filter(stands);
}

/** The assessment in force by an instant: the newest on record of those made by then. */
export function assessmentAt(incident: Incident, at: Instant): Assessment | null {
  return incident.assessments.findLast(({ assessedAt }) => !isAfter(assessedAt, at)) ?? null;
}

/** An audience's own verdict as it had been recorded by an instant; null where the incident's stands for it. */
export function ownVerdictAt(audience: Audience, at: Instant): RiskVerdict | null {
  return audience.verdicts.findLast(({ recordedAt }) => !isAfter(recordedAt, at))?.verdict ?? null;
}

/** Whether an audience is at high risk by an instant: by its own verdict, else by the incident's. */
export function isAtHighRisk(incident: Incident, audience: Audience, at: Instant): boolean {
  return (ownVerdictAt(audience, at) ?? assessmentAt(incident, at)?.verdict ?? null) === 'HIGH_RISK';
}

/**
 * Whether a communication tells an audience what art. 34(2) asks: the wave that completes it, with nothing missing, by a way that reaches
 * persons. A press release or a website alone does not (EDPB Guidelines 9/2022): as a public measure of art. 34(3)(c) it may.
 */
export function informs({ complete, missing, channel }: SubjectCommunication): boolean {
  return complete && missing.length === 0 && channel !== 'PRESS' && channel !== 'WEBSITE';
}

/** Why an audience needs no more telling, and since when. */
export interface Cover {
  readonly how: 'TOLD' | 'PUBLIC_MEASURE' | 'WAIVED' | 'NOT_HIGH_RISK';
  readonly since: Instant;
  /** The ground of a waiver. */
  readonly ground: Art34Ground | 'EXEMPTION_CONFIRMED' | null;
}

/** When an audience was first told in full, from an instant on if one is given; null where it was not by `at`. */
export function toldAt(
  incident: Incident,
  audience: Audience,
  at: Instant,
  from: Instant | null = null,
): Instant | null {
  return earliest(
    incident.communications
      .filter((sent) => stands(sent) && sent.audienceId === audience.id && informs(sent))
      .map(({ sentAt }) => sentAt)
      .filter((sentAt) => !isAfter(sentAt, at) && (from === null || !isAfter(from, sentAt))),
  );
}

/**
 * What covers an audience by an instant; of an audience that does not exist, what covers whoever is concerned. Having been told comes
 * before every decision, and a public measure that took place before a waiver.
 */
export function coverOf(incident: Incident, audience: Audience | null, at: Instant): Cover | null {
  const told = audience === null ? null : toldAt(incident, audience, at);
  if (told !== null) return { how: 'TOLD', since: told, ground: null };
  const covers = decisionsCovering(incident, audience, at);
  return (
    covers.find(({ how }) => how === 'PUBLIC_MEASURE') ??
    covers.find(({ how }) => how === 'WAIVED') ??
    covers[0] ??
    null
  );
}

/**
 * Whether an audience was informed, will be, or will not be, by an instant: a letter on record says most, then what people stated, then what
 * follows from decisions and plans. INFORMED cannot be stated against a record without any letter.
 */
export function informationOf(incident: Incident, audience: Audience, at: Instant): SubjectsInformation {
  if (toldAt(incident, audience, at) !== null) return 'INFORMED';
  const { information } = audience;
  if (information !== null && (information !== 'INFORMED' || isWrittenTo(incident, audience, at))) return information;
  if (decisionsCovering(incident, audience, at).length > 0) return 'NOT_TO_BE_INFORMED';
  return audience.plannedFor === null ? 'UNDETERMINED' : 'TO_BE_INFORMED';
}

/** One answer is asked for an incident, the register has one for each audience: what is still to be done comes first. */
const OUTSTANDING = [
  'TO_BE_INFORMED',
  'UNDETERMINED',
  'INFORMED',
  'NOT_TO_BE_INFORMED',
] as const satisfies readonly SubjectsInformation[];

/** Whether the persons were informed, as one answer for the incident as of an instant; UNDETERMINED where no audience is defined. */
export function informationFor(incident: Incident, at: Instant): SubjectsInformation {
  const found = new Set(standingAudiences(incident).map((audience) => informationOf(incident, audience, at)));
  return OUTSTANDING.find((information) => found.has(information)) ?? 'UNDETERMINED';
}

function isWrittenTo(incident: Incident, audience: Audience, at: Instant): boolean {
  return incident.communications.some(
    (sent) => stands(sent) && sent.audienceId === audience.id && !isAfter(sent.sentAt, at),
  );
}

/** Standing declines for an audience or for all, and the authority's own word, as far as they hold by an instant. */
function decisionsCovering(incident: Incident, audience: Audience | null, at: Instant): readonly Cover[] {
  const exemption = exemptionAt(incident, at);
  const ordered = ordersToInform(incident).some(({ receivedAt }) => !isAfter(receivedAt, at));
  const covers = incident.decisions.flatMap((decision): readonly Cover[] => {
    if (decision.kind !== 'DECLINE_SUBJECTS') return [];
    if (decision.audienceId !== null && decision.audienceId !== audience?.id) return [];
    // Whoever orders has considered how likely a high risk is (art. 34(4)): nobody decides otherwise against a standing order.
    if (decision.ground === 'NOT_HIGH_RISK' && (ordered || isAudienceAtHighRisk(incident, audience, at))) return [];
    const cover = coverBy(decision);
    return cover === null || isAfter(cover.since, at) || hasLapsedAt(incident, decision, at) ? [] : [cover];
  });
  return exemption === null ? covers : [...covers, { how: 'WAIVED', since: exemption, ground: 'EXEMPTION_CONFIRMED' }];
}

/** A verdict of its own speaks louder for an audience than a decision for all. */
function isAudienceAtHighRisk(incident: Incident, audience: Audience | null, at: Instant): boolean {
  return audience !== null && isAtHighRisk(incident, audience, at);
}

function coverBy({ ground, decidedAt, publicMeasure }: DeclineSubjectsDecision): Cover | null {
  switch (ground) {
    case 'DISPROPORTIONATE_EFFORT':
      return publicMeasure === null ? null : { how: 'PUBLIC_MEASURE', since: publicMeasure.at, ground };
    case 'NOT_HIGH_RISK':
      return { how: 'NOT_HIGH_RISK', since: decidedAt, ground };
    case 'UNINTELLIGIBLE':
    case 'RISK_REMOVED':
    case 'LEGAL_DEROGATION':
      return { how: 'WAIVED', since: decidedAt, ground };
  }
}

/** When the authority confirmed an exemption (art. 34(4)) that no later order of it takes back; null where it has not by then. */
export function exemptionAt(incident: Incident, at: Instant): Instant | null {
  const orders = ordersToInform(incident).filter(({ receivedAt }) => !isAfter(receivedAt, at));
  return earliest(
    incident.authorityMessages
      .filter(
        (message) => stands(message) && message.kind === 'EXEMPTION_CONFIRMED' && !isAfter(message.receivedAt, at),
      )
      .map(({ receivedAt }) => receivedAt)
      .filter((confirmedAt) => !orders.some(({ receivedAt }) => isAfter(receivedAt, confirmedAt))),
  );
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.reduce<Instant | null>((a, b) => (a !== null && epoch(a) <= epoch(b) ? a : b), null);
}
