/** What triage answers: answers and rule ids only, so that an advice can be stored with an assessment and read in any language later. */

export const ADVICE_ANSWERS = ['REQUIRED', 'NOT_REQUIRED', 'PUBLIC_COMMUNICATION', 'UNDETERMINED'] as const;
export type AdviceAnswer = (typeof ADVICE_ANSWERS)[number];

export const ENISA_LEVELS = ['LOW', 'MEDIUM', 'HIGH', 'VERY_HIGH'] as const;
export type EnisaLevel = (typeof ENISA_LEVELS)[number];

/** What ENISA's method reports beside the score, because it does not act on it. */
export const ENISA_FLAGS = ['MORE_THAN_100_PERSONS', 'DATA_UNINTELLIGIBLE'] as const;
export type EnisaFlag = (typeof ENISA_FLAGS)[number];

export interface DutyAdvice {
  readonly answer: AdviceAnswer;
  /** Ids of the rules that led there, the one that states the duty first; never empty. */
  readonly rules: readonly string[];
}

/** SE = DPC x EI + CB. All figures but `dataContext` in hundredths. */
export interface EnisaScore {
  readonly score: number;
  readonly level: EnisaLevel;
  /** DPC, 1 to 4. */
  readonly dataContext: number;
  /** EI: 25, 50, 75 or 100. */
  readonly identifiability: number;
  /** CB, 0 to 200. */
  readonly circumstances: number;
  readonly flags: readonly EnisaFlag[];
}

export interface FactConflict {
  readonly rule: string;
  /** CONTRADICTORY_FACTS: two facts cannot both be right. MISSING_CONTENT: a fact stands without what it rests on. */
  readonly code: 'CONTRADICTORY_FACTS' | 'MISSING_CONTENT';
  /** Names of the facts. */
  readonly fields: readonly string[];
}

export interface TriageAdvice {
  readonly register: DutyAdvice;
  /** For a processor: its controllers' duty. */
  readonly authority: DutyAdvice;
  /** For a processor: its controllers' duty. */
  readonly subjects: DutyAdvice;
  readonly controllers: DutyAdvice;
  /** Null where there is no breach, or the data are not known. */
  readonly enisa: EnisaScore | null;
  readonly rulesVersion: string;
  readonly conflicts: readonly FactConflict[];
}
