import type { Refusal } from '../refusal.js';
import { refusal, type Path } from './refusal.js';

/** Whether a text says nothing: absent, null, or white space alone. */
export function isBlank(text: string | null | undefined): boolean {
  return (text ?? '').trim() === '';
}

/** Refuses a text that must say something. */
export function blank(field: Path, text: string): readonly Refusal[] {
  return isBlank(text) ? [refusal('INVALID_INPUT', 'blank', field)] : [];
}

/** Refuses a step without its reasons. */
export function withoutReasons(field: Path, reasons: string): readonly Refusal[] {
  return isBlank(reasons) ? [refusal('REASONS_REQUIRED', 'reasonsRequired', field)] : [];
}

/** Refuses a decider without a name or a capacity; none at all is none to refuse. */
export function namelessDecider(
  field: Path,
  decider: { readonly name: string; readonly capacity: string } | null | undefined,
): readonly Refusal[] {
  if (decider === null || decider === undefined) return [];
  return [...blank([...field, 'name'], decider.name), ...blank([...field, 'capacity'], decider.capacity)];
}

/** Refuses a contact or party without a name. */
export function nameless(field: Path, named: { readonly name: string } | null | undefined): readonly Refusal[] {
  return named === null || named === undefined ? [] : blank([...field, 'name'], named.name);
}
