import { claimLimits, readClaims } from '../identity/claims.js';
import { localIssuerName } from '../identity/localIssuer.js';
import type { Role } from '../identity/roles.js';
import type { Config } from '../server/config.js';
import { makeDataFolder, openLocalIssuer } from '../server/dataFolder.js';

export interface TokenOptions {
  readonly role: Role;
  readonly org: string;
  readonly sub: string;
  readonly name?: string;
  /** Seconds. */
  readonly expires: number;
}

export type TokenAnswer =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly wrong: 'CONFIGURATION' | 'WRONG_USE'; readonly message: string };

/** A token of the data folder's own issuer: a running server on the same folder takes it. @throws StartFault. */
export async function token(config: Config, options: TokenOptions): Promise<TokenAnswer> {
  if (config.identity.kind === 'provider') {
    return {
      ok: false,
      wrong: 'CONFIGURATION',
      message: `Tokens come from ${config.identity.issuer} (ARTICLE33_OIDC_ISSUER): get one there. The server's own issuer exists only where that is not set and NODE_ENV is not "production".`,
    };
  }
  const { role, org, sub, name = null, expires } = options;
  const now = new Date();
  const readable = readClaims({ iss: localIssuerName, exp: now.getTime() / 1000 + expires, role, org, sub, name });
  if ('unusable' in readable) return { ok: false, wrong: 'WRONG_USE', message: unusable(readable.unusable) };
  makeDataFolder(config.dataFolder);
  const signed = await openLocalIssuer(config).sign({ role, org, sub, name, lifeSeconds: expires }, now);
  return { ok: true, token: signed };
}

function unusable(claim: string): string {
  const limit = Object.entries(claimLimits).find(([name]) => name === claim)?.[1] ?? 0;
  return `--${claim} must hold 1 to ${limit} printable characters.`;
}
