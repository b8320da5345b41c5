import { AVAILABILITY, DATA, EXPOSED, INTEGRITY, INTENT, RISK } from '../profile.js';
import type { ClearingRow, ReliefRow, RemainderRow } from '../rulebook.js';
import { gdpr } from './validity.js';

/** Facts that leave nothing of an exposure, an interruption or an alteration. Misuse that was proven refutes those on exposure. */
export const CLEARINGS: readonly ClearingRow[] = [
  {
    ...gdpr,
    id: 'exposure-excluded',
    source: 'GDPR art. 33(1); EDPB Guidelines 01/2021, case 1; EDPB Guidelines 9/2022, annex B, case vii',
    scale: 'exposure',
    holds: (facts) => facts.exposure === 'EXCLUDED' && !facts.misuse,
  },
  {
    ...gdpr,
    id: 'confidentiality-not-concerned',
    source: 'GDPR art. 4(12); EDPB Guidelines 9/2022, annex B, case iii',
    scale: 'exposure',
    holds: (facts) => facts.exposure === 'NOT_APPLICABLE' && !facts.misuse,
  },
  {
    ...gdpr,
    id: 'unintelligible',
    source: 'GDPR art. 34(3)(a); EDPB Guidelines 9/2022, annex B, case i; EDPB Guidelines 01/2021, cases 6 and 10',
    scale: 'exposure',
    holds: (facts) => facts.protection === 'UNINTELLIGIBLE' && !facts.misuse,
  },
  {
    ...gdpr,
    id: 'trusted-and-returned',
    source: 'EDPB Guidelines 9/2022, section IV.B; EDPB Guidelines 01/2021, case 9; AP (Netherlands), wrong recipient',
    scale: 'exposure',
    holds: (facts, profile) =>
      (facts.recipients === 'TRUSTED' || facts.recipients === 'NONE') &&
      profile.loose === 0 &&
      profile.intent === INTENT.NONE,
  },
  {
    ...gdpr,
    id: 'restored-in-time',
    source: 'EDPB Guidelines 9/2022, section I.B.2, annex B, cases iii and iv; EDPB Guidelines 01/2021, case 1',
    scale: 'availability',
    holds: (facts) => facts.availability === 'RESTORED',
  },
  {
    ...gdpr,
    id: 'altered-but-not-used',
    source: 'ENISA 2013, annex 3; EDPB Guidelines 01/2021, case 1',
    scale: 'integrity',
    holds: (facts) => facts.integrity === 'ALTERED_UNUSED',
  },
];

/** Art. 34(3)(b). */
export const RELIEFS: readonly ReliefRow[] = [
  {
    ...gdpr,
    id: 'access-cut-before-use',
    source: 'GDPR art. 34(3)(b); EDPB Guidelines 9/2022, section III.D',
    atMost: RISK.RISK,
    holds: (facts) =>
      facts.mitigations.includes('ACCESS_CUT_BEFORE_USE') &&
      facts.recipients !== 'PUBLIC' &&
      !facts.misuse &&
      !facts.hostile,
  },
];

/** What is left where no floor was reached. */
export const REMAINDERS: readonly RemainderRow[] = [
  {
    ...gdpr,
    id: 'public-before',
    source: 'EDPB Guidelines 9/2022, section II.D',
    atLeast: { exposure: EXPOSED.POSSIBLY },
    atMost: { data: DATA.PUBLIC },
  },
  {
    ...gdpr,
    id: 'few-simple-data',
    source: 'EDPB Guidelines 9/2022, annex B, case x; EDPB Guidelines 01/2021, cases 13 and 15; IDPC (Malta)',
    atLeast: { exposure: EXPOSED.POSSIBLY, data: DATA.CONTACT },
    atMost: {},
  },
  {
    ...gdpr,
    id: 'contact-details-missing',
    source: 'EDPB Guidelines 9/2022, section I.B.2; ICO (United Kingdom), guide on personal data breaches',
    atLeast: { availability: AVAILABILITY.INTERRUPTED },
    atMost: {},
  },
  {
    ...gdpr,
    id: 'contact-details-altered',
    source: 'ICO (United Kingdom), guide on personal data breaches',
    atLeast: { integrity: INTEGRITY.USED_WRONGLY },
    atMost: {},
  },
];
