/** A Merkle tree (RFC 6962) with all its perfect subtrees kept, for proofs: 64 bytes a leaf. */
import { HASH_BYTES, nodeHash } from './merkle.js';
import { sha256 } from './sha256.js';

const FIRST_HASHES = 64;

export class HashTree {
  readonly #levels: Hashes[] = [];

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  /** @param leaf leaf hash, 32 bytes. */
  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let height = 0; ; height += 1) {
      const level = (this.#levels[height] ??= new Hashes());
      level.push(hash);
      if (level.length % 2 === 1) return;
      hash = nodeHash(level.at(level.length - 2), level.at(level.length - 1));
    }
  }

  /**
   * Root over the leaves `from` (inclusive) to `to` (exclusive); of none SHA-256 of nothing. A range as proofs and roots ask for it is found in
   * logarithmic time. @throws RangeError beyond the tree.
   */
  root(from = 0, to = this.size): Uint8Array {
    if (from < 0 || to > this.size || from > to) throw new RangeError('The tree has no such leaves');
    const leaves = to - from;
    if (leaves === 0) return sha256('');
    const height = Math.log2(leaves);
    if (Number.isInteger(height) && from % leaves === 0) return this.#level(height).at(from / leaves);
    const left = 2 ** (Math.ceil(height) - 1);
    return nodeHash(this.root(from, from + left), this.root(from + left, to));
  }

  #level(height: number): Hashes {
    const level = this.#levels[height];
    if (level === undefined) throw new RangeError('The tree has no such leaves');
    return level;
  }
}

/** Hashes one behind the other in one buffer that doubles. */
class Hashes {
  #bytes = Buffer.allocUnsafe(FIRST_HASHES * HASH_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(hash: Uint8Array): void {
    const end = this.#length * HASH_BYTES;
    if (end === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes, Buffer.allocUnsafe(end)]);
    this.#bytes.set(hash, end);
    this.#length += 1;
  }

  at(index: number): Buffer {
    if (index >= this.#length) throw new RangeError('The tree has no such leaves');
    return this.#bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}
