import { Clock } from '../../src/application/clock.js';
import { instantAt, parseInstant, type Instant } from '../../src/law/instant.js';

function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(text);
  return instant;
}

describe('the clock of the register', () => {
  test('stands still while the clock of the machine is set back, and goes on once that one has caught up', () => {
    const machine = [5_000, 4_000, 4_999, 5_001];
    const clock = new Clock(() => machine.shift() ?? 0, null);
    expect([clock.now(), clock.now(), clock.now(), clock.now()]).toEqual([5_000, 5_000, 5_000, 5_001].map(instantAt));
  });

  test('never falls behind the newest event of the log', () => {
    const newest = at('2026-11-24T15:00:00.000Z');
    expect(new Clock(() => Date.parse('2026-11-24T14:59:59.999Z'), newest).now()).toBe(newest);
  });

  test('is never behind the last event of a stream that a node with a clock ahead wrote', () => {
    const clock = new Clock(() => Date.parse('2026-11-24T15:00:00.000Z'), null);
    expect(clock.nowOrAfter(at('2026-11-24T15:00:02.000Z'))).toBe('2026-11-24T15:00:02.000Z');
    expect(clock.nowOrAfter(at('2026-11-24T14:00:00.000Z'))).toBe('2026-11-24T15:00:00.000Z');
    expect(clock.now()).toBe('2026-11-24T15:00:00.000Z');
  });

  test('tells UTC to the whole millisecond', () => {
    expect(new Clock(() => 1_700_000_000_000.9, null).now()).toBe('2023-11-14T22:13:20.000Z');
  });
});
