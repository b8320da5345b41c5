import fc from 'fast-check';
import type { TriageFacts } from '../../../src/law/triage/facts.js';
import {
  AVAILABILITY_EFFECTS,
  BREACH_CAUSES,
  DATA_CATEGORIES,
  HARMS,
  INTEGRITY_EFFECTS,
  MITIGATIONS,
  SUBJECTS_BANDS,
} from '../../../src/law/vocabulary.js';

type Change = Partial<TriageFacts>;

/** Two readings of one fact that may differ only upwards: `more` is no better for the persons than `less`. */
export interface Order {
  readonly fact: keyof TriageFacts;
  readonly said: string;
  readonly steps: fc.Arbitrary<readonly [less: Change, more: Change]>;
}

/** Values in rising order; those in one inner list count the same, both ways. */
function ladder<T>(levels: readonly (readonly T[])[], change: (value: T) => Change): Order['steps'] {
  const ranked = levels.flatMap((values, rank) => values.map((value) => ({ value, rank })));
  return fc
    .tuple(fc.constantFrom(...ranked), fc.constantFrom(...ranked))
    .map(([a, b]) => (a.rank <= b.rank ? [change(a.value), change(b.value)] : [change(b.value), change(a.value)]));
}

const flag = (change: (value: boolean) => Change) => ladder([[false], [true]], change);

/** A set and the same with more in it. */
function growing<T>(values: readonly T[], minimum: number, change: (values: readonly T[]) => Change): Order['steps'] {
  return fc
    .tuple(fc.subarray([...values], { minLength: minimum, maxLength: 3 }), fc.subarray([...values], { maxLength: 3 }))
    .map(([few, more]) => [change(few), change([...few, ...more])]);
}

export const ORDERS: readonly Order[] = [
  {
    fact: 'exposure',
    said: 'NOT_APPLICABLE and EXCLUDED alike, then NOT_EXCLUDED, then CONFIRMED',
    steps: ladder([['NOT_APPLICABLE', 'EXCLUDED'], ['NOT_EXCLUDED'], ['CONFIRMED']] as const, (exposure) => ({
      exposure,
    })),
  },
  {
    fact: 'recipients',
    said: 'NONE and TRUSTED alike, then FEW_KNOWN, MANY, UNKNOWN, PUBLIC',
    steps: ladder([['NONE', 'TRUSTED'], ['FEW_KNOWN'], ['MANY'], ['UNKNOWN'], ['PUBLIC']] as const, (recipients) => ({
      recipients,
    })),
  },
  { fact: 'recipientHostile', said: 'no, then yes', steps: flag((recipientHostile) => ({ recipientHostile })) },
  {
    fact: 'protection',
    said: 'UNINTELLIGIBLE, then COMPROMISED, NONE and NOT_APPLICABLE alike',
    steps: ladder([['UNINTELLIGIBLE'], ['COMPROMISED', 'NONE', 'NOT_APPLICABLE']] as const, (protection) => ({
      protection,
    })),
  },
  {
    fact: 'availability',
    said: 'RESTORED, DELAYED, CRITICAL, LOST',
    steps: ladder(
      AVAILABILITY_EFFECTS.map((value) => [value]),
      (availability) => ({ availability }),
    ),
  },
  {
    fact: 'integrity',
    said: 'NONE, ALTERED_UNUSED, ALTERED_RECOVERABLE, ALTERED_IRRECOVERABLE',
    steps: ladder(
      INTEGRITY_EFFECTS.map((value) => [value]),
      (integrity) => ({ integrity }),
    ),
  },
  {
    fact: 'mitigations',
    said: 'more of them, then fewer',
    steps: growing(MITIGATIONS, 0, (mitigations) => ({ mitigations })).map(([few, more]) => [more, few] as const),
  },
  { fact: 'misuseProven', said: 'no, then yes', steps: flag((misuseProven) => ({ misuseProven })) },
  {
    fact: 'dataCategories',
    said: 'some, then more of them',
    steps: growing(DATA_CATEGORIES, 1, (dataCategories) => ({ dataCategories })),
  },
  { fact: 'sensitiveData', said: 'no, then yes', steps: flag((sensitiveData) => ({ sensitiveData })) },
  { fact: 'vulnerableSubjects', said: 'no, then yes', steps: flag((vulnerableSubjects) => ({ vulnerableSubjects })) },
  {
    fact: 'subjectsCount',
    said: 'the number',
    steps: ladder([[0], [1], [50], [51], [100], [101], [5001]], (subjectsCount) => ({ subjectsCount })),
  },
  {
    fact: 'subjectsBand',
    said: 'the bands in rising order',
    steps: ladder(
      SUBJECTS_BANDS.map((value) => [value]),
      (subjectsBand) => ({ subjectsBand, subjectsCount: null }),
    ),
  },
  {
    fact: 'cause',
    said: 'some, then more of them; accidents and OTHER, then INTERNAL_MALICIOUS, EXTERNAL_MALICIOUS',
    steps: fc.oneof(
      growing(BREACH_CAUSES, 1, (cause) => ({ cause })),
      ladder(
        [
          ['INTERNAL_ACCIDENTAL', 'EXTERNAL_ACCIDENTAL', 'OTHER'],
          ['INTERNAL_MALICIOUS'],
          ['EXTERNAL_MALICIOUS'],
        ] as const,
        (cause) => ({ cause: [cause] }),
      ),
    ),
  },
  {
    fact: 'harms',
    said: 'none, then some',
    steps: growing(HARMS, 0, (harms) => ({ harms })),
  },
  {
    fact: 'directlyIdentifiable',
    said: 'no, then yes',
    steps: flag((directlyIdentifiable) => ({ directlyIdentifiable })),
  },
  {
    fact: 'enisa',
    said: 'steps and identifiability, each upwards',
    steps: fc.oneof(
      ladder([[-3], [-2], [-1], [0], [1], [2], [3]], (dataContext) => ({
        enisa: { dataContext, identifiability: 100 },
      })),
      ladder([[25], [50], [75], [100]], (identifiability) => ({ enisa: { dataContext: 1, identifiability } })),
    ),
  },
  {
    fact: 'authorityHoldsRiskHigh',
    said: 'no, then yes',
    steps: flag((authorityHoldsRiskHigh) => ({ authorityHoldsRiskHigh })),
  },
  {
    fact: 'sector',
    said: 'any other, then HEALTH_SOCIAL',
    steps: ladder([['TRADE', 'UNKNOWN'], ['HEALTH_SOCIAL']] as const, (sector) => ({ sector })),
  },
  {
    fact: 'subjectCategories',
    said: 'some, then more of them',
    steps: growing(['CUSTOMERS', 'PATIENTS', 'MINORS', 'VULNERABLE', 'UNKNOWN'] as const, 0, (subjectCategories) => ({
      subjectCategories,
    })),
  },
];

/** Facts without an order, and why. */
export const EXEMPT: Readonly<Partial<Record<keyof TriageFacts, string>>> = {
  role: 'says whose duties they are, not how grave the breach is',
  personalDataInvolved: 'decides whether there is a breach at all',
  personalDataAffected: 'decides whether there is a breach at all',
  natures:
    'say which other facts matter: integrity lost alone leaves open what became of the data, which availability lost beside it tells',
  exposureBasis: 'its absence is named in `conflicts` and changes no answer',
  individualContactPossible: 'decides how the persons are told, not whether',
};
