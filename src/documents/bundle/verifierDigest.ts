import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** SHA-256 of the verifier as it was built, in hex: what a bundle's README names. Null where it was not built. */
export function verifierDigest(file: URL): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return null;
  }
}
