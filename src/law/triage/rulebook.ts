import { epoch, type Instant } from '../instant.js';
import type { FactConflict } from './advice.js';
import type { TriageFacts } from './facts.js';
import { SCALES, type Profile, type RiskLevel, type Scale } from './profile.js';
import type { SettledFacts } from './settled.js';
import type { RuleId } from './texts/en.js';

/** A rule of triage as a row: in force from `validFrom` up to, and without, `validTo`. A changed rule is a further row, never an edit. */
export interface Row {
  readonly id: RuleId;
  /** Provision, guideline or method. */
  readonly source: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
}

/** States a duty, a condition or an unknown fact in words; the engine names it where it decides. */
export type StatedRow = Row;

/** "At least this risk where the breach reaches at least these points of its scales." */
export interface FloorRow extends Row {
  /** Measures that end the exposure (art. 34(3)(b)) answer for confidentiality alone. */
  readonly harm: 'CONFIDENTIALITY' | 'INTEGRITY' | 'AVAILABILITY' | 'ANY';
  readonly level: RiskLevel;
  readonly atLeast: Readonly<Partial<Profile>>;
}

/** A fact that takes one scale back to nothing. */
export interface ClearingRow extends Row {
  readonly scale: Scale;
  readonly holds: (facts: SettledFacts, profile: Profile) => boolean;
}

/** A measure after which the high risk of art. 34(1) is no longer likely: it caps the subjects' answer alone, and never that of the authority. */
export interface ReliefRow extends Row {
  readonly atMost: RiskLevel;
  readonly holds: (facts: SettledFacts) => boolean;
}

/** Why nothing was found to reach a risk, said to the reader. */
export interface RemainderRow extends Row {
  readonly atLeast: Readonly<Partial<Profile>>;
  readonly atMost: Readonly<Partial<Profile>>;
}

/** From which risk a duty is owed. */
export interface ThresholdRow extends Row {
  readonly duty: 'authority' | 'subjects';
  readonly from: RiskLevel;
}

export interface ConflictRow extends Row {
  readonly code: FactConflict['code'];
  readonly fields: readonly (keyof TriageFacts)[];
  readonly holds: (facts: TriageFacts) => boolean;
}

export interface RuleBook {
  readonly stated: readonly StatedRow[];
  readonly thresholds: readonly ThresholdRow[];
  readonly floors: readonly FloorRow[];
  readonly clearings: readonly ClearingRow[];
  readonly reliefs: readonly ReliefRow[];
  readonly remainders: readonly RemainderRow[];
  readonly conflicts: readonly ConflictRow[];
  /** Of the rows as written; raised with every change of one. */
  readonly revision: number;
}

/** What a row asks of a profile, scale by scale. */
export type Conditions = readonly { readonly scale: Scale; readonly atLeast: number }[];

/** A floor with its conditions as a list, which is quicker to run through. */
export interface Floor extends FloorRow {
  readonly conditions: Conditions;
}

/** The rules of one period: every row in it is in force for the whole of it. */
export interface Edition extends Omit<RuleBook, 'revision'> {
  readonly floors: readonly Floor[];
  /** `<first day>/<revision of the rows>`, such as `2018-05-25/1`. */
  readonly version: string;
  readonly from: number;
}

/** All rows of a book. */
export function rowsOf(book: Omit<RuleBook, 'revision'>): readonly Row[] {
  return [
    ...book.stated,
    ...book.thresholds,
    ...book.floors,
    ...book.clearings,
    ...book.reliefs,
    ...book.remainders,
    ...book.conflicts,
  ];
}

/** The periods of a book, newest first: one begins wherever a row begins or ends. */
export function editionsOf(book: RuleBook): readonly Edition[] {
  const ends = rowsOf(book).flatMap((row) => [row.validFrom, ...(row.validTo === null ? [] : [row.validTo])]);
  const days = new Map(ends.map((instant) => [epoch(instant), instant]));
  return [...days.entries()]
    .sort(([a], [b]) => b - a)
    .map(([from, instant]) => {
      const inForce = (row: Row) => epoch(row.validFrom) <= from && (row.validTo === null || epoch(row.validTo) > from);
      return {
        stated: book.stated.filter(inForce),
        thresholds: book.thresholds.filter(inForce),
        floors: book.floors.filter(inForce).map((row) => ({ ...row, conditions: conditionsOf(row) })),
        clearings: book.clearings.filter(inForce),
        reliefs: book.reliefs.filter(inForce),
        remainders: book.remainders.filter(inForce),
        conflicts: book.conflicts.filter(inForce),
        version: `${instant.slice(0, 10)}/${book.revision}`,
        from,
      };
    });
}

function conditionsOf(row: FloorRow): Conditions {
  return SCALES.flatMap((scale) => {
    const atLeast = row.atLeast[scale];
    return atLeast === undefined ? [] : [{ scale, atLeast }];
  });
}
