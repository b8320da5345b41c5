import type { AvailabilityEffect, DataCategory, Exposure, IntegrityEffect, SubjectsBand } from '../vocabulary.js';
import { baseContextOf } from './enisa.js';
import { isIntegrityAlone, isNothing, isUnspecified, type NeededFact, type TriageFacts } from './facts.js';
import { DATA, INTENT, PERSONS } from './profile.js';
import type { SettledFacts } from './settled.js';

/** Whether the worst is assumed of an unknown fact, or what the law presumes of it. */
export type Assume = (fact: NeededFact) => 'WORST' | 'PRESUMED';

/**
 * Settles the unknown facts. Presumed is what art. 33(1) makes of silence, since the exception must be shown: ordinary personal data, a possible
 * exposure to an unknown number where confidentiality was lost, no protection and no mitigation; but no malice, misuse, vulnerability, special
 * categories or numbers that nobody stated. Worst is the worst that the fact could turn out to be.
 */
export function settle(facts: TriageFacts, assume: Assume): SettledFacts {
  const isWorst = (fact: NeededFact) => assume(fact) === 'WORST';
  const data = dataOf(facts, isWorst);
  const vulnerable = facts.vulnerableSubjects ?? (isWorst('vulnerableSubjects') || namesVulnerable(facts));
  const cared =
    vulnerable || facts.sector === 'HEALTH_SOCIAL' || facts.subjectCategories?.includes('PATIENTS') === true;
  const availability = facts.availability ?? assumedAvailability(facts, isWorst('availability'));
  return {
    // Field by field: spreading costs nine tenths of the time of a triage.
    data: data.data,
    identityKit: data.identityKit,
    baseContext: data.baseContext,
    intent: intentOf(facts, isWorst('cause')),
    persons: personsOf(facts, isWorst('subjectsCount')),
    vulnerable,
    care: cared && data.health,
    exposure: facts.exposure ?? assumedExposure(facts, isWorst('exposure')),
    recipients: facts.recipients ?? (isWorst('recipients') ? 'PUBLIC' : 'UNKNOWN'),
    hostile: facts.recipientHostile === true,
    protection: facts.protection ?? 'NONE',
    availability,
    integrity: facts.integrity ?? assumedIntegrity(facts, isWorst),
    mitigations: facts.mitigations ?? [],
    misuse: facts.misuseProven ?? isWorst('misuseProven'),
    harm: facts.harms !== null && facts.harms !== undefined && facts.harms.length > 0,
  };
}

function intentOf(facts: TriageFacts, worst: boolean): number {
  const causes = facts.cause ?? [];
  if (causes.includes('EXTERNAL_MALICIOUS') || (worst && isUnspecified(facts.cause))) return INTENT.ATTACKER;
  return causes.includes('INTERNAL_MALICIOUS') ? INTENT.INSIDER : INTENT.NONE;
}

const UPPER_BAND: Readonly<Record<SubjectsBand, { presumed: number; worst: number }>> = {
  UP_TO_5: { presumed: PERSONS.MINOR_NUMBER, worst: PERSONS.MINOR_NUMBER },
  FROM_6_TO_50: { presumed: PERSONS.MINOR_NUMBER, worst: PERSONS.MINOR_NUMBER },
  FROM_51_TO_300: { presumed: PERSONS.MORE_THAN_50, worst: PERSONS.MORE_THAN_100 },
  FROM_301_TO_5000: { presumed: PERSONS.MORE_THAN_100, worst: PERSONS.MORE_THAN_100 },
  MORE_THAN_5000: { presumed: PERSONS.MORE_THAN_100, worst: PERSONS.MORE_THAN_100 },
};

function personsOf(facts: TriageFacts, worst: boolean): number {
  const count = facts.subjectsCount;
  if (!isNothing(count)) {
    if (count > 100) return PERSONS.MORE_THAN_100;
    return count > 50 ? PERSONS.MORE_THAN_50 : PERSONS.MINOR_NUMBER;
  }
  if (!isNothing(facts.subjectsBand)) return UPPER_BAND[facts.subjectsBand][worst ? 'worst' : 'presumed'];
  return worst ? PERSONS.MORE_THAN_100 : PERSONS.MINOR_NUMBER;
}

function namesVulnerable(facts: TriageFacts): boolean {
  const named = facts.subjectCategories ?? [];
  return named.includes('MINORS') || named.includes('VULNERABLE') || named.includes('PATIENTS');
}

