/** The edge cases of Ed25519 (C2SP/CCTV): which signatures hold here, and why a key is only ever believed that came from outside. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIGNATURE, verifierOf, verifyNote } from '../../src/proof/index.js';

type Row = readonly [key: number, r: number, s: string, message: number | null, flags: readonly number[]];

const file = JSON.parse(readFileSync(join(__dirname, '../fixtures/cctv-ed25519.json'), 'utf8')) as {
  readonly flags: readonly string[];
  readonly points: readonly string[];
  readonly vectors: readonly Row[];
};

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new RangeError(`Nothing at ${index}`);
  return found;
};

const vectors = file.vectors.map(([key, r, s, message, flags]) => {
  const verifier = verifierOf('log.example/1', SIGNATURE, Buffer.from(at(file.points, key), 'hex'));
  const text = message === null ? 'ed25519vectors' : `ed25519vectors ${message}`;
  const { name, keyId } = verifier;
  const signatures = [{ name, keyId, blob: Buffer.from(at(file.points, r) + s, 'hex') }];
  return {
    flags: new Set(flags.map((flag) => at(file.flags, flag))),
    holds: verifyNote({ text, signatures }, [verifier]) !== null,
  };
});

test('a signature holds by the rule of ref10: neither an R in another spelling nor a residue of low order', () => {
  const byRule = vectors.filter(({ flags }) => !flags.has('reencoded_k'));
  const other = byRule.filter(
    ({ flags, holds }) => holds === (flags.has('non_canonical_R') || flags.has('low_order_residue')),
  );
  expect(other).toEqual([]);
  expect([vectors.length, byRule.length, vectors.filter(({ holds }) => holds).length]).toEqual([914, 768, 208]);
});

test('a key of low order has signatures that hold though nobody signed: a key from the bundle would prove nothing', () => {
  const lowOrder = vectors.filter(({ flags }) => flags.has('low_order_A'));
  expect([lowOrder.length, lowOrder.filter(({ holds }) => holds).length]).toEqual([526, 122]);
});
