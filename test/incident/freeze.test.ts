import { foldIncident } from '../../src/incident/fold.js';
import { deepFreeze, freezeSuccessor } from '../../src/incident/freeze.js';
import type { IncidentId } from '../../src/incident/ids.js';
import { detected, entry, measure, noted, recordedEvents, step, withdrawn } from '../support/story.js';

const id = '11111111-1111-4111-8111-111111111111' as IncidentId;

function frozenThroughout(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(frozenThroughout);
}

const item = (name: string) => ({ name, marks: [{ by: name }] });

describe('the successor of a frozen state is frozen throughout', () => {
  const before = deepFreeze({ list: ['a', 'b', 'c'].map(item), single: item('d') });
  const [a, b, c] = before.list;

  test.each([
    ['nothing changed', { ...before, list: [a, b, c] }],
    ['the very list', { ...before }],
    ['an entry changed in its place', { ...before, list: [a, item('b'), c] }],
    ['an entry that keeps parts of the old one', { ...before, list: [a, { ...item('b'), before: b }, c] }],
    ['entries added', { ...before, list: [a, b, c, item('d'), item('e')] }],
    ['entries added in front: all others moved', { ...before, list: [item('z'), a, b, c] }],
    ['entries gone', { ...before, list: [a] }],
    ['a list where none was', { ...before, more: [item('f')] }],
    ['a list in the place of a value', { ...before, single: [item('g')] }],
    ['a value in the place of a list', { ...before, list: item('h') }],
    ['another value', { ...before, single: item('i') }],
  ])('%s', (_what, after) => {
    expect(freezeSuccessor(after, before)).toBe(after);
    expect(frozenThroughout(after)).toBe(true);
  });
});

test('what stands where it stood is not looked at, however many there are', () => {
  const untouchable = new Proxy(
    {},
    {
      isExtensible: () => {
        throw new Error('it was looked at');
      },
    },
  );
  const list = Object.freeze(Array.from({ length: 100 }, () => untouchable));
  const after = freezeSuccessor({ list: [...list, { name: 'new' }] }, { list });
  expect(after.list.map((part) => part !== untouchable && Object.isFrozen(part)).filter(Boolean)).toEqual([true]);
  expect(() => freezeSuccessor({ list: [{ name: 'new' }, ...list] }, { list })).toThrow('it was looked at');
});

test('a fold of one event shares every entry with the state before but the one that it changed', () => {
  const events = recordedEvents([
    step(0, detected()),
    step(1, measure()),
    step(2, noted()),
    step(3, noted()),
    step(4, withdrawn(entry(2))),
  ]);
  const before = foldIncident(id, events.slice(0, 4));
  const after = foldIncident(id, events.slice(4), before);
  expect(after?.measures[0]).toBe(before?.measures[0]);
  expect(after?.notes[0]).not.toBe(before?.notes[0]);
  expect(after?.notes[1]).toBe(before?.notes[1]);
  expect(frozenThroughout(after)).toBe(true);
});
