/** A certificate for localhost that vouches for itself, made anew each time: no private key lies in the repository. */
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificate {
  /** PEM. */
  readonly text: Buffer;
  /** PEM. */
  readonly key: Buffer;
  /** Where the certificate lies, for clients that trust it. */
  readonly file: string;
  /** Takes the file away. */
  remove(): void;
}

const DAY = 86_400_000;

export function aCertificate(): Certificate {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const signed = signedPart(publicKey);
  const der = sequence(signed, ECDSA_SHA256, bits(sign('sha256', signed, privateKey)));
  const lines = der.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  const text = Buffer.from(`-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const file = join(folder, 'ca.pem');
  writeFileSync(file, text);
  return {
    ...{ text, file },
    key: Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** RFC 5280, section 4.1: version 3, with the host as its alternative name. */
function signedPart(publicKey: Buffer): Buffer {
  const serial = randomBytes(16);
  serial[0] = 1;
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from('stand-in')))));
  const host = sequence(tagged(0x82, Buffer.from('localhost')));
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, YES, tagged(0x04, sequence(YES))),
    sequence(ALTERNATIVE_NAME, tagged(0x04, host)),
  );
  return sequence(
    tagged(0xa0, Buffer.from([2, 1, 2])),
    tagged(0x02, serial),
    ECDSA_SHA256,
    name,
    sequence(time(Date.now() - DAY), time(Date.now() + DAY)),
    name,
    publicKey,
    tagged(0xa3, extensions),
  );
}

/** DER: a tag, a length, and what it holds. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const { length } = body;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), body]);
  const size = length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function bits(body: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), body);
}

/** UTCTime. */
function time(at: number): Buffer {
  const digits = new Date(at).toISOString().slice(2, 19).replace(/\D/g, '');
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

const YES = Buffer.from([1, 1, 255]);
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex');
const ALTERNATIVE_NAME = Buffer.from('0603551d11', 'hex');
const ECDSA_SHA256 = Buffer.from('300a06082a8648ce3d040302', 'hex');
