import type { JWTPayload } from 'jose';
import { parseRole, type Role } from './roles.js';

/** What a valid token says of its bearer. */
export interface Claims {
  readonly issuer: string;
  /** The bearer's id at the issuer (RFC 7519, 4.1.2). Stays in the directory: events carry a random pseudonym. */
  readonly sub: string;
  /** The organisation's name at the issuer. */
  readonly org: string;
  readonly role: Role;
  /** For display; null where the token holds none: a subject may be an e-mail address and is no substitute. */
  readonly name: string | null;
  readonly expiresAt: Date;
}

/** Longest claims taken, in UTF-16 units: 255 is what OpenID Connect Core (section 2) allows a subject. */
export const claimLimits = { sub: 255, org: 200, name: 200 } as const;

/** The claims, or the name of the first one that cannot be used; never its value, which may be personal. */
export function readClaims(payload: JWTPayload): Claims | { readonly unusable: string } {
  const { iss, sub, exp } = payload;
  const org = payload['org'];
  const role = parseRole(payload['role']);
  const name = payload['name'] ?? null;
  if (typeof iss !== 'string') return { unusable: 'iss' };
  if (!isText(sub, claimLimits.sub)) return { unusable: 'sub' };
  if (!isText(org, claimLimits.org)) return { unusable: 'org' };
  if (role === null) return { unusable: 'role' };
  if (name !== null && !isText(name, claimLimits.name)) return { unusable: 'name' };
  if (exp === undefined || !(exp * 1000 <= lastInstant)) return { unusable: 'exp' };
  return { issuer: iss, sub, org, role, name, expiresAt: new Date(exp * 1000) };
}

/** The last instant that RFC 3339 can write (9999-12-31T23:59:59Z), in milliseconds since 1970. */
const lastInstant = 253_402_300_799_000;

/** Not blank, not too long, and printable: control characters and lone surrogates would come back in somebody's log or page. */
function isText(value: unknown, limit: number): value is string {
  return typeof value === 'string' && value.length <= limit && value.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(value);
}
