/** The whole register, as it is started, asked over real HTTP. */
import type { LocalIssuer } from '../../src/identity/localIssuer.js';
import type { Role } from '../../src/identity/roles.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { mutation, payloadOf, type Answer, type Payload } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';

export interface Client {
  ask(document: string, variables?: object): Promise<Answer>;
  command(name: string, input: object, fields?: string): Promise<Payload>;
}

export interface Register {
  readonly url: string;
  /** Somebody with a token of that role; DPO of acme unless told. */
  client(role?: Role, org?: string, sub?: string): Promise<Client>;
  /** Ends the server and starts another on the same data. */
  restart(): Promise<Register>;
  /** Ends the server and leaves its data. */
  stop(): Promise<void>;
  end(): Promise<void>;
}

export async function startRegister(folder = aFolder()): Promise<Register> {
  const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const server = await startServer(reading.config, createServerLog('silent'));
  const { url, localIssuer } = server;
  if (localIssuer === null) throw new Error('The server is not its own issuer');
  return {
    url,
    client: async (role = 'DPO', org = 'acme', sub = role.toLowerCase()) =>
      clientOf(url, await tokenOf(localIssuer, role, org, sub)),
    restart: async () => {
      await server.stop();
      return startRegister(folder);
    },
    stop: () => server.stop(),
    end: async () => {
      await server.stop();
      folder.remove();
    },
  };
}

function tokenOf(issuer: LocalIssuer, role: Role, org: string, sub: string): Promise<string> {
  return issuer.sign({ role, org, sub, name: `Name of ${sub}`, lifeSeconds: 600 }, new Date());
}

function clientOf(url: string, token: string): Client {
  const ask = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const body: unknown = await response.json();
    return answerIn(body);
  };
  return { ask, command: async (name, input, fields) => payloadOf(await ask(mutation(name, fields), { input }), name) };
}

function answerIn(body: unknown): Answer {
  if (typeof body !== 'object' || body === null) throw new Error('The answer is no JSON object');
  // Without `extensions`: what is left of one's points is another figure each time.
  const { data, errors }: Answer = { data: null, errors: [], ...body };
  return { data, errors };
}
