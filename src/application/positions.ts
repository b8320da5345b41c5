/** A place in the log as clients hold it: sealed, so that nobody reads from it how much other organisations write, or makes one up. */
import type { Position } from '../log/port.js';
import { Sealing } from './sealing.js';

const LOG_ID_BYTES = 16;
const POSITION_BYTES = 8;

export type OpenedPosition =
  | { readonly ok: true; readonly position: Position }
  /** FORGED: not sealed with this secret, or not whole. OTHER_LOG: sealed here, for a log that this one has taken the place of. */
  | { readonly ok: false; readonly reason: 'FORGED' | 'OTHER_LOG' };

export class Positions {
  readonly #sealing: Sealing;
  readonly #log: Buffer;

  /**
   * @param secret of the register, high in entropy: nodes that share it read each other's.
   * @param logId UUID of the log that the positions are of.
   */
  constructor(secret: Uint8Array | string, logId: string) {
    this.#sealing = new Sealing(secret, 'position/v1', LOG_ID_BYTES + POSITION_BYTES);
    this.#log = Buffer.from(logId.replaceAll('-', ''), 'hex');
    if (this.#log.length !== LOG_ID_BYTES) throw new RangeError('The id of a log is a UUID');
  }

  /** 54 characters of base64url (RFC 4648 section 5). */
  seal(position: Position): string {
    const place = Buffer.alloc(POSITION_BYTES);
    place.writeBigUInt64BE(position);
    return this.#sealing.seal(Buffer.concat([this.#log, place]));
  }

  open(token: string): OpenedPosition {
    const plain = this.#sealing.open(token);
    if (plain === null) return { ok: false, reason: 'FORGED' };
    if (!plain.subarray(0, LOG_ID_BYTES).equals(this.#log)) return { ok: false, reason: 'OTHER_LOG' };
    return { ok: true, position: plain.readBigUInt64BE(LOG_ID_BYTES) as Position };
  }
}