function assumedExposure(facts: TriageFacts, worst: boolean): Exposure {
  if (worst) return 'CONFIRMED';
  return isNothing(facts.natures) || facts.natures.includes('CONFIDENTIALITY') ? 'NOT_EXCLUDED' : 'NOT_APPLICABLE';
}

function assumedAvailability(facts: TriageFacts, worst: boolean): AvailabilityEffect {
  if (worst) return 'LOST';
  return facts.natures?.includes('AVAILABILITY') === true ? 'DELAYED' : 'RESTORED';
}

function assumedIntegrity(facts: TriageFacts, isWorst: (fact: NeededFact) => boolean): IntegrityEffect {
  if (isIntegrityAlone(facts.natures)) return isWorst('integrity') ? 'ALTERED_IRRECOVERABLE' : 'ALTERED_RECOVERABLE';
  if (isNothing(facts.natures) && isWorst('natures')) return 'ALTERED_IRRECOVERABLE';
  return facts.natures?.includes('INTEGRITY') === true ? 'ALTERED_UNUSED' : 'NONE';
}

/** How telling each category is by itself; OTHER and UNKNOWN are presumed ordinary. */
const TELLING: Readonly<Record<DataCategory, number>> = {
  PUBLIC_ALREADY: DATA.PUBLIC,
  CONTACT: DATA.CONTACT,
  CIVIL_STATUS: DATA.IDENTITY,
  EMPLOYMENT: DATA.ORDINARY,
  EDUCATION: DATA.ORDINARY,
  USAGE: DATA.ORDINARY,
  CONTRACT: DATA.ORDINARY,
  OTHER: DATA.ORDINARY,
  UNKNOWN: DATA.ORDINARY,
  CREDENTIALS: DATA.PERSONAL,
  FINANCIAL: DATA.PERSONAL,
  PAYMENT_MEANS: DATA.PERSONAL,
  NATIONAL_IDENTIFIER: DATA.PERSONAL,
  OFFICIAL_DOCUMENTS: DATA.PERSONAL,
  LOCATION: DATA.PERSONAL,
  COMMUNICATIONS: DATA.PERSONAL,
  OFFENCES: DATA.SPECIAL,
  HEALTH: DATA.SPECIAL,
  BIOMETRIC: DATA.SPECIAL,
  GENETIC: DATA.SPECIAL,
  ETHNIC_ORIGIN: DATA.SPECIAL,
  POLITICAL_OPINION: DATA.SPECIAL,
  RELIGION_PHILOSOPHY: DATA.SPECIAL,
  TRADE_UNION: DATA.SPECIAL,
  SEXUAL_LIFE: DATA.SPECIAL,
};

/** Art. 9: what `sensitiveData: false` denies. Offences (art. 10) are not "sensitive data" in that sense and stay what they are. */
export function isSpecialCategory(category: DataCategory): boolean {
  return TELLING[category] === DATA.SPECIAL && category !== 'OFFENCES';
}

function dataOf(
  facts: TriageFacts,
  isWorst: (fact: NeededFact) => boolean,
): Pick<SettledFacts, 'data' | 'identityKit' | 'baseContext'> & { readonly health: boolean } {
  const categories = facts.dataCategories ?? [];
  const denied = facts.sensitiveData === false;
  const isOpen = isUnspecified(facts.dataCategories);
  const worst = isOpen && isWorst('dataCategories');
  const sensitive = facts.sensitiveData ?? isWorst('sensitiveData');
  let data: number = DATA.PUBLIC;
  if (isOpen) data = worst ? DATA.SPECIAL : DATA.ORDINARY;
  for (const category of categories) {
    // Denied to be sensitive, it still says something of a person.
    const telling = denied && isSpecialCategory(category) ? DATA.IDENTITY : TELLING[category];
    if (telling > data) data = telling;
  }
  if (sensitive) data = DATA.SPECIAL;
  const identifies = categories.includes('CIVIL_STATUS') || categories.includes('CONTACT');
  const proves = categories.includes('NATIONAL_IDENTIFIER') || categories.includes('OFFICIAL_DOCUMENTS');
  return {
    data,
    identityKit: worst || (identifies && proves),
    baseContext: worst || sensitive ? 4 : baseContextOf(categories, denied),
    health: worst || (sensitive && isOpen) || (categories.includes('HEALTH') && !denied),
  };
}
