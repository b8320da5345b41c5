/** Signed heads as a check of the log is held to them. */
import { parseCheckpoint, parseNote, type Checkpoint } from '../../proof/index.js';
import type { SignedHead } from '../signing/head.js';
import type { KnownHead } from './logCheck.js';

/** What a signed note states; null where it is none of a head. Its signatures are not looked at. */
export function checkpointIn(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed === null ? null : parseCheckpoint(parsed.text);
}

export function knownHead({ size, root }: Checkpoint, isOutside: boolean): KnownHead {
  return { size, root: root.toString('base64'), isOutside };
}

/** Heads out of the register's own memory. */
export function ownHeads(signed: readonly SignedHead[]): readonly KnownHead[] {
  return signed.flatMap(({ note }) => {
    const checkpoint = checkpointIn(note);
    return checkpoint === null ? [] : [knownHead(checkpoint, false)];
  });
}
