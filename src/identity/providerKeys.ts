import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type LocalJWKSet } from 'jose';
import { KeysUnavailable } from './tokens.js';

/** All in milliseconds. */
export interface ProviderKeyTimes {
  /** Keys older than this are fetched anew, beside the request that noticed. */
  readonly fresh: number;
  /** Keys older than this are no longer used: an issuer that is down does not lock people out at once, a withdrawn key does not live on for ever. */
  readonly usable: number;
  /** Between two attempts to fetch, whatever their outcome: tokens with invented key ids cannot make us flood the issuer. */
  readonly cooldown: number;
  readonly timeout: number;
}

const usual: ProviderKeyTimes = { fresh: 10 * 60_000, usable: 60 * 60_000, cooldown: 30_000, timeout: 5_000 };

/** The signing keys of an OpenID Connect provider, found through its discovery document (OpenID Connect Discovery 1.0, section 4). */
export class ProviderKeys {
  readonly #issuer: string;
  readonly #now: () => number;
  readonly #times: ProviderKeyTimes;
  #keys: LocalJWKSet | null = null;
  #fetchedAt = -Infinity;
  #triedAt = -Infinity;
  #fetching: Promise<void> | null = null;
  #failure = 'nothing has been fetched yet';

  /** `now`: milliseconds since 1970. Nothing is fetched before the first token or `warm`. */
  constructor(issuer: string, now: () => number, times: ProviderKeyTimes = usual) {
    this.#issuer = issuer;
    this.#now = now;
    this.#times = times;
  }

  /** Fetches the keys ahead of the first token. Null, or in words why they cannot be had yet: they will be tried again when needed. */
  async warm(): Promise<string | null> {
    await this.#refresh();
    return this.#keys === null ? this.#failure : null;
  }

  /** The key that a token's header names. Rejects with KeysUnavailable, or with jose's error where the issuer has no such key. */
  readonly key: JWTVerifyGetKey = async (header, token) => {
    const keys = await this.#usableKeys();
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.#refresh();
      return (await this.#usableKeys())(header, token);
    }
  };

  async #usableKeys(): Promise<LocalJWKSet> {
    const age = this.#now() - this.#fetchedAt;
    const refreshed = age > this.#times.fresh ? this.#refresh() : null;
    if (this.#keys === null || age > this.#times.usable) await refreshed;
    if (this.#keys === null || this.#now() - this.#fetchedAt > this.#times.usable) {
      throw new KeysUnavailable(`the keys of ${this.#issuer} cannot be had: ${this.#failure}`);
    }
    return this.#keys;
  }

  /** One attempt at a time, and none within the cooldown of the one before. Never rejects. */
  #refresh(): Promise<void> {
    if (this.#fetching !== null) return this.#fetching;
    if (this.#now() - this.#triedAt < this.#times.cooldown) return Promise.resolve();
    this.#triedAt = this.#now();
    this.#fetching = this.#fetchKeys().finally(() => {
      this.#fetching = null;
    });
    return this.#fetching;
  }

  async #fetchKeys(): Promise<void> {
    try {
      const discovery = await this.#json(`${this.#issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
      if (field(discovery, 'issuer') !== this.#issuer) throw new Error('its discovery document names another issuer');
      const address = field(discovery, 'jwks_uri');
      if (typeof address !== 'string') throw new Error('its discovery document names no jwks_uri');
      if (this.#issuer.startsWith('https:') && !address.startsWith('https:'))
        throw new Error('its jwks_uri is not https');
      const keys = await this.#json(address);
      if (!isKeySet(keys)) throw new Error('its jwks_uri answers no key set');
      this.#keys = createLocalJWKSet(keys);
      this.#fetchedAt = this.#now();
    } catch (error) {
      this.#failure = messageOf(error);
    }
  }

  async #json(address: string): Promise<unknown> {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(this.#times.timeout),
    });
    if (!answer.ok) throw new Error(`${new URL(address).pathname} answers HTTP ${answer.status}`);
    return answer.json();
  }
}

/** `fetch` says what went wrong in its cause only. */
function messageOf(error: unknown): string {
  const cause = field(error, 'cause');
  const said = field(cause, 'code') ?? field(cause, 'message') ?? field(error, 'message');
  return typeof said === 'string' ? said : 'unknown fault';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  const keys = field(value, 'keys');
  return Array.isArray(keys) && keys.every((key) => typeof field(key, 'kty') === 'string');
}
