/**
 * A place in the log as clients hold it: sealed, so that nobody reads from it how much other organisations write, or makes one up.
 *
 * Deterministic authenticated encryption with a synthetic IV (the construction of RFC 5297, with HMAC-SHA-256 for S2V, for Node has no
 * AES-SIV): tag = HMAC-SHA-256(K1, log id ‖ position) cut to 16 bytes, text = AES-256-CTR(K2, IV = tag). The same place is always the same
 * token, and it tells nothing else. Keys by HKDF-SHA-256 (RFC 5869) from the register's secret: nodes that share it read each other's.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Position } from '../log/port.js';

const TAG_BYTES = 16;
const LOG_ID_BYTES = 16;
const POSITION_BYTES = 8;
const TOKEN_BYTES = TAG_BYTES + LOG_ID_BYTES + POSITION_BYTES;
const KEY_BYTES = 32;

export type OpenedPosition =
  | { readonly ok: true; readonly position: Position }
  /** FORGED: not sealed with this secret, or not whole. OTHER_LOG: sealed here, for a log that this one has taken the place of. */
  | { readonly ok: false; readonly reason: 'FORGED' | 'OTHER_LOG' };

export class Positions {
  readonly #tagKey: Uint8Array;
  readonly #textKey: Uint8Array;
  readonly #log: Buffer;

  /**
   * @param secret of the register, high in entropy.
   * @param logId UUID of the log that the positions are of.
   */
  constructor(secret: Uint8Array | string, logId: string) {
    this.#tagKey = derive(secret, 'tag');
    this.#textKey = derive(secret, 'text');
    this.#log = Buffer.from(logId.replaceAll('-', ''), 'hex');
    if (this.#log.length !== LOG_ID_BYTES) throw new RangeError('The id of a log is a UUID');
  }

  /** 54 characters of base64url (RFC 4648 section 5). */
  seal(position: Position): string {
    const place = Buffer.alloc(POSITION_BYTES);
    place.writeBigUInt64BE(position);
    const plain = Buffer.concat([this.#log, place]);
    const tag = this.#tag(plain);
    const text = createCipheriv('aes-256-ctr', this.#textKey, tag).update(plain);
    return Buffer.concat([tag, text]).toString('base64url');
  }

  open(token: string): OpenedPosition {
    const bytes = Buffer.from(token, 'base64url');
    // Decoding skips what is not base64url: one place has one token.
    if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token) return { ok: false, reason: 'FORGED' };
    const tag = bytes.subarray(0, TAG_BYTES);
    const plain = createDecipheriv('aes-256-ctr', this.#textKey, tag).update(bytes.subarray(TAG_BYTES));
    if (!timingSafeEqual(tag, this.#tag(plain))) return { ok: false, reason: 'FORGED' };
    if (!plain.subarray(0, LOG_ID_BYTES).equals(this.#log)) return { ok: false, reason: 'OTHER_LOG' };
    return { ok: true, position: plain.readBigUInt64BE(LOG_ID_BYTES) as Position };
  }

  #tag(plain: Uint8Array): Buffer {
    return createHmac('sha256', this.#tagKey).update(plain).digest().subarray(0, TAG_BYTES);
  }
}

function derive(secret: Uint8Array | string, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', `article33/position/v1/${use}`, KEY_BYTES));
}
