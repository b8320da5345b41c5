/** The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162) over SHA-256, grown leaf by leaf. */
import { sha256 } from './sha256.js';

export const HASH_BYTES = 32;
const SIZE_BYTES = 8;

/** SHA-256(00 ‖ entry); a string as UTF-8. */
export function leafHash(entry: string | Uint8Array): Uint8Array {
  if (typeof entry === 'string') return sha256(`\0${entry}`);
  const input = Buffer.allocUnsafe(1 + entry.length);
  input[0] = 0x00;
  input.set(entry, 1);
  return sha256(input);
}

/** SHA-256(01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = Buffer.allocUnsafe(1 + left.length + right.length);
  input[0] = 0x01;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return sha256(input);
}

/** What is needed of a tree to grow it and to tell its root: the roots of its perfect subtrees, the largest first. */
export interface Frontier {
  /** Number of leaves: a safe integer. */
  readonly size: number;
  /** One root of 32 bytes for each binary one of `size`. */
  readonly nodes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, nodes: [] };

/** The frontier with one leaf more. */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): Frontier {
  const nodes = frontier.nodes.slice();
  let node = leaf;
  // Numbers above 2^32 have no bit operators: halving does the same.
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = nodes.pop();
    if (left === undefined) throw new RangeError('A frontier has a node for each binary one of its size');
    node = nodeHash(left, node);
  }
  nodes.push(node);
  return { size: frontier.size + 1, nodes };
}

/** RFC 6962 root (MTH): of no leaf SHA-256 of nothing. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  const last = frontier.nodes.at(-1);
  if (last === undefined) return sha256('');
  return frontier.nodes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** Eight bytes of size, big-endian, then the nodes. */
export function serialiseFrontier(frontier: Frontier): Uint8Array {
  const bytes = Buffer.allocUnsafe(SIZE_BYTES + frontier.nodes.length * HASH_BYTES);
  bytes.writeBigUInt64BE(BigInt(frontier.size));
  frontier.nodes.forEach((node, index) => {
    bytes.set(node, SIZE_BYTES + index * HASH_BYTES);
  });
  return bytes;
}

/** @throws RangeError where the bytes are no frontier: size unsafe, or nodes not as many as the size has binary ones. */
export function parseFrontier(bytes: Uint8Array): Frontier {
  const buffer = Buffer.from(bytes);
  if (buffer.length < SIZE_BYTES) throw new RangeError('A frontier begins with its size in eight bytes');
  const size = Number(buffer.readBigUInt64BE());
  if (!Number.isSafeInteger(size)) throw new RangeError('The size of a frontier is a safe integer');
  const ones = size.toString(2).replaceAll('0', '').length;
  if (buffer.length !== SIZE_BYTES + ones * HASH_BYTES) {
    throw new RangeError('A frontier has a node for each binary one of its size');
  }
  const nodes = Array.from({ length: ones }, (_, index) => {
    const start = SIZE_BYTES + index * HASH_BYTES;
    return buffer.subarray(start, start + HASH_BYTES);
  });
  return { size, nodes };
}
