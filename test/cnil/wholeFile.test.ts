/**
 * The published file of 2018 to 2020 in the register: figures equal to the file's own counts in every column, and the file again, cell by
 * cell. `npm test` takes a share of it, drawn by a printed seed; `npm run test:long` takes every row.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Figures } from '../../src/application/statistics/statistics.js';
import { exportedRows } from '../../src/cnil/exporting.js';
import { readOpenData, writeOpenData } from '../../src/cnil/file.js';
import { importRows } from '../../src/cnil/importing.js';
import {
  BANDS,
  CAUSES,
  FORM_CATEGORIES,
  INFORMATION,
  NATURES,
  ORIGINS,
  SECTOR_LABELS,
} from '../../src/cnil/openData.js';
import type { Instant } from '../../src/law/instant.js';
import { openRegister, somebody } from '../application/register.js';
import { chanceOf } from '../simulation/chance.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const SHARE = 0.05;
const published = readFileSync(join(__dirname, '../fixtures/cnil-breach-notifications-2018-2020.csv'));

/** The published rows, or the share of them that chance leaves, as a file of the same form. */
function theFile(): Buffer {
  if (long) return published;
  const chance = chanceOf(seed);
  const [header = '', ...rows] = published.toString('utf8').trimEnd().split('\r\n');
  return Buffer.from([header, ...rows.filter(() => chance.happens(SHARE)), ''].join('\r\n'));
}

type Cells = readonly string[];
type Counts = Readonly<Record<string, number>>;

/** How often each value stands in a column of the cells: nothing here goes the register's way. */
function countsIn(rows: readonly Cells[], column: number): Counts {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const values = (row[column] ?? '')
      .replaceAll("''", "'")
      .split(/,(?! )/)
      .filter((value) => value !== '');
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

function named(counts: Figures['months'], labels: Readonly<Record<string, string>>): Counts {
  return Object.fromEntries(counts.map(({ key, count }) => [labels[key] ?? key, count]));
}

test(`figures equal the file's own counts in every column, and its rows come out as they went in (seed ${seed})`, async () => {
  const register = await openRegister();
  try {
    const caller = somebody('DPO');
    const file = readOpenData(theFile());
    await importRows(register.application, caller, file);
    const rows = parse(theFile(), { delimiter: ';', from_line: 2 });
    const figures = await register.application.statistics.of(caller, {
      from: '2018-05-01T00:00:00.000+02:00' as Instant,
      to: '2020-03-01T00:00:00.000+01:00' as Instant,
      clock: 'FILED',
      exercise: false,
    });
    const { counts } = figures;
    expect(figures.incidents).toBe(rows.length);
    expect(named(figures.months, {})).toEqual(countsIn(rows, 0));
    expect(named(counts.SECTOR, SECTOR_LABELS)).toEqual(countsIn(rows, 1));
    expect(named(counts.NATURE, NATURES)).toEqual(countsIn(rows, 2));
    expect(named(counts.SUBJECTS_BAND, BANDS)).toEqual(countsIn(rows, 3));
    expect(named(counts.DATA_CATEGORY, FORM_CATEGORIES)).toEqual(countsIn(rows, 4));
    expect(named(counts.SENSITIVE_DATA, { true: 'Oui' })).toEqual(countsIn(rows, 5));
    expect(named(counts.ORIGIN, ORIGINS)).toEqual(countsIn(rows, 6));
    expect(named(counts.CAUSE, CAUSES)).toEqual(countsIn(rows, 7));
    expect(named(counts.SUBJECTS_INFORMATION, INFORMATION)).toEqual(countsIn(rows, 8));
    // A month is not an instant: nobody knows whether these were late, or how long they took.
    expect(figures.flags).toMatchObject({ FILED_IN_TIME: 0, FILED_LATE: 0, PENDING: 0 });
    expect(figures.hoursToNotify).toBeNull();
    const exported = await exportedRows(register.application, register.log.seals, caller);
    expect(parse(writeOpenData(exported, 'UTF-8'), { delimiter: ';' })).toEqual(parse(theFile(), { delimiter: ';' }));
  } finally {
    await register.end();
  }
}, 900_000);
