import type { LocalIssuer } from '../identity/localIssuer.js';
import { roles } from '../identity/roles.js';
import type { Config } from '../server/config.js';
import { createServerLog } from '../server/serverLog.js';
import { startServer } from '../server/start.js';
import type { Surroundings } from './surroundings.js';

const demoOrganisation = 'acme';
const demoLifeHours = 12;

/** Serves until the process is asked to stop. @throws StartFault. */
export async function serve(config: Config, { out, untilStopped }: Surroundings): Promise<void> {
  const server = await startServer(config, createServerLog(config.logLevel));
  out(`Article 33 serves GraphQL at ${server.url}/graphql (data in ${config.dataFolder}). Stop it with Ctrl-C.\n`);
  if (server.localIssuer !== null) out(await demoBlock(server.localIssuer, server.url));
  await untilStopped();
  out('Stopping: answering what is under way.\n');
  await server.stop();
  out('Stopped.\n');
}

/** A token for each role of a made-up organisation, and a first question to ask. */
async function demoBlock(issuer: LocalIssuer, url: string): Promise<string> {
  const now = new Date();
  const tokens = await Promise.all(
    roles.map(async (role) => {
      const name = `Demo ${role === 'DPO' ? role : `${role.slice(0, 1)}${role.slice(1).toLowerCase()}`}`;
      const request = {
        role,
        org: demoOrganisation,
        sub: `demo-${role.toLowerCase()}`,
        name,
        lifeSeconds: demoLifeHours * 3_600,
      };
      return { role, token: await issuer.sign(request, now) };
    }),
  );
  const lines = tokens.flatMap(({ role, token }) => [`  ${role}`, `  ${token}`, '']);
  const dpo = tokens.find(({ role }) => role === 'DPO')?.token ?? '';
  return [
    '',
    `Tokens for trying it out: organisation "${demoOrganisation}", ${demoLifeHours} hours. More: article33 token --help`,
    '',
    ...lines,
    'A first question:',
    '',
    `  curl -s ${url}/graphql -H 'Content-Type: application/json' \\`,
    `    -H 'Authorization: Bearer ${dpo}' \\`,
    `    -d '{"query":"{ me { actor { name } role permissions } }"}'`,
    '',
    '',
  ].join('\n');
}
