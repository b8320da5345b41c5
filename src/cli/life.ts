import { longestLocalLife } from '../identity/localIssuer.js';

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

/** Seconds of a duration such as `90s`, `30m` or `12h`, up to 24 h; null where it is none. */
export function parseLife(text: string): number | null {
  const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const seconds = Number(count) * (units[unit] ?? 0);
  return seconds > 0 && seconds <= longestLocalLife ? seconds : null;
}
