/** The register as the commands for the CNIL's open data open it. */
import type { Caller } from '../identity/caller.js';
import { localIssuerName } from '../identity/localIssuer.js';
import type { Role } from '../identity/roles.js';
import type { Config } from '../server/config.js';
import type { OpenedRegister } from '../server/register.js';

/** An organisation of its own for what was published: nobody takes it for somebody's register. */
export const DEMONSTRATION = 'cnil-open-data';

/** The command itself as somebody of the organisation, which its bearers of tokens see too. Comes into being at first sight. */
export async function commandOf(
  { directory }: Pick<OpenedRegister, 'directory'>,
  { identity }: Pick<Config, 'identity'>,
  { org, command, role }: { readonly org: string; readonly command: string; readonly role: Role },
): Promise<Caller> {
  const issuer = identity.kind === 'provider' ? identity.issuer : localIssuerName;
  const seen = await directory.sighting({ issuer, org, sub: `article33-${command}`, name: `article33 ${command}` });
  return { ...seen, role, orgClaim: org, tokenExpiresAt: new Date(8.64e15) };
}
