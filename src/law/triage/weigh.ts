import { measure, type Measured } from './measure.js';
import { AVAILABILITY, INTEGRITY, RISK, SCALES, type Profile, type RiskLevel } from './profile.js';
import type { TriageFacts } from './facts.js';
import type { Edition, Floor, ReliefRow } from './rulebook.js';
import { settle, type Assume } from './settle.js';
import type { SettledFacts } from './settled.js';

/** The risk of one reading of the facts, for each of the two that are owed something. */
export interface Weighed extends Measured {
  readonly settled: SettledFacts;
  readonly authority: RiskLevel;
  readonly subjects: RiskLevel;
  /** Floors that the breach reached, in the book's order. */
  readonly reached: readonly Floor[];
  /** The relief that lowered the subjects' risk. */
  readonly relief: ReliefRow | null;
}

/** Weighs the facts with what is assumed of the unknown ones. */
export function weigh(facts: TriageFacts, assume: Assume, edition: Edition): Weighed {
  const settled = settle(facts, assume);
  const measured = measure(settled, facts, edition.clearings);
  const reached = edition.floors.filter((floor) => meets(measured.profile, floor));
  const authority = highest(reached);
  const relief = edition.reliefs.find((row) => row.holds(settled)) ?? null;
  // A measure that ends the exposure gives no data back: what is missing or wrong stays so, and the score with it.
  const stays = (floor: Floor) =>
    floor.harm === 'ANY' ? isBeyondExposure(measured.profile) : floor.harm !== 'CONFIDENTIALITY';
  const relieved =
    relief === null ? authority : maximum(minimum(authority, relief.atMost), highest(reached.filter(stays)));
  const order = facts.authorityHoldsRiskHigh === true ? RISK.HIGH : RISK.UNLIKELY;
  return {
    profile: measured.profile,
    scored: measured.scored,
    cleared: measured.cleared,
    settled,
    reached,
    authority: maximum(authority, order),
    subjects: maximum(relieved, order),
    relief: relieved < authority ? relief : null,
  };
}

function meets(profile: Profile, floor: Floor): boolean {
  for (const { scale, atLeast } of floor.conditions) if (profile[scale] < atLeast) return false;
  return true;
}

/** Whether a profile reaches every point that a row names. */
export function reaches(profile: Profile, atLeast: Readonly<Partial<Profile>>): boolean {
  return SCALES.every((scale) => profile[scale] >= (atLeast[scale] ?? 0));
}

/** Whether a profile stays at or below every point that a row names. */
export function staysWithin(profile: Profile, atMost: Readonly<Partial<Profile>>): boolean {
  return SCALES.every((scale) => profile[scale] <= (atMost[scale] ?? Infinity));
}

function isBeyondExposure(profile: Profile): boolean {
  return profile.availability >= AVAILABILITY.GRAVE || profile.integrity >= INTEGRITY.USED_WRONGLY;
}

function highest(floors: readonly Floor[]): RiskLevel {
  return floors.reduce<RiskLevel>((level, floor) => maximum(level, floor.level), RISK.UNLIKELY);
}

function maximum(a: RiskLevel, b: RiskLevel): RiskLevel {
  return a > b ? a : b;
}

function minimum(a: RiskLevel, b: RiskLevel): RiskLevel {
  return a < b ? a : b;
}
