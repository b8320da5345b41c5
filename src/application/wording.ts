/// <reference lib="es2024.string" />
import type { Refusal } from '../incident/refusal.js';
import { CanonicalJsonError } from '../proof/index.js';
import { markOf, type CommandMark } from './digest.js';
import { COMMAND_ID_CHARACTERS } from './ids.js';

export type Wording =
  { readonly ok: true; readonly mark: CommandMark } | { readonly ok: false; readonly refusal: Refusal };

/**
 * Whether a command can be written down at all: its id is 1 to 200 UTF-16 units, and no text of it holds half of a surrogate pair.
 * @throws CanonicalJsonError for what no door lets through, such as a number that is no safe integer.
 */
export function wordingOf(name: string, input: object, commandId: string): Wording {
  const field = ['commandId'];
  if (commandId.length === 0) return { ok: false, refusal: { code: 'INVALID_INPUT', message: 'blank', field } };
  if (commandId.length > COMMAND_ID_CHARACTERS) {
    const values = { max: COMMAND_ID_CHARACTERS };
    return { ok: false, refusal: { code: 'INVALID_INPUT', message: 'tooLong', values, field } };
  }
  if (!commandId.isWellFormed()) return { ok: false, refusal: notWellFormed(field) };
  try {
    return { ok: true, mark: markOf(name, input) };
  } catch (error) {
    if (!(error instanceof CanonicalJsonError) || error.fault !== 'not well-formed Unicode') throw error;
    return { ok: false, refusal: notWellFormed(pathOf(error.pointer)) };
  }
}

function notWellFormed(field: readonly string[]): Refusal {
  return { code: 'INVALID_INPUT', message: 'notWellFormed', field };
}

/** The members that a JSON Pointer (RFC 6901) names. */
function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}
