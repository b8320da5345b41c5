/** Between which two heads an event was sealed, by the time that whoever cosigned them states. */
import type { Head } from './heads.js';
import type { Envelope } from './envelopes.js';

interface Timed {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export class Brackets {
  readonly #timed: readonly Timed[];
  readonly #skew: number;

  /** @param skewSeconds by which clocks may differ. */
  constructor(heads: readonly Head[], skewSeconds: number) {
    this.#timed = heads
      .flatMap(({ size, times }) => (times.size === 0 ? [] : [{ size, time: Math.max(...times.values()) * 1_000 }]))
      .sort((a, b) => a.size - b.size);
    this.#skew = skewSeconds * 1_000;
  }

  get known(): boolean {
    return this.#timed.length > 0;
  }

  /** Whether the event says that it was recorded before a head that it is not in, or after one that it is in. */
  contradict({ at, seq }: Envelope): boolean {
    const recorded = Date.parse(at);
    return this.#timed.some(({ size, time }) =>
      size <= seq ? recorded < time - this.#skew : recorded > time + this.#skew,
    );
  }
}
