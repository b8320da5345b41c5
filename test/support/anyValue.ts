/** Any value that the door lets through, right or wrong: what commands are made of. */
import fc from 'fast-check';
import type { IncidentId } from '../../src/incident/ids.js';
import { noticeId } from '../../src/incident/notices.js';
import { HOUR, instantAt, MINUTE, parseInstant, type Instant } from '../../src/law/instant.js';
import { entry, hour } from './story.js';

/** Instants around the stories, most of them past by then, some of them with an offset, some on the edge of the future. */
export const instants: fc.Arbitrary<Instant> = fc
  .tuple(fc.integer({ min: -100, max: 40 }), fc.constantFrom(0, 1, -1, 5 * MINUTE, HOUR / 2), fc.boolean())
  .map(([hours, milliseconds, summer]) => {
    const utc = hour(hours, milliseconds);
    if (!summer) return utc;
    const shifted = instantAt(Date.parse(utc) + 2 * HOUR).replace('Z', '+02:00');
    return parseInstant(shifted) ?? utc;
  });
export const texts = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), weight: 9 },
  { arbitrary: fc.constantFrom('', ' ', '\u00a0', '{x}', 'raison'), weight: 1 },
);
export const names = fc.oneof(
  { arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }), weight: 1 },
  { arbitrary: fc.constant('C. Petit'), weight: 4 },
);
/** Story events are named by their revision, so most of these are there, and each may be an entry of any kind. */
export const ids = fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 5 })).map(entry);
/** The incident of every story. */
export const storyId = '11111111-1111-4111-8111-111111111111' as IncidentId;
export const noticeIds = fc.constantFrom('c-1', 'c-2', 'c-9').map((key) => noticeId(storyId, key));
export const flags = fc.boolean();
export const unknown = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { freq: 4 });
export const contacts = fc.record({ name: names, email: unknown(names), phone: unknown(names) });
export const deciders = fc.record({
  name: fc.oneof(names, fc.constant('A. Martin')),
  capacity: fc.constantFrom('DPO', 'directrice', 'DPO', ''),
});
export const parties = fc.record({
  name: names,
  contact: unknown(names),
  reference: unknown(names),
  informedAt: unknown(instants),
});
export const someOf = <T extends string>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);
export const oneOf = <T extends string>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
