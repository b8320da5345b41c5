/** The probes of transparency-dev/merkle (test/fixtures/merkle-probes.json): 196 proofs, all but 12 of them damaged in some way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyConsistency, verifyInclusion } from '../../src/proof/index.js';

interface Inclusion {
  readonly name: string;
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

interface Consistency {
  readonly name: string;
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}

const probes = JSON.parse(readFileSync(join(__dirname, '../fixtures/merkle-probes.json'), 'utf8')) as {
  readonly inclusion: readonly Inclusion[];
  readonly consistency: readonly Consistency[];
};

const bytes = (base64: string) => Buffer.from(base64, 'base64');

test('there are 98 of each kind, 12 of them sound', () => {
  const { inclusion, consistency } = probes;
  expect([inclusion.length, consistency.length]).toEqual([98, 98]);
  expect([...inclusion, ...consistency].filter(({ wantErr }) => !wantErr)).toHaveLength(12);
});

test.each(probes.inclusion)('inclusion $name', ({ leafHash, leafIdx, treeSize, proof, root, wantErr }) => {
  expect(verifyInclusion(bytes(leafHash), leafIdx, treeSize, (proof ?? []).map(bytes), bytes(root))).toBe(!wantErr);
});

/** Sound but for its roots, which are words in place of hashes: here a root has 32 bytes. */
const STRICTER = 'additional/sizes-are-equal-one-and-proof-is-empty';

test.each(probes.consistency)('consistency $name', ({ name, size1, size2, root1, root2, proof, wantErr }) => {
  const older = { size: size1, root: bytes(root1) };
  const newer = { size: size2, root: bytes(root2) };
  expect(verifyConsistency(older, newer, (proof ?? []).map(bytes))).toBe(!wantErr && name !== STRICTER);
});
