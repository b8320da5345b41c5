import { parseInstant, type Instant } from '../../../src/law/instant.js';

export function instant(text: string): Instant {
  const parsed = parseInstant(text);
  if (parsed === null) throw new Error(`no instant: ${text}`);
  return parsed;
}

/** An ordinary day under the GDPR. */
export const at = instant('2026-11-24T12:00:00+01:00');

export const beforeTheGdpr = instant('2018-05-24T23:59:59.999+02:00');
