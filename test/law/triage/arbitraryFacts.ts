import fc from 'fast-check';
import type { TriageFacts } from '../../../src/law/triage/facts.js';
import {
  AVAILABILITY_EFFECTS,
  BREACH_CAUSES,
  BREACH_NATURES,
  CONTROLLER_ROLES,
  DATA_CATEGORIES,
  EXPOSURES,
  HARMS,
  INTEGRITY_EFFECTS,
  MITIGATIONS,
  PROTECTIONS,
  RECIPIENTS,
  SECTORS,
  SUBJECTS_BANDS,
  SUBJECT_CATEGORIES,
} from '../../../src/law/vocabulary.js';

const unknownOr = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });
const oneOf = <T>(values: readonly T[]) => unknownOr(fc.constantFrom(...values));
const some = <T>(values: readonly T[]) =>
  unknownOr(fc.subarray([...values], { maxLength: Math.min(4, values.length) }));
const flag = unknownOr(fc.boolean());
/** Around every threshold, and beyond. */
const counts = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(50, 51, 100, 101, 5000, 2_147_483_647));

export const anyFacts: fc.Arbitrary<TriageFacts> = fc.record({
  role: oneOf(CONTROLLER_ROLES),
  personalDataInvolved: fc.constantFrom(true, true, true, false, null),
  personalDataAffected: fc.constantFrom(true, true, true, false, null),
  natures: some(BREACH_NATURES),
  cause: some(BREACH_CAUSES),
  dataCategories: some(DATA_CATEGORIES),
  sensitiveData: flag,
  subjectsCount: unknownOr(counts),
  subjectsBand: oneOf(SUBJECTS_BANDS),
  subjectCategories: some(SUBJECT_CATEGORIES),
  vulnerableSubjects: flag,
  sector: oneOf(SECTORS),
  directlyIdentifiable: flag,
  exposure: oneOf(EXPOSURES),
  exposureBasis: unknownOr(fc.constantFrom('', ' ', 'full logs')),
  recipients: oneOf(RECIPIENTS),
  recipientHostile: flag,
  protection: oneOf(PROTECTIONS),
  availability: oneOf(AVAILABILITY_EFFECTS),
  integrity: oneOf(INTEGRITY_EFFECTS),
  mitigations: some(MITIGATIONS),
  misuseProven: flag,
  individualContactPossible: flag,
  authorityHoldsRiskHigh: fc.constantFrom(true, false, false, false, null),
  harms: fc.constantFrom(null, null, [], [HARMS[0]]),
  enisa: unknownOr(
    fc.record({
      dataContext: unknownOr(fc.integer({ min: -3, max: 3 })),
      identifiability: unknownOr(fc.constantFrom(25, 50, 75, 100)),
    }),
  ),
});

/** Facts of a breach that is one, nothing unknown: the other properties would seldom meet the rules' conditions together. */
export const knownBreaches: fc.Arbitrary<TriageFacts> = fc.record({
  personalDataInvolved: fc.constant(true),
  personalDataAffected: fc.constant(true),
  natures: fc.subarray([...BREACH_NATURES], { minLength: 1 }),
  cause: fc.constantFrom(
    ['INTERNAL_ACCIDENTAL'] as const,
    ['INTERNAL_MALICIOUS'] as const,
    ['EXTERNAL_MALICIOUS'] as const,
  ),
  dataCategories: fc.subarray(
    DATA_CATEGORIES.filter((category) => category !== 'UNKNOWN'),
    { minLength: 1, maxLength: 3 },
  ),
  sensitiveData: fc.boolean(),
  subjectsCount: counts,
  vulnerableSubjects: fc.boolean(),
  exposure: fc.constantFrom(...EXPOSURES),
  recipients: fc.constantFrom(...RECIPIENTS),
  recipientHostile: fc.constantFrom(false, false, false, true),
  protection: fc.constantFrom(...PROTECTIONS),
  availability: fc.constantFrom('RESTORED', 'RESTORED', ...AVAILABILITY_EFFECTS),
  integrity: fc.constantFrom('NONE', 'NONE', ...INTEGRITY_EFFECTS),
  mitigations: fc.subarray([...MITIGATIONS], { maxLength: 2 }),
  misuseProven: fc.constantFrom(false, false, false, true),
});
