import type { Refusal } from '../../../src/incident/refusal.js';
import { asHappened, irregularitiesIn } from '../../support/commands.js';
import { given } from '../../support/spec.js';
import { cell, tableIn, type Row } from '../../support/tables.js';
import { now, refusedInputs, warned, type Case } from './cases.js';

/** A cell of a table: one message about one field of one command. */
const nameOf = (command: string, message: string, field: string): string => `${command} / ${message} / ${field}`;
const told = ({ command, message, field }: Case): string => nameOf(command.name, message, field);
const cellsOf = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap((row) =>
    cell(row, 'Fields')
      .split(',')
      .map((field) => nameOf(cell(row, 'Command'), cell(row, 'Message'), field.trim())),
  );
const rowOf = (rows: readonly Row[], { command, message }: Case): Row | undefined =>
  rows.find((row) => cell(row, 'Command') === command.name && cell(row, 'Message') === message);
const named = (cases: readonly Case[]) => cases.map((example) => ({ example, name: told(example) }));
const fieldOf = ({ field }: Refusal): string => (field ?? []).join('.');

describe('what an input gets wrong', () => {
  const rows = tableIn('commands.md', 'refusals by input');

  test('is tried in every cell of the table, and nowhere else', () => {
    expect([...new Set(refusedInputs.map(told))].sort()).toEqual([...cellsOf(rows)].sort());
  });

  test.each(named(refusedInputs))('$name is refused', ({ example }) => {
    const { refusals } = given(...example.given).when(example.command, now);
    const row = rowOf(rows, example);
    const found = refusals.find(({ message }) => message === example.message);
    expect([...refusals.map(({ message }) => message)].sort()).toEqual([...example.also, example.message].sort());
    expect(found?.code).toBe(row === undefined ? null : cell(row, 'Code'));
    expect(found === undefined ? null : fieldOf(found)).toBe(example.field);
  });

  const happenings = refusedInputs.filter((example) => rowOf(rows, example)?.['recordAsHappened'] !== '–');
  const kept = happenings.filter((example) => rowOf(rows, example)?.['recordAsHappened'] === 'kept');

  test('is kept as an irregularity or refused all the same, for the commands that record what happened', () => {
    expect([...new Set(happenings.map(({ command }) => command.name))]).toEqual([
      'recordMeasure',
      'notifyCnil',
      'notifySubjects',
      'notifyControllers',
      'acknowledgeControllerNotice',
    ]);
  });

  test.each(named(happenings.filter((example) => !kept.includes(example))))(
    '$name is refused even if said to have happened',
    ({ example }) => {
      const { refusals } = given(...example.given).when(asHappened(example.command), now);
      expect([...refusals.map(({ message }) => message)].sort()).toEqual([...example.also, example.message].sort());
    },
  );

  test.each(named(kept))('$name is recorded as it happened, and stays on the record', ({ example }) => {
    const spec = given(...example.given)
      .when(asHappened(example.command), now)
      .warns(example.message);
    expect(irregularitiesIn(spec.events.at(-1))).toEqual(spec.warnings.map(({ code }) => code));
  });
});

describe('what an input lets wonder', () => {
  const rows = tableIn('commands.md', 'warnings');

  test('is tried in every cell of the table, and nowhere else', () => {
    expect([...new Set(warned.map(told))].sort()).toEqual([...cellsOf(rows)].sort());
  });

  test.each(named(warned))('$name is a warning', ({ example }) => {
    const { warnings } = given(...example.given)
      .when(example.command, now)
      .warns(example.message);
    const row = rowOf(rows, example);
    expect(warnings.map(({ code }) => code)).toEqual([row === undefined ? null : cell(row, 'Code')]);
    expect(warnings.map(fieldOf)).toEqual([example.field]);
  });
});
