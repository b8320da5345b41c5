/** What waits for one subscriber, in order: bounded, filled without waiting, read at the subscriber's own pace. */
import { Wake } from './wake.js';

/** Whichever comes first. An item counts with the bytes of what was recorded. */
export const mailboxLimits = { items: 1_000, bytes: 1_000_000 } as const;

export class Mailbox<T> {
  #items: { readonly item: T; readonly bytes: number }[] = [];
  #bytes = 0;
  #ended: { readonly error: Error | null } | null = null;
  readonly #wake = new Wake();

  /** @param overflow what the subscriber is told when it does not keep up; asked at that moment. */
  constructor(private readonly overflow: () => Error) {}

  get size(): number {
    return this.#items.length;
  }

  /** Beyond the limits the queue is let go of, and `next` throws. */
  put(item: T, bytes: number): void {
    if (this.#ended !== null) return;
    // One item always fits: an append has bounds of its own.
    const full = this.#items.length >= mailboxLimits.items || this.#bytes + bytes > mailboxLimits.bytes;
    if (full && this.#items.length > 0) {
      this.end(this.overflow());
      return;
    }
    this.#items.push({ item, bytes });
    this.#bytes += bytes;
    this.#wake.ring();
  }

  /** Nothing more is put in or taken out. @param error thrown by `next`; null where the subscriber left. */
  end(error: Error | null): void {
    this.#ended ??= { error };
    this.#items = [];
    this.#bytes = 0;
    this.#wake.ring();
  }

  /** The next item, waited for; null where the subscriber left. */
  async next(): Promise<T | null> {
    for (;;) {
      if (this.#ended?.error != null) throw this.#ended.error;
      if (this.#ended !== null) return null;
      const first = this.#items.shift();
      if (first !== undefined) {
        this.#bytes -= first.bytes;
        return first.item;
      }
      await this.#wake.next();
    }
  }
}
