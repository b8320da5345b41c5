/**
 * Deterministic authenticated encryption with a synthetic IV (the construction of RFC 5297, with HMAC-SHA-256 for S2V, for Node has no
 * AES-SIV): tag = HMAC-SHA-256(K1, text ‖ about) cut to 16 bytes, sealed text = AES-256-CTR(K2, IV = tag). The same text about the same thing
 * is always the same token, and it tells nothing else. Keys by HKDF-SHA-256 (RFC 5869) from the register's secret, other ones for every use.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const TAG_BYTES = 16;
const KEY_BYTES = 32;

export class Sealing {
  readonly #tagKey: Uint8Array;
  readonly #textKey: Uint8Array;

  /**
   * @param secret of the register, high in entropy.
   * @param use what the tokens are for, with its version.
   * @param bytes length of every text: nothing else is opened.
   */
  constructor(
    secret: Uint8Array | string,
    use: string,
    private readonly bytes: number,
  ) {
    this.#tagKey = derive(secret, `article33/${use}/tag`);
    this.#textKey = derive(secret, `article33/${use}/text`);
  }

  /** base64url (RFC 4648 section 5). @param about what the token is bound to, and does not hold. */
  seal(plain: Uint8Array, about = ''): string {
    if (plain.length !== this.bytes) throw new RangeError(`A text of ${this.bytes} bytes is sealed here`);
    const tag = this.#tag(plain, about);
    const text = createCipheriv('aes-256-ctr', this.#textKey, tag).update(plain);
    return Buffer.concat([tag, text]).toString('base64url');
  }

  /** The text; null for what was not sealed with this secret, for this use, about this. */
  open(token: string, about = ''): Buffer | null {
    const bytes = Buffer.from(token, 'base64url');
    // Decoding skips what is not base64url: one text has one token.
    if (bytes.length !== TAG_BYTES + this.bytes || bytes.toString('base64url') !== token) return null;
    const tag = bytes.subarray(0, TAG_BYTES);
    const plain = createDecipheriv('aes-256-ctr', this.#textKey, tag).update(bytes.subarray(TAG_BYTES));
    return timingSafeEqual(tag, this.#tag(plain, about)) ? plain : null;
  }

  /** The text has a fixed length: text and subject cannot be mistaken for others. */
  #tag(plain: Uint8Array, about: string): Buffer {
    return createHmac('sha256', this.#tagKey).update(plain).update(about).digest().subarray(0, TAG_BYTES);
  }
}

function derive(secret: Uint8Array | string, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', use, KEY_BYTES));
}
