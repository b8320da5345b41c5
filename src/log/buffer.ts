import { setImmediate as turn } from 'node:timers/promises';

/** Between one who reads the log and one who projects it: bounded, so that the reader waits for the projector. */
export class Buffer<T> {
  #items: T[] = [];
  #weight = 0;
  #ended = false;
  #wake: (() => void) | null = null;

  /** @param room the sum of weights from which on the one who puts has to wait. */
  constructor(private readonly room: number) {}

  /** Resolves when there is room for more, or at the end. */
  async put(item: T, weight: number): Promise<void> {
    this.#items.push(item);
    this.#weight += weight;
    this.#ring();
    while (this.#weight >= this.room && !this.#ended) await this.#next();
  }

  /**
   * Everything that is there; waits until there is something where `wait` says so, and turns of the event loop more for as long as each brings
   * some: what was committed together gathers, and what is read page by page. Empty at the end.
   */
  async take(wait: boolean): Promise<readonly T[]> {
    while (wait && this.#items.length === 0 && !this.#ended) await this.#next();
    let seen: number;
    do {
      seen = this.#items.length;
      await turn();
    } while (this.#items.length > seen && this.#weight < this.room && !this.#ended);
    const items = this.#items;
    this.#items = [];
    this.#weight = 0;
    this.#ring();
    return items;
  }

  get ended(): boolean {
    return this.#ended && this.#items.length === 0;
  }

  /** No more will come, and nobody waits any longer. */
  end(): void {
    this.#ended = true;
    this.#ring();
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      const others = this.#wake;
      this.#wake = () => {
        others?.();
        resolve();
      };
    });
  }

  #ring(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
