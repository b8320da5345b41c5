/** Inclusion and consistency, held to the reference tree of Certificate Transparency (RFC 6962) and to every tree up to 40 leaves. */
import * as fc from 'fast-check';
import {
  HashTree,
  appendLeaf,
  consistencyPath,
  emptyFrontier,
  frontierRoot,
  inclusionPath,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from '../../src/proof/index.js';

const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const reference = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const sound = new Uint8Array(32);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const rootOf = (leaves: readonly Uint8Array[]) => frontierRoot(leaves.reduce(appendLeaf, emptyFrontier));
const over = (leaves: readonly Uint8Array[]) => (from: number, to: number) => rootOf(leaves.slice(from, to));

test('the reference tree’s published proofs come out', () => {
  expect(inclusionPath(1, 5, over(reference)).map(hex)).toEqual([
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
  expect(inclusionPath(5, 8, over(reference)).map(hex)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  expect(consistencyPath(6, 8, over(reference)).map(hex)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

describe('every tree up to 40 leaves', () => {
  const leaves = Array.from({ length: 40 }, (_, index) => leafHash(`leaf ${index}`));
  const roots = Array.from({ length: 41 }, (_, size) => rootOf(leaves.slice(0, size)));
  const root = (size: number) => roots[size] ?? new Uint8Array();
  const leaf = (index: number) => leaves[index] ?? new Uint8Array();

  test('every leaf is proven to be in it, and nowhere else', () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = inclusionPath(index, size, over(leaves));
        expect(verifyInclusion(leaf(index), index, size, path, root(size))).toBe(true);
        const wrong = [
          verifyInclusion(leaf((index + 1) % 40), index, size, path, root(size)),
          verifyInclusion(leaf(index), index, size, path, root(size === 40 ? 39 : size + 1)),
          verifyInclusion(leaf(index), index, size, [...path, root(1)], root(size)),
          verifyInclusion(leaf(index), size, size, path, root(size)),
          ...path.map((_, at) => verifyInclusion(leaf(index), index, size, path.toSpliced(at, 1), root(size))),
          ...path.map((_, at) => verifyInclusion(leaf(index), index, size, path.with(at, root(0)), root(size))),
        ];
        expect(wrong).not.toContain(true);
      }
    }
  });

  test('every tree is proven to extend every smaller one, and no other', () => {
    for (let newer = 1; newer <= 40; newer += 1) {
      for (let older = 1; older <= newer; older += 1) {
        const proof = consistencyPath(older, newer, over(leaves));
        const small = { size: older, root: root(older) };
        const large = { size: newer, root: root(newer) };
        expect(verifyConsistency(small, large, proof)).toBe(true);
        const wrong = [
          verifyConsistency({ ...small, root: root(0) }, large, proof),
          verifyConsistency(small, { ...large, root: root(0) }, proof),
          verifyConsistency(small, large, [...proof, root(0)]),
          ...proof.map((_, at) => verifyConsistency(small, large, proof.toSpliced(at, 1))),
          ...proof.map((_, at) => verifyConsistency(small, large, proof.with(at, root(0)))),
        ];
        expect(wrong).not.toContain(true);
      }
    }
  });

  test('from an empty tree, of unsafe sizes and of hashes of other lengths nothing is proven', () => {
    const proof = consistencyPath(3, 8, over(leaves));
    expect(verifyConsistency({ size: 0, root: root(0) }, { size: 8, root: root(8) }, [])).toBe(false);
    expect(verifyConsistency({ size: 3.5, root: root(3) }, { size: 8, root: root(8) }, proof)).toBe(false);
    expect(verifyConsistency({ size: 3, root: root(3) }, { size: 2 ** 60, root: root(8) }, proof)).toBe(false);
    expect(verifyInclusion(leaf(0).subarray(1), 0, 1, [], root(1))).toBe(false);
    expect(verifyInclusion(leaf(0), 0, 2, [leaf(1).subarray(1)], root(2))).toBe(false);
  });
});

test('whatever is shown for a proof, of any length and any size, is answered and never a fault', () => {
  const hash = fc.uint8Array({ minLength: 0, maxLength: 70 });
  const size = fc.oneof(
    fc.integer({ min: -2, max: 80 }),
    fc.constantFrom(2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1, 2 ** 53, 2 ** 64, Number.NaN, Infinity, 1.5),
  );
  const path = fc.oneof(fc.array(hash, { maxLength: 70 }), fc.array(fc.constant(sound), { maxLength: 70 }));
  fc.assert(
    fc.property(size, size, fc.oneof(hash, fc.constant(sound)), hash, path, (one, other, root, leaf, hashes) => {
      // No chance finds a preimage: but for a tree of one leaf, or two heads that are one, nothing is proven.
      const isBare = hashes.length === 0 && root.length === 32;
      const only = isBare && one === 0 && other === 1 && Buffer.compare(leaf, root) === 0;
      expect(verifyInclusion(leaf, one, other, hashes, root)).toBe(only);
      const same = isBare && one === other && one > 0 && Number.isSafeInteger(one);
      expect(verifyConsistency({ size: one, root }, { size: other, root }, hashes)).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

test('a tree that keeps its subtrees has the root of every range that a proof asks for, as it grows', () => {
  const leaves = Array.from({ length: 70 }, (_, index) => leafHash(`leaf ${index}`));
  const tree = new HashTree();
  expect(hex(tree.root())).toBe(hex(rootOf([])));
  for (const leaf of leaves) {
    tree.append(leaf);
    expect(hex(tree.root())).toBe(hex(rootOf(leaves.slice(0, tree.size))));
  }
  const kept = (from: number, to: number) => tree.root(from, to);
  for (const [older, newer] of [
    [1, 70],
    [33, 70],
    [64, 65],
    [31, 47],
  ] as const) {
    expect(consistencyPath(older, newer, kept).map(hex)).toEqual(consistencyPath(older, newer, over(leaves)).map(hex));
    expect(inclusionPath(older, newer, kept).map(hex)).toEqual(inclusionPath(older, newer, over(leaves)).map(hex));
  }
  expect(() => tree.root(0, 71)).toThrow(RangeError);
});
