/** Inclusion and consistency in the Merkle tree of RFC 6962, built and verified as RFC 9162 sections 2.1.3 and 2.1.4 say. */
import { HASH_BYTES, nodeHash } from './merkle.js';

/** A proof of a tree of 2^53 leaves has no more hashes. */
export const PROOF_HASHES_MAX = 63;

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/**
 * Whether a leaf is number `index` of the tree of `size` leaves and this root (RFC 9162 section 2.1.3.2).
 * @param path the leaf's sibling first, the root's child last; other lengths than 32 bytes and numbers too many are refused.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (!isHash(leaf) || !isHash(root) || !path.every(isHash)) return false;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(hash, root);
}

/**
 * Whether the tree of `newer` leaves is the one of `older` leaves with more at its end (RFC 9162 section 2.1.4.2). From an empty tree nothing
 * is proven: false.
 */
export function verifyConsistency(
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  const sound = [older, newer].every(({ size, root }) => Number.isSafeInteger(size) && size > 0 && isHash(root));
  if (!sound || older.size > newer.size || !proof.every(isHash)) return false;
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root);
  const [first, ...rest] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let at = older.size - 1;
  let last = newer.size - 1;
  while (at % 2 === 1) {
    at = (at - 1) / 2;
    last = Math.floor(last / 2);
  }
  let rootOfOlder = first;
  let rootOfNewer = first;
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      rootOfOlder = nodeHash(hash, rootOfOlder);
      rootOfNewer = nodeHash(hash, rootOfNewer);
      while (at % 2 === 0 && at !== 0) {
        at /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      rootOfNewer = nodeHash(rootOfNewer, hash);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && same(rootOfOlder, older.root) && same(rootOfNewer, newer.root);
}

function isPowerOfTwo(size: number): boolean {
  return Number.isInteger(Math.log2(size));
}

/** Root of the leaves `from` (inclusive) to `to` (exclusive): of a subtree as the proofs below ask for it. */
export type SubtreeRoot = (from: number, to: number) => Uint8Array;

/** The path of leaf `index` in the tree of `size` leaves (RFC 6962 section 2.1.1). @throws RangeError where there is no such leaf. */
export function inclusionPath(index: number, size: number, subtree: SubtreeRoot): readonly Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('No such leaf in the tree');
  const path: Uint8Array[] = [];
  let from = 0;
  let to = size;
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.push(subtree(middle, to));
      to = middle;
    } else {
      path.push(subtree(from, middle));
      from = middle;
    }
  }
  return path.reverse();
}

/** What proves that the tree of `newer` leaves extends that of `older` (RFC 6962 section 2.1.2). @throws RangeError unless 0 < older ≤ newer. */
export function consistencyPath(older: number, newer: number, subtree: SubtreeRoot): readonly Uint8Array[] {
  if (!Number.isSafeInteger(older) || older < 1 || older > newer) throw new RangeError('No such sizes');
  const path: Uint8Array[] = [];
  let from = 0;
  let to = newer;
  let whole = true;
  while (older !== to) {
    const middle = from + split(to - from);
    if (older <= middle) {
      path.push(subtree(middle, to));
      to = middle;
    } else {
      path.push(subtree(from, middle));
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.push(subtree(from, to));
  return path.reverse();
}

/** The largest power of two below a number of leaves above one. */
function split(leaves: number): number {
  const power = 2 ** Math.floor(Math.log2(leaves));
  return power === leaves ? power / 2 : power;
}
