import { epoch, instantAt, isAfter, type Instant } from '../law/instant.js';

/**
 * The register's one clock: UTC to the millisecond, and it never goes back, whatever the machine's clock does. Where that one was set back
 * it stands still until it is caught up with.
 */
export class Clock {
  #last: Instant;

  /**
   * @param system milliseconds since 1970, such as Date.now.
   * @param newest recordedAt of the newest event, which a restart must not fall behind; null where there is none.
   */
  constructor(
    private readonly system: () => number,
    newest: Instant | null,
  ) {
    this.#last = newest ?? instantAt(0);
  }

  now(): Instant {
    const read = Math.trunc(this.system());
    if (read > epoch(this.#last)) this.#last = instantAt(read);
    return this.#last;
  }

  /** At least `floor`: another node's clock, which wrote the stream's last event, may be ahead of this one. */
  nowOrAfter(floor: Instant | null): Instant {
    const now = this.now();
    return floor !== null && isAfter(floor, now) ? floor : now;
  }
}
