import type { Brand } from '../brand.js';
import { remembering } from '../remembering.js';

/**
 * An instant as somebody gave it: RFC 3339 with milliseconds and a mandatory offset, `2023-04-26T17:40:00.000+02:00`. The offset is kept
 * because it is part of what was said; two instants are compared by `epoch`, never as texts.
 */
export type Instant = Brand<string, 'Instant'>;

const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-]\d{2}:\d{2})$/;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Reads an RFC 3339 date-time. Digits beyond the millisecond are cut off.
 * @returns null where it is no such text: no offset, a day that the month does not have, hour 24, a leap second, year 0.
 */
export function parseInstant(text: string): Instant | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', offset = ''] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}`;
  const zone = offset.toUpperCase();
  if (!isCalendarTime(local) || !isOffset(zone) || year === '0000') return null;
  return `${local}${zone}` as Instant;
}

/** Date.parse rolls 30 February over into March; a round trip does not let that pass. */
function isCalendarTime(local: string): boolean {
  const time = Date.parse(`${local}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString() === `${local}Z`;
}

function isOffset(zone: string): boolean {
  if (zone === 'Z') return true;
  return Number(zone.slice(1, 3)) <= 23 && Number(zone.slice(4, 6)) <= 59;
}

/** Of rows of the law and of incidents, which are asked for again and again: about a megabyte. */
const REMEMBERED = 10_000;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const epoch: (instant: Instant) => number = remembering(REMEMBERED, Date.parse);

/** The instant in UTC to the millisecond, of milliseconds since 1970. */
export const instantAt: (milliseconds: number) => Instant = remembering(
  REMEMBERED,
  (milliseconds) => new Date(milliseconds).toISOString() as Instant,
);

/** The same instant in UTC: what the API answers and what documents compare. */
export function inUtc(instant: Instant): Instant {
  return instantAt(epoch(instant));
}

/** Elapsed time later, in UTC: right across clock changes, weekends and holidays. */
export function plus(instant: Instant, milliseconds: number): Instant {
  return instantAt(epoch(instant) + milliseconds);
}

export function isBefore(a: Instant, b: Instant): boolean {
  return epoch(a) < epoch(b);
}

export function isAfter(a: Instant, b: Instant): boolean {
  return epoch(a) > epoch(b);
}
