/** The open data as a CSV file: Windows-1252 as published or UTF-8, with or without the line that says when it was extracted. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { COLUMN_NAMES, COLUMNS, type Column } from './openData.js';
import { cellsOf, readRow, type CnilRow, type NotUnderstood } from './row.js';

export const fileLimits = { bytes: 100 * 1024 * 1024, rows: 500_000, rowBytes: 20_000 } as const;

/** A row that was understood, with its line in the file (1 is the first). */
export interface ReadLine {
  readonly line: number;
  readonly row: CnilRow;
}

export interface LineFault {
  readonly line: number;
  readonly faults: readonly NotUnderstood[];
}

export interface OpenDataFile {
  /** SHA-256 of the bytes as they were read, in hex: which file this is. */
  readonly digest: string;
  readonly encoding: 'UTF-8' | 'Windows-1252';
  readonly lines: readonly ReadLine[];
  /** Rows with a cell that no list of the CNIL's knows, or with a month that has not begun. */
  readonly notUnderstood: readonly LineFault[];
}

/** The file as a whole cannot be read; nothing of it is. The message names line and reason. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}

/** Characters of a foreign header that a fault tells: enough to see a wrong encoding by. */
const NAME_TOLD = 80;
const EXTRACTED = /^"?Extraction générée le /;
const BOM = '\ufeff';

/**
 * @param now rows of a later month are not understood: the register takes no filing from the future.
 * @throws FileFault where the bytes are no such file: too large, other columns, quotes that do not end, rows of another length.
 */
export function readOpenData(bytes: Buffer, now: Date = new Date()): OpenDataFile {
  if (bytes.length > fileLimits.bytes) {
    throw new FileFault(`The file has ${bytes.length} bytes; at most ${fileLimits.bytes} are read.`);
  }
  const encoding = isUtf8(bytes) ? 'UTF-8' : 'Windows-1252';
  const decoded = encoding === 'UTF-8' ? bytes.toString('utf8') : iconv.decode(bytes, 'windows-1252');
  const text = decoded.startsWith(BOM) ? decoded.slice(1) : decoded;
  const records = recordsOf(text);
  const [header, ...rows] = records;
  if (header === undefined) throw new FileFault('The file is empty.');
  const columns = columnsOf(header.cells, header.line);
  if (rows.length > fileLimits.rows) {
    throw new FileFault(`The file has ${rows.length} rows; at most ${fileLimits.rows} are read.`);
  }
  const lines: ReadLine[] = [];
  const notUnderstood: LineFault[] = [];
  for (const { line, cells } of rows) {
    const reading = readRow(named(columns, cells, line), now);
    if (reading.ok) lines.push({ line, row: reading.row });
    else notUnderstood.push({ line, faults: reading.faults });
  }
  return { digest: createHash('sha256').update(bytes).digest('hex'), encoding, lines, notUnderstood };
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(text: string): readonly CsvRecord[] {
  // Not a record of the table: it has one cell, and no other line says so.
  const skipped = EXTRACTED.test(text) ? text.indexOf('\n') + 1 : 0;
  try {
    const lines: number[] = [];
    const records = parse(text.slice(skipped), {
      delimiter: ';',
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: fileLimits.rowBytes,
      on_record: (record, info) => {
        lines.push(info.lines + (skipped > 0 ? 1 : 0));
        return record;
      },
    });
    return records.map((cells, index) => ({ line: lines[index] ?? 0, cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new FileFault(`The file is no CSV with semicolons: ${error.message}`, { cause: error });
  }
}

function columnsOf(header: readonly string[], line: number): readonly Column[] {
  // Header cells of some extractions end with a non-breaking space.
  const names = header.map((cell) => cell.replace(/[\s\u00a0]+$/u, ''));
  const foreign = `Line ${line} is not the header of the CNIL's open data:`;
  const columns = COLUMN_NAMES.map((column, index) => {
    const known: readonly string[] = COLUMNS[column];
    const name = names[index] ?? '';
    if (known.includes(name)) return column;
    throw new FileFault(
      `${foreign} column ${index + 1} is "${name.slice(0, NAME_TOLD)}", but should be "${known.join('" or "')}".`,
    );
  });
  if (names.length === columns.length) return columns;
  throw new FileFault(`${foreign} it has ${names.length} columns, not ${columns.length}.`);
}

function named(columns: readonly Column[], cells: readonly string[], line: number): Readonly<Record<Column, string>> {
  if (cells.length !== columns.length) {
    throw new FileFault(`Line ${line} has ${cells.length} cells, not ${columns.length}: nothing was read of the file.`);
  }
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) as Record<Column, string>;
}

/** The rows as the CNIL publishes them: header of the form of 2020, semicolons, lines ending in CRLF. */
export function writeOpenData(rows: readonly CnilRow[], encoding: OpenDataFile['encoding']): Buffer {
  const header = COLUMN_NAMES.map((column) => COLUMNS[column][0]);
  const text = stringify([header, ...rows.map(cellsOf)], { delimiter: ';', record_delimiter: 'windows' });
  return encoding === 'UTF-8' ? Buffer.from(text) : iconv.encode(text, 'windows-1252');
}
