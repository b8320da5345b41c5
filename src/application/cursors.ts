/** Places in lists as clients hold them: sealed, and good for the one list that gave them out. */
import { Sealing } from './sealing.js';

/** Where an entry lies in its list: by what the list is ordered by, then by the order in which the entries came into being. */
export interface Place {
  /** Milliseconds since 1970 where the list is ordered by instants; 0 in a list that is only added to. */
  readonly at: number;
  /** Whole and not negative, unique in the list; it stays the entry's for good. */
  readonly number: number;
}

export class Cursors {
  readonly #sealing: Sealing;

  constructor(secret: Uint8Array | string) {
    this.#sealing = new Sealing(secret, 'cursor/v1', 16);
  }

  /** @param list names the list with its incident, its order and its filter. */
  seal(list: string, { at, number }: Place): string {
    const plain = Buffer.alloc(16);
    plain.writeDoubleBE(at, 0);
    plain.writeDoubleBE(number, 8);
    return this.#sealing.seal(plain, list);
  }

  /** Null for what this list has not given out. */
  open(list: string, cursor: string): Place | null {
    const plain = this.#sealing.open(cursor, list);
    return plain === null ? null : { at: plain.readDoubleBE(0), number: plain.readDoubleBE(8) };
  }
}
