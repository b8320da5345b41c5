import { DATA, EXPOSED, HANDS, INTENT, PERSONS, RISK } from '../profile.js';
import type { FloorRow } from '../rulebook.js';
import { gdpr } from './validity.js';

const confidentiality = { ...gdpr, harm: 'CONFIDENTIALITY' } as const;
const risk = { ...confidentiality, level: RISK.RISK };
const highPossible = { ...confidentiality, level: RISK.HIGH_POSSIBLE };
const high = { ...confidentiality, level: RISK.HIGH };

/** Floors where others could have had the data: who they are, what the data tell, of how many and of whom. */
export const CONFIDENTIALITY: readonly FloorRow[] = [
  {
    ...risk,
    id: 'telling-data-exposed',
    source: 'EDPB Guidelines 9/2022, section IV.B; EDPB Guidelines 01/2021, case 16',
    atLeast: { exposure: EXPOSED.POSSIBLY, data: DATA.ORDINARY },
  },
  {
    ...risk,
    id: 'more-than-50-persons-exposed',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, annex B, case x',
    atLeast: { exposure: EXPOSED.POSSIBLY, data: DATA.CONTACT, persons: PERSONS.MORE_THAN_50, loose: 1 },
  },
  {
    ...risk,
    id: 'vulnerable-persons-exposed',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { exposure: EXPOSED.POSSIBLY, data: DATA.CONTACT, vulnerable: 1 },
  },
  {
    ...risk,
    id: 'taken-on-purpose',
    source: 'EDPB Guidelines 9/2022, section IV.B; EDPB Guidelines 01/2021, case 8',
    atLeast: { exposure: EXPOSED.POSSIBLY, intent: INTENT.INSIDER },
  },
  {
    ...risk,
    id: 'identity-within-reach-of-many',
    source: 'EDPB Guidelines 9/2022, section IV.B',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.MANY, data: DATA.IDENTITY },
  },
  {
    ...risk,
    id: 'contact-details-disclosed-to-many',
    source: 'EDPB Guidelines 9/2022, annex B, case x',
    atLeast: { exposure: EXPOSED.CONFIRMED, hands: HANDS.MANY, data: DATA.CONTACT },
  },
  {
    ...risk,
    id: 'misuse-proven',
    source: 'GDPR recital 85; EDPB Guidelines 01/2021, case 8',
    atLeast: { misuse: 1 },
  },
  {
    ...highPossible,
    id: 'personal-data-not-returned',
    source: 'EDPB Guidelines 9/2022, annex B, case v',
    atLeast: { exposure: EXPOSED.POSSIBLY, data: DATA.PERSONAL, loose: 1 },
  },
  {
    ...highPossible,
    id: 'special-data-disclosed',
    source: 'GDPR art. 9, art. 10, recital 75',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.FEW, data: DATA.SPECIAL },
  },
  {
    ...highPossible,
    id: 'vulnerable-persons-telling-data',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, section IV.B',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.FEW, data: DATA.ORDINARY, vulnerable: 1 },
  },
  {
    ...highPossible,
    id: 'vulnerable-persons-within-reach-of-many',
    source: 'GDPR recital 75; EDPB Guidelines 9/2022, annex B, case ix',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.MANY, data: DATA.CONTACT, vulnerable: 1 },
  },
  {
    ...highPossible,
    id: 'telling-data-within-reach-of-many',
    source: 'EDPB Guidelines 9/2022, annex B, cases vii and ix',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.MANY, data: DATA.ORDINARY },
  },
  {
    ...highPossible,
    id: 'more-than-100-persons-within-reach-of-many',
    source: 'EDPB Guidelines 9/2022, annex B, case x; ENISA 2013, flag on the number of individuals',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.MANY, data: DATA.CONTACT, persons: PERSONS.MORE_THAN_100 },
  },
  {
    ...highPossible,
    id: 'identity-in-open-hands',
    source: 'EDPB Guidelines 9/2022, section IV.B; ENISA 2013, annex 3',
    atLeast: { exposure: EXPOSED.CONFIRMED, hands: HANDS.OPEN, data: DATA.IDENTITY },
  },
  {
    ...highPossible,
    id: 'within-reach-of-an-attacker',
    source: 'EDPB Guidelines 9/2022, annex B, case ii; EDPB Guidelines 01/2021, section 3',
    atLeast: { exposure: EXPOSED.POSSIBLY, intent: INTENT.ATTACKER, data: DATA.CONTACT },
  },
  {
    ...highPossible,
    id: 'hostile-recipient',
    source: 'EDPB Guidelines 9/2022, section IV.B',
    atLeast: { exposure: EXPOSED.POSSIBLY, hostile: 1 },
  },
  {
    ...high,
    id: 'special-data-not-returned',
    source: 'GDPR art. 9, art. 10, recital 75; EDPB Guidelines 01/2021, case 12',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.FEW, data: DATA.SPECIAL, loose: 1 },
  },
  {
    ...high,
    id: 'identity-kit-not-returned',
    source: 'GDPR recital 85; UODO (Poland) DKN.5131.5.2020',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.FEW, identityKit: 1, loose: 1 },
  },
  {
    ...high,
    id: 'personal-data-disclosed-to-many',
    source: 'GDPR recital 85; EDPB Guidelines 01/2021, case 14; EDPB Guidelines 9/2022, annex B, case vi',
    atLeast: { exposure: EXPOSED.CONFIRMED, hands: HANDS.MANY, data: DATA.PERSONAL, loose: 1 },
  },
  {
    ...high,
    id: 'personal-data-in-open-hands',
    source: 'GDPR recital 85; EDPB Guidelines 01/2021, cases 4, 7 and 18',
    atLeast: { exposure: EXPOSED.POSSIBLY, hands: HANDS.OPEN, data: DATA.PERSONAL, loose: 1 },
  },
  {
    ...high,
    id: 'attack-on-more-than-100-identities',
    source: 'EDPB Guidelines 01/2021, cases 5 and 11; ENISA 2013, flag on the number of individuals',
    atLeast: {
      exposure: EXPOSED.POSSIBLY,
      intent: INTENT.ATTACKER,
      data: DATA.IDENTITY,
      persons: PERSONS.MORE_THAN_100,
      loose: 1,
    },
  },
  {
    ...high,
    id: 'attack-on-vulnerable-persons',
    source: 'GDPR recital 75; EDPB Guidelines 01/2021, case 10',
    atLeast: { exposure: EXPOSED.POSSIBLY, intent: INTENT.ATTACKER, data: DATA.IDENTITY, vulnerable: 1, loose: 1 },
  },
  {
    ...high,
    id: 'disclosed-to-hostile-recipient',
    source: 'EDPB Guidelines 9/2022, section IV.B; ICO (United Kingdom), personal data breach examples, case 1',
    atLeast: { exposure: EXPOSED.CONFIRMED, data: DATA.CONTACT, hostile: 1 },
  },
  {
    ...high,
    id: 'misused-by-many-or-unknown',
    source: 'GDPR recital 85; EDPB Guidelines 01/2021, case 17',
    atLeast: { misuse: 1, hands: HANDS.MANY, data: DATA.CONTACT },
  },
  {
    ...high,
    id: 'personal-data-misused',
    source: 'GDPR recital 85',
    atLeast: { misuse: 1, data: DATA.PERSONAL },
  },
  {
    ...high,
    id: 'vulnerable-persons-misuse',
    source: 'GDPR recital 75, recital 85',
    atLeast: { misuse: 1, vulnerable: 1 },
  },
];
