import { AVAILABILITY, DATA, INTEGRITY, PERSONS, RISK } from '../profile.js';
import type { FloorRow } from '../rulebook.js';
import { gdpr } from './validity.js';

const availability = { ...gdpr, harm: 'AVAILABILITY' } as const;
const integrity = { ...gdpr, harm: 'INTEGRITY' } as const;
const any = { ...gdpr, harm: 'ANY' } as const;

/** Floors where data were missing or gone. Encryption and trusted recipients excuse none of them. */
const UNAVAILABLE: readonly FloorRow[] = [
  {
    ...availability,
    level: RISK.RISK,
    id: 'data-missing-for-a-time',
    source: 'EDPB Guidelines 01/2021, case 2; EDPB Guidelines 9/2022, section I.B.2',
    atLeast: { availability: AVAILABILITY.INTERRUPTED, data: DATA.IDENTITY },
  },
  {
    ...availability,
    level: RISK.RISK,
    id: 'contact-details-of-more-than-50-missing',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { availability: AVAILABILITY.INTERRUPTED, data: DATA.CONTACT, persons: PERSONS.MORE_THAN_50 },
  },
  {
    ...availability,
    level: RISK.RISK,
    id: 'data-of-vulnerable-persons-missing',
    source: 'GDPR recital 75',
    atLeast: { availability: AVAILABILITY.INTERRUPTED, data: DATA.CONTACT, vulnerable: 1 },
  },
  {
    ...availability,
    level: RISK.HIGH_POSSIBLE,
    id: 'telling-data-of-vulnerable-persons-missing',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { availability: AVAILABILITY.INTERRUPTED, data: DATA.ORDINARY, vulnerable: 1 },
  },
  {
    ...availability,
    level: RISK.HIGH_POSSIBLE,
    id: 'special-data-missing',
    source: 'GDPR art. 9, art. 10, recital 75',
    atLeast: { availability: AVAILABILITY.INTERRUPTED, data: DATA.SPECIAL },
  },
  {
    ...availability,
    level: RISK.HIGH,
    id: 'care-data-missing',
    source: 'EDPB Guidelines 01/2021, case 3; EDPB Guidelines 9/2022, annex B, case viii',
    atLeast: { availability: AVAILABILITY.INTERRUPTED, data: DATA.SPECIAL, care: 1 },
  },
  {
    ...availability,
    level: RISK.RISK,
    id: 'data-gone-or-missing-when-needed',
    source: 'EDPB Guidelines 9/2022, annex B, case iv',
    atLeast: { availability: AVAILABILITY.GRAVE, data: DATA.CONTACT },
  },
  {
    ...availability,
    level: RISK.HIGH_POSSIBLE,
    id: 'identity-gone-or-missing-when-needed',
    source: 'EDPB Guidelines 9/2022, annex B, case iv',
    atLeast: { availability: AVAILABILITY.GRAVE, data: DATA.IDENTITY },
  },
  {
    ...availability,
    level: RISK.HIGH,
    id: 'personal-data-gone-or-missing-when-needed',
    source: 'EDPB Guidelines 01/2021, cases 3 and 12; EDPB Guidelines 9/2022, annex B, case viii',
    atLeast: { availability: AVAILABILITY.GRAVE, data: DATA.PERSONAL },
  },
  {
    ...availability,
    level: RISK.HIGH,
    id: 'vulnerable-persons-data-gone-or-missing-when-needed',
    source: 'GDPR recital 75',
    atLeast: { availability: AVAILABILITY.GRAVE, data: DATA.CONTACT, vulnerable: 1 },
  },
];

/** Floors where altered data were perhaps used, by analogy with loss: wrong data are missing data that nobody misses. */
const ALTERED: readonly FloorRow[] = [
  {
    ...integrity,
    level: RISK.RISK,
    id: 'altered-and-perhaps-used',
    source: 'GDPR art. 4(12); EDPB Guidelines 9/2022, section IV.B; ENISA 2013, annex 3',
    atLeast: { integrity: INTEGRITY.USED_WRONGLY, data: DATA.IDENTITY },
  },
  {
    ...integrity,
    level: RISK.RISK,
    id: 'contact-details-of-more-than-50-altered',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { integrity: INTEGRITY.USED_WRONGLY, data: DATA.CONTACT, persons: PERSONS.MORE_THAN_50 },
  },
  {
    ...integrity,
    level: RISK.RISK,
    id: 'data-of-vulnerable-persons-altered',
    source: 'GDPR recital 75',
    atLeast: { integrity: INTEGRITY.USED_WRONGLY, data: DATA.CONTACT, vulnerable: 1 },
  },
  {
    ...integrity,
    level: RISK.HIGH_POSSIBLE,
    id: 'personal-data-altered-and-perhaps-used',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { integrity: INTEGRITY.USED_WRONGLY, data: DATA.PERSONAL },
  },
  {
    ...integrity,
    level: RISK.HIGH_POSSIBLE,
    id: 'altered-for-good',
    source: 'ENISA 2013, annex 3; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { integrity: INTEGRITY.LASTING, data: DATA.IDENTITY },
  },
  {
    ...integrity,
    level: RISK.HIGH,
    id: 'personal-data-altered-for-good',
    source: 'GDPR recital 75; ENISA 2013, annex 3',
    atLeast: { integrity: INTEGRITY.LASTING, data: DATA.PERSONAL },
  },
  {
    ...integrity,
    level: RISK.HIGH,
    id: 'vulnerable-persons-data-altered-for-good',
    source: 'GDPR recital 75; ENISA 2013, annex 3',
    atLeast: { integrity: INTEGRITY.LASTING, data: DATA.IDENTITY, vulnerable: 1 },
  },
];

/**
 * ENISA sets no duty per band and neither does the law: that its bands raise an answer is this register's own choice, and only upwards. A harm that
 * somebody recorded as likely is a risk by its own words.
 */
const RAISING: readonly FloorRow[] = [
  { ...any, level: RISK.RISK, id: 'enisa-medium', source: 'ENISA 2013, section 3', atLeast: { score: 200 } },
  { ...any, level: RISK.HIGH_POSSIBLE, id: 'enisa-high', source: 'ENISA 2013, section 3', atLeast: { score: 300 } },
  { ...any, level: RISK.HIGH, id: 'enisa-very-high', source: 'ENISA 2013, section 3', atLeast: { score: 400 } },
  { ...any, level: RISK.RISK, id: 'harm-named', source: 'GDPR recital 85', atLeast: { harm: 1 } },
];

export const EFFECTS: readonly FloorRow[] = [...UNAVAILABLE, ...ALTERED, ...RAISING];
