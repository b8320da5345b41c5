import { bandOf } from '../../bands.js';
import { isNothing, type TriageFacts } from '../facts.js';
import type { ConflictRow } from '../rulebook.js';
import { isSpecialCategory } from '../settle.js';
import { gdpr } from './validity.js';

const contradiction = { ...gdpr, code: 'CONTRADICTORY_FACTS' } as const;

const isExcluded = (facts: TriageFacts) => facts.exposure === 'EXCLUDED' || facts.exposure === 'NOT_APPLICABLE';
const isConfirmed = (facts: TriageFacts) => facts.exposure === 'CONFIRMED';
const isUnavailable = (facts: TriageFacts) => !isNothing(facts.availability) && facts.availability !== 'RESTORED';
const isAltered = (facts: TriageFacts) => !isNothing(facts.integrity) && facts.integrity !== 'NONE';
const lacks = (facts: TriageFacts, nature: 'CONFIDENTIALITY' | 'INTEGRITY' | 'AVAILABILITY') =>
  !isNothing(facts.natures) && !facts.natures.includes(nature);
const namesData = (facts: TriageFacts) => facts.dataCategories?.some((category) => category !== 'UNKNOWN') === true;

/**
 * Facts that cannot stand together, or that stand on nothing. Naming them changes no answer: each fact acts by its own rules, whichever of the two
 * is right, until somebody corrects one.
 */
