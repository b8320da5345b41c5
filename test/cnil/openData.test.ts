/** The CNIL's open data in and out: the published file of 2020 and what may be wrong with such a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { parse } from 'csv-parse/sync';
import { FileFault, readOpenData, writeOpenData } from '../../src/cnil/file.js';
import { exportedRows } from '../../src/cnil/exporting.js';
import { importRows } from '../../src/cnil/importing.js';
import { openRegister, somebody } from '../application/register.js';

const published = readFileSync(join(__dirname, '../fixtures/cnil-breach-notifications-2018-2020.csv'));
const cells = (bytes: Buffer) => parse(bytes, { delimiter: ';' });
const firstLines = (count: number) => {
  const lines = published.toString('utf8').split('\r\n');
  return Buffer.from(`${lines.slice(0, count + 1).join('\r\n')}\r\n`);
};

describe('reading', () => {
  test('every row of the published file is understood, and comes out cell by cell as it went in', () => {
    const file = readOpenData(published);
    expect(file.notUnderstood).toEqual([]);
    expect(file.lines).toHaveLength(3_824);
    expect(file.lines[0]?.line).toBe(2);
    expect(
      cells(
        writeOpenData(
          file.lines.map(({ row }) => row),
          'UTF-8',
        ),
      ),
    ).toEqual(cells(published));
  });

  test('Windows-1252, the line of extraction, plural headers and a non-breaking space behind them are the same rows', () => {
    const text = published
      .toString('utf8')
      .replace('Typologie des données', 'Typologies des données')
      .replace("Origine de l'incident;", "Origines de l'incident\u00a0;");
    const newer = iconv.encode(`Extraction générée le 31/12/2025\r\n${text}`, 'windows-1252');
    const file = readOpenData(newer);
    expect(file.encoding).toBe('Windows-1252');
    expect(file.lines.map(({ row }) => row)).toEqual(readOpenData(published).lines.map(({ row }) => row));
    expect(file.lines[0]?.line).toBe(3);
  });

  test('a cell that no list of the CNIL knows is reported by line, column and cell, and the rest is read', () => {
    const text = firstLines(3).toString('utf8').replace('Santé humaine et action sociale', 'Santé animale');
    const file = readOpenData(Buffer.from(text));
    expect(file.notUnderstood).toEqual([{ line: 2, faults: [{ column: 'sector', cell: 'Santé animale' }] }]);
    expect(file.lines).toHaveLength(2);
  });

  test('a month that has not begun is not understood, for the register takes no filing from the future', () => {
    const text = firstLines(3).toString('utf8').replace('2020-02;', '2026-12;');
    const on = (now: string) => readOpenData(Buffer.from(text), new Date(now)).notUnderstood;
    expect(on('2026-11-30T23:00:00Z')).toEqual([{ line: 2, faults: [{ column: 'month', cell: '2026-12' }] }]);
    expect(on('2026-12-01T13:00:00Z')).toEqual([]);
  });

  test.each([
    ['nothing at all', '', 'The file is empty.'],
    ['other columns', 'a;b;c\r\n1;2;3\r\n', 'Line 1 is not the header'],
    ['a column more', firstLines(1).toString('utf8').replaceAll('\r\n', ';more\r\n'), 'it has 10 columns, not 9'],
    [
      'letters of another encoding',
      firstLines(1).toString('utf8').replace('é', 'Ã©'),
      'column 1 is "Date de rÃ©ception',
    ],
    ['a quote that does not end', `${firstLines(1).toString('utf8')}2020-02;"Commerce ; réparation\r\n`, 'no CSV'],
    ['a row with a cell more', firstLines(1).toString('utf8').trimEnd() + ';more\r\n', 'Line 2 has 10 cells'],
  ])('refuses a file with %s, in words', (_what, text, words) => {
    expect(() => readOpenData(Buffer.from(text))).toThrow(FileFault);
    expect(() => readOpenData(Buffer.from(text))).toThrow(words);
  });
});

describe('the register', () => {
  test('holds rows as incidents notified in a month, and gives them back in their order; imported again they write nothing', async () => {
    const register = await openRegister();
    try {
      const caller = somebody('DPO');
      const file = readOpenData(firstLines(120));
      const first = await importRows(register.application, caller, file);
      expect(first).toEqual({ rows: 120 });
      const written = await register.log.seals.size(caller.organisation);
      await importRows(register.application, caller, file);
      expect(await register.log.seals.size(caller.organisation)).toBe(written);
      const rows = await exportedRows(register.application, register.log.seals, caller);
      expect(cells(writeOpenData(rows, 'UTF-8'))).toEqual(cells(firstLines(120)));
    } finally {
      await register.end();
    }
  }, 60_000);
});
