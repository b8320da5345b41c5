import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { keptSecret } from '../store/keptSecret.js';
import type { Role } from './roles.js';
import { TokenVerifier } from './tokens.js';

/** What the local issuer writes into `iss` and `aud`; an audience of one's own comes with an identity provider. */
export const localIssuerName = 'urn:article33:local';
const localAudience = 'article33';

/** The longest life of a token of the local issuer, in seconds: no token is taken that is older than a day. */
export const longestLocalLife = 24 * 60 * 60;

export interface LocalTokenRequest {
  readonly role: Role;
  readonly org: string;
  readonly sub: string;
  readonly name: string | null;
  /** Whole seconds, 1 to `longestLocalLife`. */
  readonly lifeSeconds: number;
}

/** The key file holds no key; the message says which file and what to do. */
export class LocalKeyFault extends Error {
  override readonly name = 'LocalKeyFault';
}

/**
 * The server as its own token issuer, for development and demonstration: whoever can read the data folder can be anybody. Configuration keeps it
 * from existing in production mode. One Ed25519 key per data folder, made at first use; server and `article33 token` share it.
 */
export class LocalIssuer {
  readonly #key: KeyObject;

  private constructor(key: KeyObject) {
    this.#key = key;
  }

  /** @throws the file system's error where the folder cannot be read or written; LocalKeyFault where the key file holds no key. */
  static open(dataFolder: string): LocalIssuer {
    const file = join(dataFolder, 'local-issuer.pem');
    const pem = keptSecret(file, newKey);
    try {
      return new LocalIssuer(createPrivateKey(pem));
    } catch (error) {
      throw new LocalKeyFault(
        `${file} holds no private key. Delete it to have a new one made; tokens signed with the old one end.`,
        { cause: error },
      );
    }
  }

  /** A signed access token (RFC 9068), compact form. */
  sign({ role, org, sub, name, lifeSeconds }: LocalTokenRequest, now: Date): Promise<string> {
    const issuedAt = Math.floor(now.getTime() / 1000);
    return new SignJWT({ role, org, ...(name === null ? {} : { name }) })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer(localIssuerName)
      .setAudience(localAudience)
      .setSubject(sub)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifeSeconds)
      .sign(this.#key);
  }

  /** Takes this issuer's tokens and no others. `now`: milliseconds since 1970. */
  verifier(now: () => number): TokenVerifier {
    const key = createPublicKey(this.#key);
    return new TokenVerifier({
      key: () => key,
      algorithms: ['EdDSA'],
      issuer: localIssuerName,
      audience: localAudience,
      now,
    });
  }
}

function newKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return Buffer.from(privateKey);
}
