/** A signed head of a log, as far as a policy believes it. */
import { isUtf8 } from 'node:buffer';
import { parseCheckpoint, parseNote, SIGNATURE, verifyNote, type Checkpoint } from '../proof/index.js';
import type { FaultCode } from './faults.js';
import type { Policy } from './policy.js';

export interface Head extends Checkpoint {
  /** The whole note, word for word. */
  readonly text: string;
  /** Names of the log's keys that signed. */
  readonly signedBy: readonly string[];
  /** Seconds since 1970 that witnesses stated, by the policy's names. */
  readonly times: ReadonlyMap<string, number>;
}

/** The last second that RFC 3339 can write. */
const LAST_SECOND = 253_402_300_799;

/** The head, or why it is not to be believed. */
export function openHead(bytes: Buffer, policy: Policy): Head | FaultCode {
  const note = isUtf8(bytes) ? parseNote(bytes.toString('utf8')) : null;
  if (note === null) return 'CHECKPOINT_MALFORMED';
  const verified = verifyNote(note, [...policy.logs, ...policy.witnesses.values()]);
  if (verified === null) return 'CHECKPOINT_NOT_SIGNED';
  const signedBy = verified.filter(({ verifier }) => verifier.type === SIGNATURE).map(({ verifier }) => verifier.name);
  if (signedBy.length === 0) return 'CHECKPOINT_NOT_SIGNED';
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint === null) return 'CHECKPOINT_MALFORMED';
  // A log signs under the name of its origin (C2SP tlog-checkpoint): another log's head is none of this one's.
  if (!signedBy.includes(checkpoint.origin)) return 'CHECKPOINT_NOT_SIGNED';
  const times = new Map<string, number>();
  for (const [name, witness] of policy.witnesses) {
    const time = verified.find(({ verifier }) => verifier === witness)?.time ?? null;
    if (time !== null && time <= LAST_SECOND) times.set(name, time);
  }
  return { ...checkpoint, text: bytes.toString('utf8'), signedBy: [...new Set(signedBy)], times };
}
