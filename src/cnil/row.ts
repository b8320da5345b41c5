/** One notification of the open data: a row of nine cells, and what it says in the register's terms. */
import { parseInstant, type Instant } from '../law/instant.js';
import type {
  BreachCause,
  BreachNature,
  BreachOrigin,
  DataCategory,
  Sector,
  SubjectsBand,
  SubjectsInformation,
} from '../law/vocabulary.js';
import {
  BANDS,
  CAUSES,
  COLUMN_NAMES,
  FORM_CATEGORIES,
  formCategory,
  INFORMATION,
  NATURES,
  ORIGINS,
  sectorCell,
  SECTOR_LABELS,
  type Column,
} from './openData.js';

export interface CnilRow {
  /** `YYYY-MM`: the month in which the CNIL received the notification. No day is published. */
  readonly month: string;
  readonly sector: Sector;
  readonly natures: readonly BreachNature[];
  /** Null where the cell is empty. */
  readonly band: SubjectsBand | null;
  /** In the order of the cell; empty where the cell is. */
  readonly dataCategories: readonly DataCategory[];
  /** True where the cell says so; an empty cell says nothing. */
  readonly sensitiveData: true | null;
  readonly origins: readonly BreachOrigin[];
  readonly causes: readonly BreachCause[];
  readonly information: SubjectsInformation;
}

/** A cell that no closed list knows, or a month that has not begun. */
export interface NotUnderstood {
  readonly column: Column;
  readonly cell: string;
}

export type RowReading =
  { readonly ok: true; readonly row: CnilRow } | { readonly ok: false; readonly faults: readonly NotUnderstood[] };

/** Values of a cell stand one after the other with a bare comma between them; a comma within a label has a space behind it. */
const BETWEEN_VALUES = /,(?=\S)/;
const MONTH = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])$/;
const SENSITIVE = ['Oui', 'Données sensibles'];

const byLabel = {
  sector: inverted(SECTOR_LABELS),
  natures: inverted(NATURES),
  band: inverted(BANDS),
  dataCategories: inverted(FORM_CATEGORIES),
  origins: inverted(ORIGINS),
  causes: inverted(CAUSES),
  information: inverted(INFORMATION),
};

function inverted<Code extends string>(labels: Readonly<Record<Code, string>>): ReadonlyMap<string, Code> {
  const codes = Object.keys(labels) as Code[]; // Of a record over a closed list, its keys are the list.
  return new Map(codes.map((code) => [labels[code], code]));
}

/**
 * @param cells the nine of a row.
 * @param now a month that lies behind it is not understood.
 */
export function readRow(cells: Readonly<Record<Column, string>>, now: Date): RowReading {
  const faults: NotUnderstood[] = [];
  const one = <Code>(column: Column, known: ReadonlyMap<string, Code>, cell = cells[column]): Code | null => {
    const code = known.get(cell);
    if (code === undefined) faults.push({ column, cell });
    return code ?? null;
  };
  const many = <Code>(column: Column, known: ReadonlyMap<string, Code>): Code[] => {
    const labels = cells[column] === '' ? [] : cells[column].split(BETWEEN_VALUES);
    return labels.flatMap((label) => one(column, known, label) ?? []);
  };
  if (!MONTH.test(cells.month) || Date.parse(withinMonth(cells.month)) > now.getTime())
    faults.push({ column: 'month', cell: cells.month });
  if (cells.sensitiveData !== '' && !SENSITIVE.includes(cells.sensitiveData)) {
    faults.push({ column: 'sensitiveData', cell: cells.sensitiveData });
  }
  const sector = one('sector', byLabel.sector, cells.sector.replaceAll("''", "'"));
  const information = one('information', byLabel.information);
  const rest = {
    month: cells.month,
    natures: many('natures', byLabel.natures),
    band: cells.band === '' ? null : one('band', byLabel.band),
    dataCategories: many('dataCategories', byLabel.dataCategories),
    sensitiveData: cells.sensitiveData === '' ? null : (true as const),
    origins: many('origins', byLabel.origins),
    causes: many('causes', byLabel.causes),
  };
  if (faults.length > 0 || sector === null || information === null) return { ok: false, faults };
  return { ok: true, row: { ...rest, sector, information } };
}

/** An instant that lies in the month in every zone: noon, UTC, of its first day. The filing's precision says that only the month is known. */
export function withinMonth(month: string): Instant {
  const instant = parseInstant(`${month}-01T12:00:00Z`);
  if (instant === null) throw new TypeError('A row that was read has a month');
  return instant;
}

/** The nine cells of a row, in the order of COLUMN_NAMES. */
export function cellsOf(row: CnilRow): readonly string[] {
  const cells: Readonly<Record<Column, string>> = {
    month: row.month,
    sector: sectorCell(row.sector),
    natures: row.natures.map((nature) => NATURES[nature]).join(','),
    band: row.band === null ? '' : BANDS[row.band],
    // Two kinds of data that the form does not tell apart are named once.
    dataCategories: [...new Set(row.dataCategories.map((category) => FORM_CATEGORIES[formCategory(category)]))].join(
      ',',
    ),
    sensitiveData: row.sensitiveData === true ? 'Oui' : '',
    origins: row.origins.map((origin) => ORIGINS[origin]).join(','),
    causes: row.causes.map((cause) => CAUSES[cause]).join(','),
    information: INFORMATION[row.information],
  };
  return COLUMN_NAMES.map((column) => cells[column]);
}
