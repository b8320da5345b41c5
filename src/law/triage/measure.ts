import type { AvailabilityEffect, Exposure, IntegrityEffect, Recipients } from '../vocabulary.js';
import { scoreOf, type Scored } from './enisa.js';
import type { TriageFacts } from './facts.js';
import { AVAILABILITY, EXPOSED, HANDS, INTEGRITY, INTENT, type Profile, type Scale } from './profile.js';
import type { ClearingRow } from './rulebook.js';
import type { SettledFacts } from './settled.js';

/** What is excluded or restored starts as if it were not; the rule that clears it says so to the reader. */
const EXPOSURE: Readonly<Record<Exposure, number>> = {
  NOT_APPLICABLE: EXPOSED.POSSIBLY,
  EXCLUDED: EXPOSED.POSSIBLY,
  NOT_EXCLUDED: EXPOSED.POSSIBLY,
  CONFIRMED: EXPOSED.CONFIRMED,
};
const HELD_BY: Readonly<Record<Recipients, number>> = {
  NONE: HANDS.TRUSTED,
  TRUSTED: HANDS.TRUSTED,
  FEW_KNOWN: HANDS.FEW,
  MANY: HANDS.MANY,
  UNKNOWN: HANDS.OPEN,
  PUBLIC: HANDS.OPEN,
};
const MISSING: Readonly<Record<AvailabilityEffect, number>> = {
  RESTORED: AVAILABILITY.INTERRUPTED,
  DELAYED: AVAILABILITY.INTERRUPTED,
  CRITICAL: AVAILABILITY.GRAVE,
  LOST: AVAILABILITY.GRAVE,
};
const ALTERED: Readonly<Record<IntegrityEffect, number>> = {
  NONE: INTEGRITY.INTACT,
  ALTERED_UNUSED: INTEGRITY.USED_WRONGLY,
  ALTERED_RECOVERABLE: INTEGRITY.USED_WRONGLY,
  ALTERED_IRRECOVERABLE: INTEGRITY.LASTING,
};

export interface Measured {
  readonly profile: Profile;
  readonly scored: Scored | null;
  /** The rows that took a scale back to nothing, in the book's order. */
  readonly cleared: readonly ClearingRow[];
}

/** Puts settled facts on the scales and applies the rows that clear some of them. */
export function measure(settled: SettledFacts, facts: TriageFacts, clearings: readonly ClearingRow[]): Measured {
  const profile: Record<Scale, number> = {
    // Misuse shows that somebody had the data, whatever else was thought.
    exposure: settled.misuse ? EXPOSED.CONFIRMED : EXPOSURE[settled.exposure],
    hands: handsOf(settled),
    intent: settled.intent,
    data: settled.data,
    identityKit: Number(settled.identityKit),
    persons: settled.persons,
    vulnerable: Number(settled.vulnerable),
    hostile: Number(settled.hostile),
    misuse: Number(settled.misuse),
    loose: 0,
    availability: MISSING[settled.availability],
    care: Number(settled.care),
    integrity: ALTERED[settled.integrity],
    score: 0,
    harm: Number(settled.harm),
  };
  profile.loose = Number(!isContained(settled, profile));
  const cleared = clearings.filter((row) => profile[row.scale] > 0 && row.holds(settled, profile));
  for (const row of cleared) profile[row.scale] = 0;
  const scored = scoreOf(settled, facts);
  if (scored !== null && isOpen(profile)) profile.score = scored.score;
  return { profile, scored, cleared };
}

function handsOf(settled: SettledFacts): number {
  if (settled.intent === INTENT.ATTACKER) return HANDS.OPEN;
  const known = HELD_BY[settled.recipients];
  const takenOnPurpose = settled.intent === INTENT.INSIDER || settled.misuse || settled.hostile;
  return takenOnPurpose ? Math.max(known, HANDS.FEW) : known;
}

/** Whether the data came back or were destroyed where they went. From open hands only the thing itself can come back, unread as far as is known. */
function isContained(settled: SettledFacts, profile: Profile): boolean {
  if (settled.misuse || settled.hostile) return false;
  const unread = profile.exposure < EXPOSED.CONFIRMED;
  if (settled.mitigations.includes('REMOTE_WIPED') && unread) return true;
  if (profile.hands === HANDS.OPEN) return settled.mitigations.includes('RECOVERED') && unread;
  return settled.mitigations.includes('RECOVERED') || settled.mitigations.includes('DELETION_CONFIRMED');
}

/**
 * The score weighs the data whether or not anything became of them, and whoever has them: it is heard only where they are beyond those who can be
 * trusted with them, or were gone, missing when needed or used wrongly.
 */
function isOpen(profile: Profile): boolean {
  return (
    (profile.exposure >= EXPOSED.POSSIBLY && profile.hands >= HANDS.FEW) ||
    profile.availability >= AVAILABILITY.GRAVE ||
    profile.integrity >= INTEGRITY.USED_WRONGLY
  );
}
