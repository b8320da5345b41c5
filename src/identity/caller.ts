import type { ActorId, Directory, OrganisationId } from './directory.js';
import type { Role } from './roles.js';
import type { TokenVerifier } from './tokens.js';

/** Who asks: everything that the register needs to know of the bearer of a valid token. */
export interface Caller {
  readonly actor: ActorId;
  readonly organisation: OrganisationId;
  readonly role: Role;
  /** For display; null where no token named the person. Personal data: never logged, never in events. */
  readonly name: string | null;
  /** The organisation's name at the token's issuer: its name in the register until it is configured. */
  readonly orgClaim: string;
  readonly tokenExpiresAt: Date;
}

export type Authentication =
  | { readonly ok: true; readonly caller: Caller }
  /** `reason` is for the log only. `unavailable`: the token could not be checked at this moment and may be good. */
  | { readonly ok: false; readonly reason: string; readonly unavailable: boolean };

/** Turns an `Authorization` header into a caller. */
export class Authenticator {
  readonly #verifier: TokenVerifier;
  readonly #directory: Directory;

  constructor(verifier: TokenVerifier, directory: Directory) {
    this.#verifier = verifier;
    this.#directory = directory;
  }

  /**
   * The caller behind `Bearer <token>` (RFC 6750, 2.1; the scheme in any case). Brings organisation and actor into being at first sight.
   * @throws where the directory cannot be read or written.
   */
  async authenticate(authorization: string | undefined): Promise<Authentication> {
    if (authorization === undefined) return { ok: false, reason: 'no Authorization header', unavailable: false };
    const token = /^Bearer +([\w~+/.-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined)
      return { ok: false, reason: 'the Authorization header is not "Bearer <token>"', unavailable: false };
    const verification = await this.#verifier.verify(token);
    if (!verification.ok) return verification;
    const { claims } = verification;
    const { actor, organisation, name } = await this.#directory.sighting(claims);
    return {
      ok: true,
      caller: { actor, organisation, role: claims.role, name, orgClaim: claims.org, tokenExpiresAt: claims.expiresAt },
    };
  }
}
