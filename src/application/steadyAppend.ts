import { setTimeout as pause } from 'node:timers/promises';
import {
  LogError,
  type AppendResult,
  type EventLog,
  type Expected,
  type NewEvent,
  type StreamName,
} from '../log/port.js';

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 500;

/**
 * Appends, and where the log lost track of whether it wrote, asks again with the same bytes and the same expected revision: the log then
 * finds what it wrote, or writes it.
 * @param patience milliseconds to go on asking.
 * @throws LogError as the log does; UNKNOWN_OUTCOME once the patience is at its end, or where the log closes meanwhile. After one unknown
 * outcome every other fault leaves the outcome unknown too.
 */
export async function steadyAppend(
  log: EventLog,
  stream: StreamName,
  events: readonly NewEvent[],
  expected: Expected,
  patience: number,
): Promise<AppendResult> {
  const giveUpAt = performance.now() + patience;
  let unknown = false;
  for (let wait = FIRST_PAUSE; ; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
    try {
      return await log.append(stream, events, expected);
    } catch (error) {
      const code = error instanceof LogError ? error.code : null;
      unknown ||= code === 'UNKNOWN_OUTCOME';
      if (!unknown) throw error;
      if (code === 'CLOSED' || performance.now() + wait > giveUpAt) {
        throw new LogError('UNKNOWN_OUTCOME', 'The log did not come to say whether it wrote', { cause: error });
      }
    }
    await pause(wait);
  }
}
