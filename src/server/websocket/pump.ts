import type { RenderedStream } from '../../graphql/live/shared.js';

/**
 * What graphql-ws is given to iterate over for a subscription: it yields nothing and ends when the subscription ends. What the stream renders goes
 * straight to the socket, each item once the one before has left, so that what a slow client does not take waits in its bounded queue.
 */
export class Pump implements AsyncIterableIterator<never> {
  readonly #stream: RenderedStream;
  readonly #send: (json: Buffer) => Promise<void>;
  readonly #ended: () => void;
  #open = true;

  /** @param ended called once, when nothing more will be sent */
  constructor(stream: RenderedStream, send: (json: Buffer) => Promise<void>, ended: () => void) {
    this.#stream = stream;
    this.#send = send;
    this.#ended = ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Ends with the subscription. @throws where the register ends it, or the socket takes nothing more. */
  async next(): Promise<IteratorReturnResult<undefined>> {
    try {
      for (let told = await this.#stream.next(); this.#open && told.done !== true; told = await this.#stream.next()) {
        await this.#send(told.value.json);
      }
    } catch (error) {
      // Of what the client has left, or the socket's end has cut off, nobody is to hear.
      if (this.#open) throw error;
    } finally {
      await this.return();
    }
    return { done: true, value: undefined };
  }

  /** Ends the subscription, also while `next` is under way. Idempotent. */
  async return(): Promise<IteratorReturnResult<undefined>> {
    if (this.#open) {
      this.#open = false;
      this.#ended();
      await this.#stream.return?.();
    }
    return { done: true, value: undefined };
  }
}
