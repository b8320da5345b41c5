/** What a server sends, one item after the other. */

/** A stream of objects in Node's sense. */
interface Source extends AsyncIterable<unknown> {
  readonly destroyed: boolean;
  read(): unknown;
}

/**
 * Read by hand and not by a generator, and without a promise for what has come already: each costs as much again as all else that is done to an
 * event.
 */
export class Incoming<Item> implements AsyncIterableIterator<Item, undefined> {
  readonly #iterator: AsyncIterator<unknown, unknown>;
  /** Came to its end by itself, or was closed. */
  #isOver = false;

  /** @param itemOf null for what is passed over. @param stop has the server stop sending; called once, unless that came to its end by itself. */
  constructor(
    private readonly source: Source,
    private readonly itemOf: (sent: unknown) => Item | null,
    private readonly faultOf: (error: unknown) => Error,
    private readonly stop: () => void,
  ) {
    this.#iterator = source[Symbol.asyncIterator]();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** What has come already; null where it is to be waited for with `next`, which also tells of the end. Never while `next` is under way. */
  take(): Item | null {
    while (!this.#isOver && !this.source.destroyed) {
      const sent = this.source.read();
      if (sent === null) return null;
      const item = this.itemOf(sent);
      if (item !== null) return item;
    }
    return null;
  }

  /** @throws what `faultOf` makes of the source's error. */
  async next(): Promise<IteratorResult<Item, undefined>> {
    try {
      while (!this.#isOver) {
        const { done, value } = await this.#iterator.next();
        if (done === true) break;
        const item = this.itemOf(value);
        if (item !== null) return { done: false, value: item };
      }
      this.#isOver = true;
      return { done: true, value: undefined };
    } catch (error) {
      throw this.faultOf(error);
    }
  }

  return(): Promise<IteratorReturnResult<undefined>> {
    this.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Idempotent. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.stop();
  }
}
