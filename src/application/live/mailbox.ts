/** What waits for one subscriber, in order: bounded, filled without waiting, read at the subscriber's own pace. */

/** Whichever comes first. An item counts with the bytes of what was recorded. */
export const mailboxLimits = { items: 1_000, bytes: 1_000_000 } as const;

interface Waiting<T> {
  readonly resolve: (item: T | null) => void;
  readonly reject: (error: Error) => void;
}

export class Mailbox<T> {
  #items: { readonly item: T; readonly bytes: number }[] = [];
  #bytes = 0;
  #ended: { readonly error: Error | null } | null = null;
  /** The one who reads, while nothing is there. */
  #waiting: Waiting<T> | null = null;

  /** @param overflow what the subscriber is told when it does not keep up; asked at that moment. */
  constructor(private readonly overflow: () => Error) {}

  get size(): number {
    return this.#items.length;
  }

  /** Beyond the limits the queue is let go of, and `next` throws. */
  put(item: T, bytes: number): void {
    if (this.#ended !== null) return;
    if (this.#waiting !== null) {
      this.#taken(this.#waiting).resolve(item);
      return;
    }
    // One item always fits: an append has bounds of its own.
    const full = this.#items.length >= mailboxLimits.items || this.#bytes + bytes > mailboxLimits.bytes;
    if (full && this.#items.length > 0) {
      this.end(this.overflow());
      return;
    }
    this.#items.push({ item, bytes });
    this.#bytes += bytes;
  }

  /** Nothing more is put in or taken out. @param error thrown by `next`; null where the subscriber left. */
  end(error: Error | null): void {
    this.#ended ??= { error };
    this.#items = [];
    this.#bytes = 0;
    if (this.#waiting !== null) this.#tellEnd(this.#taken(this.#waiting), this.#ended.error);
  }

  /** The next item, waited for; null where the subscriber left. To be called again only after the item before has come. */
  next(): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const waiting = { resolve, reject };
      const first = this.#ended === null ? this.#items.shift() : undefined;
      if (first !== undefined) {
        this.#bytes -= first.bytes;
        resolve(first.item);
      } else if (this.#ended === null) this.#waiting = waiting;
      else this.#tellEnd(waiting, this.#ended.error);
    });
  }

  #taken(waiting: Waiting<T>): Waiting<T> {
    this.#waiting = null;
    return waiting;
  }

  #tellEnd({ resolve, reject }: Waiting<T>, error: Error | null): void {
    if (error === null) resolve(null);
    else reject(error);
  }
}
