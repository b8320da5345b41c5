/** Signed notes (C2SP signed-note) with Ed25519 keys: a log's own (type 0x01) and timestamped cosignatures (C2SP tlog-cosignature, type 0x04). */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { strictBase64 } from './base64.js';
import { sha256 } from './sha256.js';

export const SIGNATURE = 0x01;
export const COSIGNATURE = 0x04;
export type KeyType = typeof SIGNATURE | typeof COSIGNATURE;

const KEY_BYTES = 32;
const KEY_ID_BYTES = 4;
const ED25519_BYTES = 64;
const TIME_BYTES = 8;
/** Signatures of one note; beyond it nobody reads. */
const SIGNATURES_MAX = 100;
const NOTE_BYTES_MAX = 1_000_000;
/** Non-empty, without space or plus. */
const NAME = /^[^\s+]{1,200}$/u;
const VKEY = /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
// DER prefixes of RFC 8410 in front of 32 bytes.
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A public key that notes are verified with, under a name. */
export interface NoteVerifier {
  readonly name: string;
  readonly type: KeyType;
  /** Four bytes that tell keys of one name apart; no security rests on them. */
  readonly keyId: Buffer;
  readonly key: KeyObject;
  /** `name+hex(key id)+base64(type ‖ public key)`. */
  readonly vkey: string;
}

/** A private key that signs notes. */
export interface NoteSigner {
  readonly verifier: NoteVerifier;
  readonly key: KeyObject;
}

/** The key of a vkey text; null where it is none: another form, type or length, or a key id that is not the key's. */
export function parseVkey(text: string): NoteVerifier | null {
  const [, name, id, encoded] = VKEY.exec(text) ?? [];
  if (name === undefined || id === undefined) return null;
  const bytes = strictBase64(encoded, 1 + KEY_BYTES);
  if (bytes === null) return null;
  const type = bytes[0];
  if (type !== SIGNATURE && type !== COSIGNATURE) return null;
  const verifier = verifierOf(name, type, bytes.subarray(1));
  return verifier.keyId.toString('hex') === id ? verifier : null;
}

/** @param publicKey 32 bytes. @throws RangeError for a name that no note can bear. */
export function verifierOf(name: string, type: KeyType, publicKey: Uint8Array): NoteVerifier {
  if (!NAME.test(name)) throw new RangeError('The name of a key has no space and no plus');
  const typed = Buffer.concat([Buffer.of(type), publicKey]);
  const keyId = Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), typed]))).subarray(0, KEY_ID_BYTES);
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return { name, type, keyId, key, vkey: `${name}+${keyId.toString('hex')}+${typed.toString('base64')}` };
}

/** @param seed 32 secret bytes (RFC 8032). */
export function signerOf(name: string, type: KeyType, seed: Uint8Array): NoteSigner {
  if (seed.length !== KEY_BYTES) throw new RangeError(`The seed of a key is ${KEY_BYTES} bytes`);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI.length);
  return { verifier: verifierOf(name, type, publicKey), key };
}

/** The signature line over a note's text, newline included. @param seconds since 1970: what a cosigner states; of a plain signature nothing. */
export function signatureLine(text: string, { verifier, key }: NoteSigner, seconds = 0): string {
  const isCosignature = verifier.type === COSIGNATURE;
  const time = Buffer.alloc(isCosignature ? TIME_BYTES : 0);
  if (isCosignature) time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, signedBytes(text, verifier.type, seconds), key);
  return `— ${verifier.name} ${Buffer.concat([verifier.keyId, time, signature]).toString('base64')}\n`;
}

/** A note: text, blank line, signature lines. @param text ends in a newline. */
export function noteOf(text: string, signatureLines: readonly string[]): string {
  return `${text}\n${signatureLines.join('')}`;
}

function signedBytes(text: string, type: KeyType, seconds: number): Buffer {
  return Buffer.from(type === COSIGNATURE ? `cosignature/v1\ntime ${seconds}\n${text}` : text);
}

export interface Note {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly keyId: Buffer; readonly blob: Buffer }[];
}

/** The parts of a note, nothing verified; null where the bytes are none. */
export function parseNote(note: string): Note | null {
  if (note.length > NOTE_BYTES_MAX || !note.endsWith('\n') || !isPlain(note)) return null;
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) return null;
  const lines = note.slice(blank + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) return null;
  const signatures = lines.map(signatureOf);
  return signatures.some((signature) => signature === null)
    ? null
    : { text: note.slice(0, blank + 1), signatures: signatures.filter((signature) => signature !== null) };
}

/** Without control characters below the space but newlines, and without U+FFFD, which stands where bytes were no UTF-8. */
function isPlain(note: string): boolean {
  for (let at = 0; at < note.length; at += 1) {
    const code = note.charCodeAt(at);
    if ((code < 0x20 && code !== 0x0a) || code === 0xfffd) return false;
  }
  return true;
}

function signatureOf(line: string): Note['signatures'][number] | null {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = strictBase64(encoded);
  if (name === undefined || bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.subarray(0, KEY_ID_BYTES), blob: bytes.subarray(KEY_ID_BYTES) };
}

/** A signature that holds, by a key that is known. */
export interface Verified {
  readonly verifier: NoteVerifier;
  /** Seconds since 1970 that a cosigner stated; null of a plain signature. */
  readonly time: number | null;
}

/**
 * The signatures of known keys: each key counted once, unknown ones passed over. Null where one of a known key does not hold: such a note
 * is not to be believed at all.
 */
export function verifyNote(note: Note, known: readonly NoteVerifier[]): readonly Verified[] | null {
  const verified: Verified[] = [];
  for (const verifier of known) {
    const signature = note.signatures.find(({ name, keyId }) => name === verifier.name && keyId.equals(verifier.keyId));
    if (signature === undefined) continue;
    const found = verifySignature(note.text, signature.blob, verifier);
    if (found === null) return null;
    verified.push(found);
  }
  return verified;
}

function verifySignature(text: string, blob: Buffer, verifier: NoteVerifier): Verified | null {
  const timeBytes = verifier.type === COSIGNATURE ? TIME_BYTES : 0;
  if (blob.length !== timeBytes + ED25519_BYTES) return null;
  const time = timeBytes === 0 ? null : Number(blob.readBigUInt64BE());
  if (time !== null && !Number.isSafeInteger(time)) return null;
  const holds = verify(null, signedBytes(text, verifier.type, time ?? 0), verifier.key, blob.subarray(timeBytes));
  return holds ? { verifier, time } : null;
}
