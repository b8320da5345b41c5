import type { Decided, Refusal, UserErrorCode } from '../refusal.js';
import type { MessageKey } from '../texts/messages.js';

/** Field names and indexes that lead into a command's input. */
export type Path = readonly string[];

/** One refusal or warning. */
export function refusal(
  code: UserErrorCode,
  message: MessageKey,
  field?: Path,
  values?: Readonly<Record<string, string | number>>,
): Refusal {
  return { code, message, ...(field === undefined ? {} : { field }), ...(values === undefined ? {} : { values }) };
}

/** What a command comes to: its events, unless something stands against it. */
export function decided<Body>(
  refusals: readonly Refusal[],
  events: () => readonly Body[],
  warnings: readonly Refusal[] = [],
): Decided<Body> {
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, events: events(), warnings };
}

/** The codes of what stood against an act that took place all the same, each once: how an event keeps them. */
export function irregularitiesOf(refusals: readonly Refusal[]): string[] {
  return [...new Set(refusals.map(({ code }) => code))];
}
