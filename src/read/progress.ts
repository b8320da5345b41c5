/** How far read models are, compared with the log. */
import type { EventLog, Position } from '../log/port.js';
import type { Checkpoint } from './checkpoint.js';

const LAG_COUNTED = 1_000;

/** How many events of the log are not projected yet, counted up to a thousand. @throws LogError. */
export async function lagOf(log: Pick<EventLog, 'readAll'>, checkpoint: Checkpoint): Promise<number> {
  let count = 0;
  const rest = { after: BigInt(checkpoint.position) as Position, limit: LAG_COUNTED };
  for await (const event of log.readAll(rest)) count += event.position > rest.after ? 1 : 0;
  return count;
}

/** 0 to 100, about: positions have gaps. @param head the last place of the log; null where it is empty or not known. */
export function percentOf({ position }: Checkpoint, head: Position | null): number {
  if (head === null || head === 0n) return 100;
  return Math.min(100, Math.floor((Number(position) / Number(head)) * 100));
}
