/** A page that is open: what tests read from streams, and the ring that they ring themselves. */
import type { Stream, Subscribed } from '../../../src/application/live/live.js';
import type { Ticker } from '../../../src/application/live/ticker.js';

/** A ticker that rings when it is told to. */
export interface Bell extends Ticker {
  ring(times?: number): void;
  readonly rung: number;
}

export function aBell(): Bell {
  const rings = new Set<() => void>();
  return {
    every: (_ms, ring) => {
      rings.add(ring);
      return () => {
        rings.delete(ring);
      };
    },
    ring: (times = 1) => {
      for (let time = 0; time < times; time += 1) for (const ring of rings) ring();
    },
    get rung() {
      return rings.size;
    },
  };
}

/** The stream, where it was granted. */
export function granted<T>(subscribed: Subscribed<T>): Stream<T> {
  if (!subscribed.ok) throw new Error(`refused: ${subscribed.reason}`);
  return subscribed.stream;
}

/** The next item; throws where the stream has ended. */
export async function nextOf<T>(stream: Stream<T>): Promise<T> {
  const told = await stream.next();
  if (told.done === true) throw new Error('the stream has ended');
  return told.value;
}

/** Items up to the first that `isLast`, with it. */
export async function until<T>(stream: Stream<T>, isLast: (item: T) => boolean): Promise<readonly T[]> {
  const items: T[] = [];
  for (;;) {
    const item = await nextOf(stream);
    items.push(item);
    if (isLast(item)) return items;
  }
}

/** Whether an item does not come by itself, however often the event loop comes round. */
export async function isQuiet(next: Promise<unknown>): Promise<boolean> {
  const rounds = new Promise<'quiet'>((resolve) => {
    let left = 20;
    const round = () => {
      left -= 1;
      if (left === 0) resolve('quiet');
      else setImmediate(round);
    };
    round();
  });
  return (await Promise.race([next, rounds])) === 'quiet';
}

/** What is there to be read at once; then leaves. */
export async function drained<T>(stream: Stream<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for (let next = stream.next(); !(await isQuiet(next)); next = stream.next()) {
    const told = await next;
    if (told.done === true) break;
    items.push(told.value);
  }
  await stream.return?.();
  return items;
}
