/** Those who wait until rows up to a position are visible, in the order of positions: each batch looks at the first ones only. */
import { positionText } from './tables.js';

interface Waiter {
  readonly position: string;
  readonly done: (reached: boolean) => void;
}

export class Waiting {
  /** Ascending. */
  readonly #waiters: Waiter[] = [];

  /** Resolves true when `reach` passes the position, false after so many milliseconds. */
  wait(position: bigint, milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#leave(waiter);
        resolve(false);
      }, milliseconds);
      const waiter: Waiter = {
        position: positionText(position),
        done: (reached) => {
          clearTimeout(timer);
          resolve(reached);
        },
      };
      this.#waiters.splice(this.#placeAfter(waiter.position), 0, waiter);
    });
  }

  /** @param position as in the tables: rows up to it are visible. */
  reach(position: string): void {
    const passed = this.#waiters.splice(0, this.#placeAfter(position));
    for (const { done } of passed) done(true);
  }

  /** Nobody waits any longer: nothing will come. */
  end(): void {
    for (const { done } of this.#waiters.splice(0)) done(false);
  }

  #leave(waiter: Waiter): void {
    const place = this.#waiters.indexOf(waiter);
    if (place >= 0) this.#waiters.splice(place, 1);
  }

  /** How many are at or before a position. Most come in order: the search is short. */
  #placeAfter(position: string): number {
    let [low, high] = [0, this.#waiters.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#waiters[middle];
      if (at !== undefined && at.position <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
