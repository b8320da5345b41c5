/** What tells a command repeated from another one under its id. */
import { isDeepStrictEqual } from 'node:util';
import type { Static } from '@sinclair/typebox';
import type { commandMark } from '../incident/events/schema.js';
import { canonicalJson, sha256 } from '../proof/index.js';

/** On the first event that a command writes. */
export type CommandMark = Static<typeof commandMark>;

/**
 * @param input without commandId and expectedRevision, which may differ between two tries of one command. An instant counts as it was
 * written, offset included: that is part of what was said.
 * @returns the command's name and SHA-256, in hex, of the input's canonical JSON (RFC 8785).
 * @throws CanonicalJsonError for what no canonical JSON can say, such as a lone surrogate.
 */
export function markOf(name: string, input: object): CommandMark {
  return { name, digest: Buffer.from(sha256(canonicalJson(input))).toString('hex') };
}

/** Whether an event's data says that it was written by this very command. */
export function bears(data: object, mark: CommandMark): boolean {
  return 'command' in data && isDeepStrictEqual(data.command, mark);
}
