import * as fc from 'fast-check';
import {
  appendLeaf,
  emptyFrontier,
  frontierRoot,
  leafHash,
  nodeHash,
  parseFrontier,
  serialiseFrontier,
  sha256,
  type Frontier,
} from '../../src/proof/index.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const grown = (leaves: readonly Uint8Array[]) => leaves.reduce<Frontier>(appendLeaf, emptyFrontier);

/** MTH as RFC 6962, 2.1 writes it down: split at the largest power of two below n. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [first, second] = leaves;
  if (first === undefined) return sha256('');
  if (second === undefined) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

describe('the Merkle tree', () => {
  // Reference tree of the transparency-dev project, as in Certificate Transparency.
  const entries = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  it.each(roots.map((root, size) => ({ size, root })))('has the reference root at size $size', ({ size, root }) => {
    const leaves = entries.slice(0, size).map((entry) => leafHash(Buffer.from(entry, 'hex')));
    expect(hex(frontierRoot(grown(leaves)))).toBe(root);
  });

  it('tells leaves and nodes apart by their prefixes', () => {
    expect(hex(leafHash('L123456'))).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    expect(hex(nodeHash(Buffer.from('N123'), Buffer.from('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
  });

  it('a frontier has the root of the whole tree, at every size, also after it was stored', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer(), (size, seed) => {
        const leaves = Array.from({ length: size }, (_, index) => leafHash(`${seed}/${index}`));
        const cut = size === 0 ? 0 : Math.abs(seed) % size;
        const stored = parseFrontier(serialiseFrontier(grown(leaves.slice(0, cut))));
        const whole = leaves.slice(cut).reduce<Frontier>(appendLeaf, stored);
        expect(hex(frontierRoot(whole))).toBe(hex(treeHash(leaves)));
        expect(whole.size).toBe(size);
      }),
      { numRuns: 60 },
    );
  });

  it('appending leaves the frontier it came from as it was', () => {
    const three = grown(['a', 'b', 'c'].map(leafHash));
    const before = hex(serialiseFrontier(three));
    appendLeaf(three, leafHash('d'));
    expect(hex(serialiseFrontier(three))).toBe(before);
  });

  it('counts beyond 32 bits', () => {
    const nodes = [leafHash('left half'), leafHash('last')];
    const huge = appendLeaf({ size: 2 ** 40 + 1, nodes }, leafHash('next'));
    expect(huge.size).toBe(2 ** 40 + 2);
    expect(huge.nodes).toEqual([nodes[0], nodeHash(leafHash('last'), leafHash('next'))]);
    expect(parseFrontier(serialiseFrontier(huge))).toEqual(huge);
  });

  it.each([
    ['nothing', ''],
    ['a size cut short', '00000000'],
    ['a node missing', '0000000000000001'],
    ['a node too many', `0000000000000000${'00'.repeat(32)}`],
    ['half a node', `0000000000000001${'00'.repeat(16)}`],
    ['an unsafe size', `0020000000000000${'00'.repeat(32)}`],
  ])('a stored frontier with %s is refused', (_, bytes) => {
    expect(() => parseFrontier(Buffer.from(bytes, 'hex'))).toThrow(RangeError);
  });
});
