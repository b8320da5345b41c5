/** A list of a record by the ids of its entries, written down only where it is not the same as another one. */
import type { Fields } from './fields.js';

/** An entry's id and how it is compared; null where it is not shown. */
export type Entry = readonly [id: string, form: Fields];

export class EntryList {
  /** @param formAt of one and the same entry always answers the same; an id is one entry's. */
  constructor(
    private readonly entries: readonly object[],
    private readonly formAt: (index: number) => Entry | null,
  ) {}

  /** The whole list, by id. */
  fields(): Fields {
    return this.#between(0, this.entries.length);
  }

  /**
   * What is not the same object at the same place in both, counted from either end: a step in a long life changes an entry or two, and
   * whoever walks ten thousand steps cannot write ten thousand entries down at each.
   */
  besides(other: EntryList): { readonly own: Fields; readonly others: Fields } {
    const [ours, theirs] = [this.entries, other.entries];
    const shorter = Math.min(ours.length, theirs.length);
    let first = 0;
    while (first < shorter && ours[first] === theirs[first]) first += 1;
    let last = 0;
    while (last < shorter - first && ours.at(-1 - last) === theirs.at(-1 - last)) last += 1;
    return { own: this.#between(first, ours.length - last), others: other.#between(first, theirs.length - last) };
  }

  #between(from: number, to: number): Fields {
    const shown: Entry[] = [];
    for (let index = from; index < to; index += 1) {
      const entry = this.formAt(index);
      if (entry !== null) shown.push(entry);
    }
    return Object.fromEntries(shown);
  }
}
