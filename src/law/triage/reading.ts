import type { TriageFacts, NeededFact } from './facts.js';
import { RISK, type RiskLevel, type Scale } from './profile.js';
import type { Edition, ThresholdRow } from './rulebook.js';
import type { Standing } from './standing.js';
import type { RuleId } from './texts/en.js';
import type { Weighed } from './weigh.js';

/** Facts as read under one edition of the rules: with what the law presumes of the unknown ones, and with the worst. */
export interface Reading {
  readonly facts: TriageFacts;
  readonly edition: Edition;
  readonly thresholds: Thresholds;
  readonly standing: Standing;
  readonly unknown: readonly NeededFact[];
  readonly presumed: Weighed;
  readonly worst: Weighed;
}

export type Thresholds = Readonly<Record<ThresholdRow['duty'], ThresholdRow>>;

/** The facts that a point on a scale rests on. */
const RESTS_ON: Readonly<Record<Scale, readonly NeededFact[]>> = {
  exposure: ['natures', 'exposure', 'protection', 'cause', 'misuseProven'],
  hands: ['recipients', 'cause', 'misuseProven'],
  intent: ['cause'],
  data: ['dataCategories', 'sensitiveData'],
  identityKit: ['dataCategories'],
  persons: ['subjectsCount'],
  vulnerable: ['vulnerableSubjects'],
  hostile: [],
  misuse: ['misuseProven'],
  loose: ['mitigations', 'misuseProven'],
  availability: ['natures', 'availability'],
  care: ['vulnerableSubjects', 'dataCategories', 'sensitiveData'],
  integrity: ['natures', 'integrity'],
  score: ['dataCategories', 'sensitiveData', 'exposure', 'recipients', 'cause', 'availability', 'integrity', 'natures'],
  harm: [],
};

/** Of these the worst is presumed: knowing them can only lower the risk. */
const PRESUMED_WORST: readonly NeededFact[] = ['recipients', 'protection', 'mitigations'];

/** The unknown facts on which it rests that the answer is open: what the floors reached at worst ask and the presumption does not give. */
export function decisiveUnknowns(reading: Reading, duty: ThresholdRow['duty']): readonly RuleId[] {
  const { unknown, presumed, worst, thresholds } = reading;
  if (unknown.length === 0) return [];
  const possible = possibleFrom(thresholds[duty].from);
  const decisive = new Set<NeededFact>();
  for (const floor of worst.reached) {
    if (floor.level < possible) continue;
    for (const { scale, atLeast } of floor.conditions) {
      const isShort = presumed.profile[scale] < atLeast;
      for (const fact of RESTS_ON[scale]) if (isShort || PRESUMED_WORST.includes(fact)) decisive.add(fact);
    }
  }
  // Misuse, or the public, is what a measure that cut the access would come too late for.
  if (presumed.relief !== worst.relief) decisive.add('misuseProven').add('recipients');
  return unknown.filter((fact) => decisive.has(fact)).map((fact) => UNKNOWN_RULES[fact]);
}

/** The lowest risk that leaves the answer open: from a high risk on, one that is possible does. */
export function possibleFrom(from: RiskLevel): RiskLevel {
  return from === RISK.HIGH ? RISK.HIGH_POSSIBLE : from;
}

const UNKNOWN_RULES: Readonly<Record<NeededFact, RuleId>> = {
  natures: 'unknown-natures',
  cause: 'unknown-cause',
  dataCategories: 'unknown-data-categories',
  sensitiveData: 'unknown-sensitive-data',
  subjectsCount: 'unknown-subjects-count',
  vulnerableSubjects: 'unknown-vulnerable-subjects',
  exposure: 'unknown-exposure',
  recipients: 'unknown-recipients',
  protection: 'unknown-protection',
  availability: 'unknown-availability',
  integrity: 'unknown-integrity',
  mitigations: 'unknown-mitigations',
  misuseProven: 'unknown-misuse-proven',
};
