import { randomBytes } from 'node:crypto';

export const SALT_BYTES = 32;
/** Asking the system costs more than the bytes do: 128 salts at a time make one a tenth as dear. */
const POOL_BYTES = 128 * SALT_BYTES;

let pool = Buffer.alloc(0);
let used = 0;

/** A salt for `sealedData`: 32 bytes from the system's cryptographic source, never handed out twice. */
export function freshSalt(): Uint8Array {
  if (used === pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  const salt = pool.subarray(used, used + SALT_BYTES);
  used += SALT_BYTES;
  return salt;
}
