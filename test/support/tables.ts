/** The tables of a page in docs/, which are the source of tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

/** The rows of the table that follows `<!-- name -->` on a page of docs/. */
export function tableIn(page: string, name: string): readonly Row[] {
  const lines = readFileSync(join(__dirname, '..', '..', 'docs', page), 'utf8').split('\n');
  const mark = lines.indexOf(`<!-- ${name} -->`);
  if (mark < 0) throw new Error(`docs/${page} has no table "${name}"`);
  const begin = lines.findIndex((line, index) => index > mark && line.startsWith('|'));
  const end = lines.findIndex((line, index) => index > begin && !line.startsWith('|'));
  const [header = [], , ...body] = lines.slice(begin, end).map(cells);
  return body.map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
}

function cells(line: string): readonly string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The cell of a column; fails where the table has no such column. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the table has no column "${column}"`);
  return value;
}
