/**
 * ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches, working document v1.0, December 2013:
 * SE = DPC x EI + CB. Reckoned in hundredths, so that every figure is a whole number.
 */
import type { AvailabilityEffect, DataCategory, IntegrityEffect, Recipients } from '../vocabulary.js';
import type { EnisaFlag, EnisaLevel, EnisaScore } from './advice.js';
import type { TriageFacts } from './facts.js';
import { INTENT, PERSONS } from './profile.js';
import type { SettledFacts } from './settled.js';

const SIMPLE = 1;
const BEHAVIOURAL = 2;
const FINANCIAL = 3;
const SENSITIVE = 4;

/**
 * Basic score of each category. Numbers and documents of identity are simple data whose weight is in EI. Credentials are no category of the
 * method, which scores what they open: the other categories named, else the lowest, for the contextual steps to raise.
 */
const BASE_CONTEXT: Readonly<Record<Exclude<DataCategory, 'UNKNOWN'>, number>> = {
  PUBLIC_ALREADY: SIMPLE,
  CIVIL_STATUS: SIMPLE,
  CONTACT: SIMPLE,
  CREDENTIALS: SIMPLE,
  NATIONAL_IDENTIFIER: SIMPLE,
  OFFICIAL_DOCUMENTS: SIMPLE,
  EMPLOYMENT: SIMPLE,
  EDUCATION: SIMPLE,
  CONTRACT: SIMPLE,
  OTHER: SIMPLE,
  LOCATION: BEHAVIOURAL,
  USAGE: BEHAVIOURAL,
  COMMUNICATIONS: BEHAVIOURAL,
  FINANCIAL,
  PAYMENT_MEANS: FINANCIAL,
  OFFENCES: SENSITIVE,
  HEALTH: SENSITIVE,
  BIOMETRIC: SENSITIVE,
  GENETIC: SENSITIVE,
  ETHNIC_ORIGIN: SENSITIVE,
  POLITICAL_OPINION: SENSITIVE,
  RELIGION_PHILOSOPHY: SENSITIVE,
  TRADE_UNION: SENSITIVE,
  SEXUAL_LIFE: SENSITIVE,
};

/**
 * The highest basic score among the categories; null where none is known.
 * @param sensitiveDenied the data were said not to be sensitive: a category of art. 9 then counts as the method's "no insight", 1.
 */
export function baseContextOf(categories: readonly DataCategory[], sensitiveDenied: boolean): number | null {
  let base: number | null = null;
  for (const category of categories) {
    if (category === 'UNKNOWN') continue;
    const score = BASE_CONTEXT[category];
    const counted = score === SENSITIVE && sensitiveDenied && category !== 'OFFENCES' ? SIMPLE : score;
    if (base === null || counted > base) base = counted;
  }
  return base;
}

/** CB, confidentiality, where the data did reach somebody. MANY are still known recipients; where they cannot be counted it is 50. */
const DISCLOSED_TO: Readonly<Record<Recipients, number>> = {
  NONE: 0,
  TRUSTED: 25,
  FEW_KNOWN: 25,
  MANY: 25,
  UNKNOWN: 50,
  PUBLIC: 50,
};
const UNAVAILABLE: Readonly<Record<AvailabilityEffect, number>> = { RESTORED: 0, DELAYED: 25, CRITICAL: 25, LOST: 50 };
const ALTERED: Readonly<Record<IntegrityEffect, number>> = {
  NONE: 0,
  ALTERED_UNUSED: 0,
  ALTERED_RECOVERABLE: 25,
  ALTERED_IRRECOVERABLE: 50,
};
const MALICIOUS = 50;

export interface Scored {
  readonly score: number;
  readonly dataContext: number;
  readonly identifiability: number;
  readonly circumstances: number;
}

/** The score of settled facts; null where the data are not known. */
export function scoreOf(settled: SettledFacts, facts: TriageFacts): Scored | null {
  if (settled.baseContext === null) return null;
  const dataContext = Math.min(SENSITIVE, Math.max(SIMPLE, settled.baseContext + stepsOf(facts)));
  const identifiability = identifiabilityOf(facts);
  const circumstances =
    (settled.exposure === 'CONFIRMED' ? DISCLOSED_TO[settled.recipients] : 0) +
    ALTERED[settled.integrity] +
    UNAVAILABLE[settled.availability] +
    (settled.intent === INTENT.NONE ? 0 : MALICIOUS);
  return { score: dataContext * identifiability + circumstances, dataContext, identifiability, circumstances };
}

function stepsOf(facts: TriageFacts): number {
  const steps = facts.enisa?.dataContext ?? 0;
  return Number.isFinite(steps) ? Math.trunc(steps) : 0;
}

/** EI: as given; else 100, unless the persons were said not to be identifiable directly, which takes more sources: 50. */
function identifiabilityOf(facts: TriageFacts): number {
  const given = facts.enisa?.identifiability ?? (facts.directlyIdentifiable === false ? 50 : 100);
  if (given <= 25) return 25;
  if (given <= 50) return 50;
  return given <= 75 ? 75 : 100;
}

function levelOf(score: number): EnisaLevel {
  if (score < 200) return 'LOW';
  if (score < 300) return 'MEDIUM';
  return score < 400 ? 'HIGH' : 'VERY_HIGH';
}

/** The score as it is reported, with its level and the flags that stand outside the formula. */
export function reportScore(scored: Scored, settled: SettledFacts): EnisaScore {
  const flags: EnisaFlag[] = [];
  if (settled.persons === PERSONS.MORE_THAN_100) flags.push('MORE_THAN_100_PERSONS');
  if (settled.protection === 'UNINTELLIGIBLE') flags.push('DATA_UNINTELLIGIBLE');
  const { score, dataContext, identifiability, circumstances } = scored;
  return { score, level: levelOf(score), dataContext, identifiability, circumstances, flags };
}
