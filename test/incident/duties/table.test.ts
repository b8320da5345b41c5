import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lifeScenarios } from './lifeScenarios.js';
import { scenarios as spineScenarios } from './scenarios.js';

const scenarios = { ...spineScenarios, ...lifeScenarios };

/** The table of docs/duties.md is the rule; the code answers to it cell by cell. */
const page = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'duties.md'), 'utf8');

interface Cell {
  readonly duty: string;
  readonly column: string;
  readonly text: string;
}

function cells(): readonly Cell[] {
  const [, after = ''] = page.split('<!-- duty states:');
  const rows = after
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim()),
    );
  const end = rows.findIndex(([first = '']) => first === 'Item');
  const [header = [], , ...body] = rows.slice(0, end);
  return body.flatMap(([duty = '', ...texts]) =>
    texts.map((text, index) => ({ duty, column: header[index + 1] ?? '', text })),
  );
}

const table = cells();
const empty = table.filter(({ text }) => text === '–');
const filled = table.filter(({ text }) => text !== '–');

describe('the table of duty states', () => {
  test('has nine rows of duties and nine columns', () => {
    expect(table).toHaveLength(81);
  });

  test.each(filled)('$duty: $column', ({ duty, column, text }) => {
    const expected = [...text.matchAll(/`([A-Z_]+)`/g)].map(([, state]) => state);
    expect(expected.length).toBeGreaterThan(0);
    expect(scenarios[duty]?.[column]?.()).toEqual(expected);
  });

  test('says of every scenario what the law has to do with it', () => {
    const told = Object.entries(scenarios).flatMap(([duty, columns]) =>
      Object.keys(columns).map((column) => `${duty}: ${column}`),
    );
    expect(told.sort()).toEqual(filled.map(({ duty, column }) => `${duty}: ${column}`).sort());
  });

  test('leaves open no cell that the code could reach: those are held by the property tests', () => {
    expect(empty.map(({ duty, column }) => `${duty}: ${column}`)).toEqual([
      ...['Makes overdue', 'Meets late', 'Waives', 'Defers'].map((column) => `GDPR/DOCUMENT: ${column}`),
      ...['Makes overdue', 'Meets late', 'Waives', 'Defers'].map((column) => `GDPR/DOCUMENT of a processor: ${column}`),
      'GDPR/NOTIFY_AUTHORITY: Defers',
      ...['Makes overdue', 'Meets late', 'Waives', 'Defers'].map((column) => `GDPR/COMPLETE_NOTIFICATION: ${column}`),
      ...['Makes overdue', 'Meets late'].map((column) => `GDPR/COMMUNICATE_TO_SUBJECTS: ${column}`),
      ...['Makes overdue', 'Meets late', 'Waives', 'Defers'].map((column) => `GDPR/NOTIFY_CONTROLLERS: ${column}`),
      ...['Waives', 'Not required', 'Opens again', 'Defers'].map((column) => `GDPR/ANSWER_AUTHORITY: ${column}`),
      ...['Not required', 'Defers'].map((column) => `GDPR/COMPLY_WITH_ORDER, an order to inform: ${column}`),
      ...['Waives', 'Not required', 'Opens again', 'Defers'].map(
        (column) => `GDPR/COMPLY_WITH_ORDER, another order: ${column}`,
      ),
    ]);
  });
});
