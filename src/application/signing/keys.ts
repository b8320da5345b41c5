/** The keys that a register signs its heads with, and under which names an auditor knows them. */
import { hkdfSync, randomBytes } from 'node:crypto';
import { COSIGNATURE, SIGNATURE, signerOf, strictBase64, type NoteSigner } from '../../proof/index.js';
import type { OrganisationId } from '../../log/port.js';

const SEED_BYTES = 32;
const ORIGIN = /^([^/]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/(0|[1-9]\d{0,6})$/;
/** More lines than anybody lets overlap. */
const KEYS_MAX = 10;

/** The key file: base64 of 32 random bytes a line, the newest first. All of them sign: that is how an old key is handed over from. */
export class SigningKeys {
  readonly #seeds: readonly Buffer[];

  private constructor(seeds: readonly Buffer[]) {
    this.#seeds = seeds;
  }

  /** Null where the text is no key file. */
  static parse(text: string): SigningKeys | null {
    const lines = text.split('\n').filter((line) => line !== '');
    const seeds = lines.map((line) => strictBase64(line, SEED_BYTES)).filter((seed) => seed !== null);
    const whole = seeds.length === lines.length && seeds.length > 0 && seeds.length <= KEYS_MAX;
    return whole ? new SigningKeys(seeds) : null;
  }

  /** The file of a new key. */
  static fresh(): string {
    return new SigningKeys([randomBytes(SEED_BYTES)]).text();
  }

  get count(): number {
    return this.#seeds.length;
  }

  /** With a new key in front; null where there are as many as a file may hold. */
  rotated(): SigningKeys | null {
    return this.#seeds.length < KEYS_MAX ? new SigningKeys([randomBytes(SEED_BYTES), ...this.#seeds]) : null;
  }

  /** Without the oldest key; null where it is the only one. */
  retired(): SigningKeys | null {
    return this.#seeds.length > 1 ? new SigningKeys(this.#seeds.slice(0, -1)) : null;
  }

  /** The key file. */
  text(): string {
    return this.#seeds.map((seed) => `${seed.toString('base64')}\n`).join('');
  }

  /** The log's own keys for one origin: C2SP wants a log to sign under the name of its origin. */
  signers(origin: string): readonly NoteSigner[] {
    return this.#seeds.map((seed) => signerOf(origin, SIGNATURE, derived(seed, 'log')));
  }

  /** The operator's key, which states a time: another key and another name than the log's. */
  operator(host: string): NoteSigner {
    const [newest] = this.#seeds;
    if (newest === undefined) throw new TypeError('A key file holds a key');
    return signerOf(operatorName(host), COSIGNATURE, derived(newest, 'operator'));
  }

  /** What an auditor keeps outside (C2SP tlog-policy): the log's keys, and whose word the times are. */
  policy(host: string, origin: string): string {
    const logs = this.signers(origin).map(({ verifier }) => `log ${verifier.vkey}\n`);
    return `${logs.join('')}witness operator ${this.operator(host).verifier.vkey}\nquorum none\n`;
  }
}

export function operatorName(host: string): string {
  return `${host}/operator`;
}

/** Which log it is: the register, the organisation by its random id, and a number that a restored register counts up. */
export function originOf(host: string, organisation: OrganisationId, epoch: number): string {
  return `${host}/${organisation}/${epoch}`;
}

/** The parts of an origin; null where the text is none of this register's kind. */
export function partsOfOrigin(
  origin: string,
): { readonly host: string; readonly organisation: OrganisationId; readonly epoch: number } | null {
  const [, host, organisation, epoch] = ORIGIN.exec(origin) ?? [];
  if (host === undefined || organisation === undefined) return null;
  return { host, organisation: organisation as OrganisationId, epoch: Number(epoch) };
}

/** Two keys out of one secret, so that a register has one file to keep (RFC 5869). */
function derived(seed: Buffer, use: 'log' | 'operator'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, '', `article33/checkpoint/${use}/v1`, SEED_BYTES));
}
