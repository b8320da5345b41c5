/** Catch-up and live delivery out of one source, the log itself: no seam at which an event could be lost or doubled. */
import { setImmediate as turn } from 'node:timers/promises';
import type { CaughtUp, RecordedEvent, SubscribeOptions } from '../port.js';
import { PAGE_EVENTS_MAX, positionNumber, type Reader } from './reader.js';
import { recordedEvent } from './statements.js';

/** Wakes those who wait for the next commit, or for the end. */
export class Bell {
  readonly #waiting = new Set<() => void>();

  ring(): void {
    const woken = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of woken) wake();
  }

  /** Resolves at the next ring or when the signal aborts, and leaves no listener behind. */
  async next(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }
}

/**
 * A slow consumer costs a place in the log and at most one page, never a queue: events are read again for it when it asks. CaughtUp comes
 * at the first end of the log, and again at each end after a full page.
 */
export async function* subscribe(
  reader: Reader,
  bell: Bell,
  isClosed: () => boolean,
  { after, signal }: SubscribeOptions,
): AsyncGenerator<RecordedEvent | CaughtUp, void> {
  const ended = () => signal.aborted || isClosed();
  let last = after === undefined ? 0 : positionNumber(after);
  let behind = true;
  while (!ended()) {
    const rows = reader.pageAfter(last, PAGE_EVENTS_MAX);
    for (const row of rows) {
      if (ended()) return;
      last = row.position;
      yield recordedEvent(row);
    }
    if (rows.length >= PAGE_EVENTS_MAX) behind = true;
    if (rows.length > 0) {
      await turn();
    } else if (behind) {
      behind = false;
      yield { caughtUp: true };
    } else {
      // Nothing can have been committed since the page was read: both happen in one turn.
      await bell.next(signal);
    }
  }
}
