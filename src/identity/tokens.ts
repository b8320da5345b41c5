import { createHash } from 'node:crypto';
import { errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { readClaims, type Claims } from './claims.js';

/**
 * Signature algorithms taken from an identity provider. RFC 8725 3.1 asks for a list; RFC 9068 2.1 obliges whoever takes `at+jwt` tokens to take
 * RS256; the others are what OWASP recommends. No HMAC: who can check such a token could also write one.
 */
export const providerAlgorithms: readonly string[] = ['EdDSA', 'Ed25519', 'ES256', 'PS256', 'RS256'];

export interface TokenRules {
  /** Finds the key that a token names; rejects where there is none. */
  readonly key: JWTVerifyGetKey;
  readonly algorithms: readonly string[];
  readonly issuer: string;
  readonly audience: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type Verification =
  | { readonly ok: true; readonly claims: Claims }
  /** `reason` is for the log only and holds nothing of the token. `unavailable`: the issuer's keys cannot be had, the token may be good. */
  | { readonly ok: false; readonly reason: string; readonly unavailable: boolean };

/** The issuer's keys cannot be had at this moment. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

/** Allowed difference between the issuer's clock and ours, in seconds. */
const clockTolerance = 5;
/** Whoever lost a right keeps it no longer than this, however late the token says it ends. */
const maxTokenAge = '24 h';
/** A token longer than this, in characters, is not looked at. */
const maxTokenLength = 8_192;
/** A signature checked is remembered at most this long, in milliseconds: afterwards a withdrawn key counts. */
const remembered = 60_000;

/** Checks bearer tokens: JWT access tokens (RFC 9068) under RFC 8725's rules, with the claims that the register needs. */
export class TokenVerifier {
  readonly #rules: TokenRules;
  /** Tokens already checked, by their SHA-256: the tokens themselves are not kept. */
  readonly #checked: LRUCache<string, Claims>;

  constructor(rules: TokenRules) {
    this.#rules = rules;
    this.#checked = new LRUCache({ max: 10_000, perf: { now: rules.now }, ttlResolution: 0 });
  }

  /** Who the token speaks for. Never throws: what is wrong with a token is a value. */
  async verify(token: string): Promise<Verification> {
    if (token.length > maxTokenLength) return refused('the token is too long');
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.#checked.get(digest);
    if (known !== undefined) return { ok: true, claims: known };
    const verification = await this.#check(token);
    if (verification.ok) {
      const left = verification.claims.expiresAt.getTime() - this.#rules.now();
      if (left > 0) this.#checked.set(digest, verification.claims, { ttl: Math.min(left, remembered) });
    }
    return verification;
  }

  async #check(token: string): Promise<Verification> {
    try {
      const { payload } = await jwtVerify(token, this.#rules.key, {
        algorithms: [...this.#rules.algorithms],
        issuer: this.#rules.issuer,
        audience: this.#rules.audience,
        typ: 'at+jwt',
        requiredClaims: ['exp', 'iat', 'sub', 'org', 'role'],
        clockTolerance,
        maxTokenAge,
        currentDate: new Date(this.#rules.now()),
      });
      const claims = readClaims(payload);
      return 'unusable' in claims ? refused(`claim ${claims.unusable} is unusable`) : { ok: true, claims };
    } catch (error) {
      if (error instanceof KeysUnavailable) return { ok: false, reason: error.message, unavailable: true };
      return refused(reasonOf(error));
    }
  }
}

/** The library's code and the claim's name: its messages could quote the token. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
    return `${error.code}: ${error.claim} ${error.reason}`;
  return error instanceof errors.JOSEError ? error.code : 'the key does not fit the token';
}

function refused(reason: string): Verification {
  return { ok: false, reason, unavailable: false };
}
