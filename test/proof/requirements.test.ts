/** docs/proof-requirements.md: what it says is shown by a test is the name of one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cell, tableIn } from '../support/tables.js';

const root = join(__dirname, '..', '..');
const rows = tableIn('proof-requirements.md', 'requirements');
const OUT_OF_SCOPE = ['R14', 'R17', 'R18', 'R19', 'R20', 'R21', 'R22'];

function testsIn(text: string): readonly (readonly [file: string, name: string])[] {
  return [...text.matchAll(/(test\/\S+\.test\.ts) › “([^”]+)”/g)].map(([, file, name]) => [file ?? '', name ?? '']);
}

test('each requirement has its row, in order', () => {
  expect(rows.map((row) => cell(row, '#'))).toEqual(rows.map((_row, index) => `R${index + 1}`));
});

test('a requirement is shown by a test, or the table says why it is not', () => {
  const without = rows.filter((row) => cell(row, 'Shown by').startsWith('–')).map((row) => cell(row, '#'));
  expect(without).toEqual(OUT_OF_SCOPE);
  const shown = rows.filter((row) => !without.includes(cell(row, '#')));
  expect(shown.filter((row) => testsIn(cell(row, 'Shown by')).length === 0)).toEqual([]);
});

test('every test that the page names is there, in its own words', () => {
  const page = readFileSync(join(root, 'docs/proof-requirements.md'), 'utf8');
  const named = testsIn(page);
  expect(named).toHaveLength(page.match(/ › /g)?.length ?? 0);
  const gone = named.filter(([file, name]) => {
    const path = join(root, file);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(name);
  });
  expect(gone).toEqual([]);
});

test('every file that the table says it is built in is there', () => {
  const gone = rows.flatMap((row) => {
    let folder = '';
    const paths = cell(row, 'Built in')
      .split(', ')
      .filter((path) => path !== 'not built')
      .map((path) => {
        const whole = path.includes('/') ? path : `${folder}/${path}`;
        folder = whole.slice(0, whole.lastIndexOf('/'));
        return whole;
      });
    return paths.filter((path) => !existsSync(join(root, path)));
  });
  expect(gone).toEqual([]);
});
