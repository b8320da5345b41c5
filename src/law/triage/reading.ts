import type { TriageFacts, NeededFact } from './facts.js';
import type { Edition, ThresholdRow } from './rulebook.js';
import type { Standing } from './standing.js';
import type { RuleId } from './texts/en.js';
import { weigh, type Weighed } from './weigh.js';

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

/** Of these the worst is presumed: knowing them can only lower the risk. */
const BEST: TriageFacts = {
  recipients: 'TRUSTED',
  protection: 'UNINTELLIGIBLE',
  mitigations: ['RECOVERED', 'REMOTE_WIPED', 'ACCESS_CUT_BEFORE_USE'],
};

/** The unknown facts that could change the risk by themselves; where none could alone, all that are unknown. */
export function decisiveUnknowns(reading: Reading, duty: ThresholdRow['duty']): readonly RuleId[] {
  const { facts, edition, unknown, presumed, worst } = reading;
  const alone = unknown.filter(
    (fact) =>
      weigh(facts, (other) => (other === fact ? 'WORST' : 'PRESUMED'), edition)[duty] > presumed[duty] ||
      weigh(facts, (other) => (other === fact ? 'PRESUMED' : 'WORST'), edition)[duty] < worst[duty] ||
      (fact in BEST && weigh({ ...facts, [fact]: BEST[fact] }, () => 'PRESUMED', edition)[duty] < presumed[duty]),
  );
  const decisive = alone.length === 0 && presumed[duty] !== worst[duty] ? unknown : alone;
  return decisive.map((fact) => UNKNOWN_RULES[fact]);
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
