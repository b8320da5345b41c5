/** So many at once, in the order of asking. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  readonly #leaving: (() => void)[] = [];
  #taken = 0;

  constructor(private readonly most: number) {}

  async within<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken >= this.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#taken += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes from hand to hand: who comes meanwhile cannot take it.
      if (next !== undefined) next();
      else this.#leave();
    }
  }

  /** Resolves when nothing is at work and nobody waits. */
  async empty(): Promise<void> {
    if (this.#taken > 0) await new Promise<void>((resolve) => this.#leaving.push(resolve));
  }

  #leave(): void {
    this.#taken -= 1;
    if (this.#taken === 0) for (const resolve of this.#leaving.splice(0)) resolve();
  }
}
