import type {
  AvailabilityEffect,
  BreachCause,
  BreachNature,
  ControllerRole,
  DataCategory,
  Exposure,
  Harm,
  IntegrityEffect,
  Mitigation,
  Protection,
  Recipients,
  Sector,
  SubjectCategory,
  SubjectsBand,
} from '../vocabulary.js';

/**
 * What triage reads of a breach. An absent field and null say the same: not known yet. An empty list says none. Facts recorded in an incident,
 * with the incident's role added, are such facts; what else they carry is not read.
 */
export interface TriageFacts {
  /** CONTROLLER where nobody said. */
  readonly role?: ControllerRole | null | undefined;
  readonly personalDataInvolved?: boolean | null | undefined;
  readonly personalDataAffected?: boolean | null | undefined;
  readonly natures?: readonly BreachNature[] | null | undefined;
  readonly cause?: readonly BreachCause[] | null | undefined;
  readonly dataCategories?: readonly DataCategory[] | null | undefined;
  /** Said in so many words it prevails over what the categories suggest. */
  readonly sensitiveData?: boolean | null | undefined;
  /** A whole number, 0 or more. */
  readonly subjectsCount?: number | null | undefined;
  /** Read where there is no count. */
  readonly subjectsBand?: SubjectsBand | null | undefined;
  readonly subjectCategories?: readonly SubjectCategory[] | null | undefined;
  readonly vulnerableSubjects?: boolean | null | undefined;
  readonly sector?: Sector | null | undefined;
  readonly directlyIdentifiable?: boolean | null | undefined;
  readonly exposure?: Exposure | null | undefined;
  readonly exposureBasis?: string | null | undefined;
  readonly recipients?: Recipients | null | undefined;
  readonly recipientHostile?: boolean | null | undefined;
  readonly protection?: Protection | null | undefined;
  readonly availability?: AvailabilityEffect | null | undefined;
  readonly integrity?: IntegrityEffect | null | undefined;
  readonly mitigations?: readonly Mitigation[] | null | undefined;
  readonly misuseProven?: boolean | null | undefined;
  readonly individualContactPossible?: boolean | null | undefined;
  readonly authorityHoldsRiskHigh?: boolean | null | undefined;
  readonly harms?: readonly Harm[] | null | undefined;
  readonly enisa?: EnisaContext | null | undefined;
}

/** What ENISA's method needs and the other facts cannot tell. */
export interface EnisaContext {
  /** Whole contextual steps on the basic score of the data, -3 to +3; beyond that they end at the ends of the scale, 1 and 4. */
  readonly dataContext?: number | null | undefined;
  /** Ease of identification in hundredths: 25, 50, 75 or 100; anything between counts as the next level up. */
  readonly identifiability?: number | null | undefined;
}

/**
 * Facts that every triage needs. While one is unknown the answer is never "not required" if knowing it could change that. The others are read
 * when somebody stated them; silence on them is read as no.
 */
export const NEEDED_FACTS = [
  'natures',
  'cause',
  'dataCategories',
  'sensitiveData',
  'subjectsCount',
  'vulnerableSubjects',
  'exposure',
  'recipients',
  'protection',
  'availability',
  'integrity',
  'mitigations',
  'misuseProven',
] as const;
export type NeededFact = (typeof NEEDED_FACTS)[number];

/** The needed facts that are not known: null, or a list that says so itself (UNKNOWN, or nothing where there must be something). */
export function unknownFacts(facts: TriageFacts): readonly NeededFact[] {
  return NEEDED_FACTS.filter((fact) => isUnknown(facts, fact));
}

function isUnknown(facts: TriageFacts, fact: NeededFact): boolean {
  switch (fact) {
    case 'cause':
      return isUnspecified(facts.cause);
    case 'dataCategories':
      return isUnspecified(facts.dataCategories);
    case 'subjectsCount':
      // The band from 51 to 300 does not tell which side of a hundred the number is on.
      return (
        isNothing(facts.subjectsCount) && (isNothing(facts.subjectsBand) || facts.subjectsBand === 'FROM_51_TO_300')
      );
    case 'integrity':
      // Where availability was lost or confidentiality too, what became of the data is told by `availability`: restored is restored unaltered.
      return isNothing(facts.integrity) && isIntegrityAlone(facts.natures);
    case 'natures':
    case 'sensitiveData':
    case 'vulnerableSubjects':
    case 'exposure':
    case 'recipients':
    case 'protection':
    case 'availability':
    case 'mitigations':
    case 'misuseProven':
      return isNothing(facts[fact]);
  }
}

export function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** A list in which there must be something, and that does not say all of it. */
export function isUnspecified(values: readonly string[] | null | undefined): boolean {
  return isNothing(values) || values.length === 0 || values.includes('UNKNOWN');
}

export function isIntegrityAlone(natures: readonly BreachNature[] | null | undefined): boolean {
  return !isNothing(natures) && natures.length > 0 && natures.every((nature) => nature === 'INTEGRITY');
}
