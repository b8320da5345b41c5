/** What a log signs of itself (C2SP tlog-checkpoint), and a proof that travels with it (C2SP tlog-proof). */
import { strictBase64 } from './base64.js';
import { HASH_BYTES } from './merkle.js';
import { PROOF_HASHES_MAX } from './merkleProofs.js';

/** A head: how many leaves, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

const NUMBER = /^(?:0|[1-9]\d{0,15})$/;
const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';

/** `origin`, decimal size and base64 of the root, a line each. @throws RangeError where origin, size or root cannot stand there. */
export function checkpointText({ origin, size, root }: { origin: string; size: number; root: Uint8Array }): string {
  if (origin === '' || origin.includes('\n')) throw new RangeError('An origin is one line');
  if (!isSize(size) || root.length !== HASH_BYTES)
    throw new RangeError('A checkpoint has a size and a root of 32 bytes');
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** Null where the text is none: leading zeros, other lengths, empty lines, sizes beyond 2^53. Extension lines are read over. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root, ...extensions] = text.split('\n');
  if (extensions.pop() !== '' || extensions.includes('') || origin === undefined || origin === '') return null;
  const count = numberOf(size);
  const hash = strictBase64(root, HASH_BYTES);
  return count === null || hash === null ? null : { origin, size: count, root: hash };
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined || !NUMBER.test(text)) return null;
  return isSize(Number(text)) ? Number(text) : null;
}

function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

/** A proof that a leaf is in the tree of a checkpoint, for keeping offline. */
export interface TlogProof {
  /** Bytes that the application adds: here the envelope that the leaf is the hash of. */
  readonly extra: Buffer | null;
  readonly index: number;
  readonly path: readonly Buffer[];
  /** The signed note, as it was. */
  readonly checkpoint: string;
}

export function tlogProofText(proof: {
  readonly extra: Uint8Array | null;
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: string;
}): string {
  const lines = [
    PROOF_HEADER,
    ...(proof.extra === null ? [] : [`extra ${Buffer.from(proof.extra).toString('base64')}`]),
    `index ${proof.index}`,
    ...proof.path.map((hash) => Buffer.from(hash).toString('base64')),
  ];
  return `${lines.join('\n')}\n\n${proof.checkpoint}`;
}

/** Null where the text is no such proof. What is in it is not verified. */
export function parseTlogProof(text: string): TlogProof | null {
  const blank = text.indexOf('\n\n');
  if (blank < 0) return null;
  const [header, ...lines] = text.slice(0, blank).split('\n');
  if (header !== PROOF_HEADER) return null;
  const extra =
    lines[0]?.startsWith('extra ') === true ? strictBase64(lines.shift()?.slice('extra '.length)) : undefined;
  const index = /^index (.*)$/.exec(lines.shift() ?? '')?.[1];
  const path = lines.map((line) => strictBase64(line, HASH_BYTES));
  const number = numberOf(index);
  if (extra === null || number === null || path.length > PROOF_HASHES_MAX) return null;
  const hashes = path.filter((hash) => hash !== null);
  if (hashes.length !== path.length) return null;
  return { extra: extra ?? null, index: number, path: hashes, checkpoint: text.slice(blank + 2) };
}