export const CONFLICTS: readonly ConflictRow[] = [
  {
    ...contradiction,
    id: 'no-personal-data-yet-data',
    source: 'GDPR art. 4(1), art. 4(12)',
    fields: ['personalDataInvolved', 'personalDataAffected', 'dataCategories', 'subjectsCount'],
    holds: (facts) =>
      facts.personalDataInvolved === false &&
      (facts.personalDataAffected === true || namesData(facts) || (facts.subjectsCount ?? 0) > 0),
  },
  {
    ...contradiction,
    id: 'not-affected-yet-harmed',
    source: 'GDPR art. 4(12)',
    fields: ['personalDataAffected', 'exposure', 'availability', 'integrity', 'misuseProven'],
    holds: (facts) =>
      facts.personalDataAffected === false &&
      (isConfirmed(facts) || isUnavailable(facts) || isAltered(facts) || facts.misuseProven === true),
  },
  {
    ...contradiction,
    id: 'no-breach-yet-held-high',
    source: 'GDPR art. 34(4)',
    fields: ['personalDataInvolved', 'personalDataAffected', 'authorityHoldsRiskHigh'],
    holds: (facts) =>
      facts.authorityHoldsRiskHigh === true &&
      (facts.personalDataInvolved === false || facts.personalDataAffected === false),
  },
  {
    ...contradiction,
    id: 'involved-yet-no-data',
    source: 'GDPR art. 33(3)(a)',
    fields: ['personalDataInvolved', 'dataCategories'],
    holds: (facts) => facts.personalDataInvolved === true && facts.dataCategories?.length === 0,
  },
  {
    ...contradiction,
    id: 'affected-yet-nobody',
    source: 'GDPR art. 33(3)(a)',
    fields: ['personalDataAffected', 'subjectsCount'],
    holds: (facts) => facts.personalDataAffected === true && facts.subjectsCount === 0,
  },
  {
    ...contradiction,
    id: 'count-outside-band',
    source: 'GDPR art. 33(3)(a)',
    fields: ['subjectsCount', 'subjectsBand'],
    holds: (facts) =>
      !isNothing(facts.subjectsCount) &&
      !isNothing(facts.subjectsBand) &&
      bandOf(facts.subjectsCount) !== facts.subjectsBand,
  },
  {
    ...contradiction,
    id: 'excluded-yet-misused',
    source: 'GDPR recital 85',
    fields: ['exposure', 'misuseProven'],
    holds: (facts) => isExcluded(facts) && facts.misuseProven === true,
  },
  {
    ...contradiction,
    id: 'excluded-yet-received',
    source: 'GDPR art. 4(12)',
    fields: ['exposure', 'recipients'],
    // A thief or finder holds what they cannot read, and nobody may know who: UNKNOWN and TRUSTED go with an exposure that is excluded.
    holds: (facts) =>
      isExcluded(facts) &&
      facts.protection !== 'UNINTELLIGIBLE' &&
      (facts.recipients === 'FEW_KNOWN' || facts.recipients === 'MANY' || facts.recipients === 'PUBLIC'),
  },
  {
    ...contradiction,
    id: 'exposed-yet-no-recipient',
    source: 'GDPR art. 4(12)',
    fields: ['exposure', 'recipients'],
    holds: (facts) => isConfirmed(facts) && facts.recipients === 'NONE',
  },
  {
    ...contradiction,
    id: 'confidentiality-named-yet-not-applicable',
    source: 'GDPR art. 4(12)',
    fields: ['natures', 'exposure'],
    holds: (facts) => facts.exposure === 'NOT_APPLICABLE' && facts.natures?.includes('CONFIDENTIALITY') === true,
  },
  {
    ...contradiction,
    id: 'exposed-yet-confidentiality-not-named',
    source: 'GDPR art. 4(12)',
    fields: ['natures', 'exposure'],
    holds: (facts) => isConfirmed(facts) && lacks(facts, 'CONFIDENTIALITY'),
  },
  {
    ...contradiction,
    id: 'unavailable-yet-availability-not-named',
    source: 'GDPR art. 4(12)',
    fields: ['natures', 'availability'],
    holds: (facts) => isUnavailable(facts) && lacks(facts, 'AVAILABILITY'),
  },
  {
    ...contradiction,
    id: 'altered-yet-integrity-not-named',
    source: 'GDPR art. 4(12)',
    fields: ['natures', 'integrity'],
    holds: (facts) => isAltered(facts) && lacks(facts, 'INTEGRITY'),
  },
  {
    ...contradiction,
    id: 'integrity-named-yet-not-altered',
    source: 'GDPR art. 4(12)',
    fields: ['natures', 'integrity'],
    holds: (facts) => facts.integrity === 'NONE' && facts.natures?.includes('INTEGRITY') === true,
  },
  {
    ...contradiction,
    id: 'unintelligible-yet-misused',
    source: 'GDPR art. 34(3)(a)',
    fields: ['protection', 'misuseProven'],
    holds: (facts) => facts.protection === 'UNINTELLIGIBLE' && facts.misuseProven === true,
  },
  {
    ...contradiction,
    id: 'not-sensitive-yet-special',
    source: 'GDPR art. 9',
    fields: ['sensitiveData', 'dataCategories'],
    holds: (facts) => facts.sensitiveData === false && facts.dataCategories?.some(isSpecialCategory) === true,
  },
  {
    ...contradiction,
    id: 'not-vulnerable-yet-named',
    source: 'GDPR recital 75',
    fields: ['vulnerableSubjects', 'subjectCategories'],
    holds: (facts) =>
      facts.vulnerableSubjects === false &&
      facts.subjectCategories?.some((category) => category === 'MINORS' || category === 'VULNERABLE') === true,
  },
  {
    ...contradiction,
    id: 'trusted-yet-hostile',
    source: 'EDPB Guidelines 9/2022, section IV.B',
    fields: ['recipients', 'recipientHostile'],
    holds: (facts) =>
      facts.recipientHostile === true && (facts.recipients === 'TRUSTED' || facts.recipients === 'NONE'),
  },
  {
    ...contradiction,
    id: 'deleted-by-nobody-known',
    source: 'EDPB Guidelines 9/2022, section IV.B',
    fields: ['mitigations', 'recipients'],
    holds: (facts) =>
      facts.mitigations?.includes('DELETION_CONFIRMED') === true &&
      (facts.recipients === 'UNKNOWN' || facts.recipients === 'PUBLIC'),
  },
  {
    ...contradiction,
    id: 'cut-before-use-yet-used',
    source: 'GDPR art. 34(3)(b)',
    fields: ['mitigations', 'misuseProven', 'recipients'],
    holds: (facts) =>
      facts.mitigations?.includes('ACCESS_CUT_BEFORE_USE') === true &&
      (facts.misuseProven === true || facts.recipients === 'PUBLIC'),
  },
  {
    ...gdpr,
    code: 'MISSING_CONTENT',
    id: 'excluded-without-basis',
    source: 'GDPR art. 5(2), art. 33(5), recital 85',
    fields: ['exposure', 'exposureBasis'],
    holds: (facts) => facts.exposure === 'EXCLUDED' && (facts.exposureBasis ?? '').trim() === '',
  },
];
