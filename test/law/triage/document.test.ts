import { readFileSync, writeFileSync } from 'node:fs';
import { tables } from './document.js';

const page = 'docs/triage.md';
const start = '<!-- generated:start -->';
const end = '<!-- generated:end -->';

/** To refresh the page after a change of rules or cases: `UPDATE_DOCS=1 npx jest test/law/triage/document.test.ts`. */
test('docs/triage.md shows every rule with its source and the cases that exercise it', () => {
  const written = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = written.split(start);
  const [, after = ''] = rest.split(end);
  const expected = `${before}${start}\n\n${tables()}\n\n${end}${after}`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(page, expected);
  expect(readFileSync(page, 'utf8')).toBe(expected);
});
