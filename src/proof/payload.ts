/** What an event says, as it is stored and committed to: profile irlog/v1. */
import { canonicalJson } from './canonical.js';
import { SALT_BYTES } from './salt.js';
import { sha256 } from './sha256.js';

/** RFC 4648 section 4 of 32 bytes, the unused bits zero: exactly one text per salt. */
const SALT = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const DOMAIN = Buffer.from('irlog/v1/payload\0', 'ascii');

/** Stored data that is not of the form `{"d": …, "s": salt}`. Never carries the data. */
export class SealedDataError extends TypeError {
  constructor(message: string) {
    super(message);
    this.name = 'SealedDataError';
  }
}

/**
 * The stored form of an event's data: canonical JSON `{"d": domain data, "s": base64 of the salt}`. The salt lies inside the data, so that
 * whatever removes the data removes the salt with it.
 * @param salt 32 random bytes, fresh for each event: `freshSalt()`.
 * @throws CanonicalJsonError where the domain data has no canonical form (its pointer begins with `/d`), SealedDataError for another salt.
 */
export function sealedData(domainData: unknown, salt: Uint8Array): string {
  if (salt.length !== SALT_BYTES) throw new SealedDataError(`A salt is ${SALT_BYTES} bytes`);
  return canonicalJson({ d: domainData, s: Buffer.from(salt).toString('base64') });
}

/**
 * The domain data out of the stored form.
 * @throws SealedDataError where the text is not JSON of exactly the members `d` and `s`, or `s` is no salt.
 */
export function openData(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SealedDataError('Stored data is not JSON');
  }
  return openSealed(value);
}

/** The domain data out of the stored form that was parsed already. @throws SealedDataError as above. */
export function openSealed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length !== 2) {
    throw new SealedDataError('Stored data is not an object of the members d and s');
  }
  if (!('d' in value) || !('s' in value) || typeof value.s !== 'string' || !SALT.test(value.s)) {
    throw new SealedDataError('Stored data is not an object of the members d and s');
  }
  return value.d;
}

/**
 * Payload commitment `pc`: SHA-256("irlog/v1/payload" ‖ 00 ‖ u32(len data) ‖ data ‖ u32(len metadata) ‖ metadata), lengths big-endian, in
 * bytes of UTF-8. The bytes as they are stored, never canonicalised again.
 */
export function payloadCommitment(data: string, metadata: string): Uint8Array {
  const dataBytes = Buffer.byteLength(data);
  const metadataBytes = Buffer.byteLength(metadata);
  const input = Buffer.allocUnsafe(DOMAIN.length + 8 + dataBytes + metadataBytes);
  let offset = DOMAIN.copy(input);
  offset = input.writeUInt32BE(dataBytes, offset);
  offset += input.write(data, offset);
  offset = input.writeUInt32BE(metadataBytes, offset);
  input.write(metadata, offset);
  return sha256(input);
}
