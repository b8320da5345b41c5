import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { Authenticator } from '../../src/identity/caller.js';
import { Directory } from '../../src/identity/directory.js';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import type { Role } from '../../src/identity/roles.js';
import type { TokenVerifier } from '../../src/identity/tokens.js';
import { Gate, type GateParts } from '../../src/server/gate/gate.js';
import { Proxies } from '../../src/server/gate/proxies.js';
import { Health, type HealthPart } from '../../src/server/health.js';
import { openHttpDoor, type HttpDoor } from '../../src/server/http.js';
import { Metrics } from '../../src/server/metrics.js';
import type { RequestFacts } from '../../src/server/operationPlugin.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { openWebSocketDoor, type WebSocketDoor } from '../../src/server/websocket/door.js';
import type { SocketLimits } from '../../src/server/websocket/limits.js';
import type { LiveSource } from '../../src/server/websocket/operations.js';

export type Context = RequestFacts & { readonly language: string };

/** A schema just large enough to see what the door does to requests. `gate` holds an answer back until the test lets it go. */
function tinySchema(gate: () => Promise<void>): GraphQLSchema {
  const text = { type: GraphQLString };
  const source = {};
  return new GraphQLSchema({
    query: new GraphQLObjectType<unknown, Context>({
      name: 'Query',
      fields: {
        role: { ...text, resolve: (_root, _args, { caller }) => caller?.role },
        language: { ...text, resolve: (_root, _args, { language }) => language },
        echo: {
          ...text,
          args: { text: { type: new GraphQLNonNull(GraphQLString) } },
          resolve: (_root, args: { text: string }) => args.text,
        },
        held: { ...text, resolve: () => gate().then(() => 'let go') },
        fault: {
          ...text,
          resolve: () => {
            throw new Error('connect postgres://user:hunter2@db');
          },
        },
      },
    }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: { write: { ...text, resolve: () => 'written' } } }),
    subscription: new GraphQLObjectType({
      name: 'Subscription',
      fields: { ticks: { ...text, resolve: () => source } },
    }),
  });
}

export interface DoorOptions {
  readonly production?: boolean;
  readonly gate?: () => Promise<void>;
  /** How the register is; sound unless told. */
  readonly look?: HealthPart['look'];
  readonly routes?: (app: FastifyInstance) => void;
  readonly metrics?: (schema: GraphQLSchema) => Metrics;
  readonly verifier?: TokenVerifier;
  /** Points a minute. */
  readonly points?: number;
  readonly reach?: GateParts['reach'];
  readonly receivingMs?: number;
  readonly answeringMs?: number;
  readonly limits?: Partial<SocketLimits>;
  readonly origins?: readonly string[];
  /** Networks of proxies that are believed; none unless told. */
  readonly trusted?: readonly string[];
  /** Where subscriptions come from; none are taken unless told. */
  readonly live?: LiveSource<Context>;
  readonly schema?: GraphQLSchema;
}

export interface OpenedDoor {
  readonly url: string;
  readonly door: HttpDoor;
  /** Authorization header of a DPO of acme, called Ada Lovelace. */
  readonly authorization: string;
  readonly directory: Directory;
  /** What both doors tell of their work. */
  readonly metrics: Metrics;
  readonly health: Health;
  /** A token of acme, of a DPO for an hour unless told. */
  token(claims?: { role?: Role; sub?: string; org?: string; lifeSeconds?: number }): Promise<string>;
  readonly sockets: WebSocketDoor;
  /** Lines of the server's log so far. */
  readonly lines: Record<string, unknown>[];
  /** Idempotent. */
  close(): Promise<void>;
}

/** Both doors on a free port, with real tokens and a real directory. */
export async function openDoor(options: DoorOptions = {}): Promise<OpenedDoor> {
  const folder = mkdtempSync(join(tmpdir(), 'article33-'));
  const directory = await Directory.open(join(folder, 'directory.sqlite'));
  const issuer = LocalIssuer.open(folder);
  const token: OpenedDoor['token'] = (claims = {}) =>
    issuer.sign(
      { role: 'DPO', org: 'acme', sub: 'ada', name: 'Ada Lovelace', lifeSeconds: 3_600, ...claims },
      new Date(),
    );
  const lines: Record<string, unknown>[] = [];
  const log = createServerLog('info', { write: (line) => lines.push(fieldsOf(JSON.parse(line))) });
  const schema = options.schema ?? tinySchema(options.gate ?? (() => Promise.resolve()));
  const metrics = (options.metrics ?? ((of) => new Metrics(of)))(schema);
  const health = new Health([{ name: 'register', look: options.look ?? (() => Promise.resolve(null)) }]);
  const gate = new Gate({ production: false, reach: () => Promise.resolve('REACHED'), ...options, schema, log });
  const authenticator = new Authenticator(options.verifier ?? issuer.verifier(Date.now), directory);
  const context = (facts: Context): Context => facts;
  const live = options.live ?? { subscribe: () => Promise.resolve({ errors: [] }) };
  const proxies = new Proxies(options.trusted ?? []);
  const sockets: WebSocketDoor[] = [];
  const door = await openHttpDoor<Context>({
    ...options,
    schema,
    gate,
    proxies,
    authenticator,
    context,
    health,
    instruments: metrics,
    log,
    sockets: (server) => {
      const { limits = {}, origins = [] } = options;
      const opened = openWebSocketDoor<Context>(server, {
        schema,
        gate,
        proxies,
        authenticator,
        context,
        log,
        instruments: metrics,
        live,
        limits,
        origins,
      });
      sockets.push(opened);
      return opened;
    },
  });
  const [socketDoor] = sockets;
  if (socketDoor === undefined) throw new Error('No WebSocket door was opened');
  const url = await door.listen('127.0.0.1', 0);
  let closing: Promise<void> | null = null;
  const close = async () => {
    await door.close(1_000);
    await directory.close();
    rmSync(folder, { recursive: true });
  };
  return {
    url,
    door,
    authorization: `Bearer ${await token()}`,
    directory,
    metrics,
    health,
    token,
    sockets: socketDoor,
    lines,
    close: () => (closing ??= close()),
  };
}

function fieldsOf(line: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(line ?? {}));
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
  /** Codes of the errors in the body. */
  readonly codes: readonly unknown[];
}

/** Sends a request and reads its whole answer, which must be JSON. */
export async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body: unknown = JSON.parse(text);
  return { status: response.status, headers: response.headers, text, body, codes: codesOf(body) };
}

/** POSTs a GraphQL document. */
export function post(
  url: string,
  query: string,
  headers: Record<string, string> = {},
  more: object = {},
): Promise<Answer> {
  return ask(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, ...more }),
  });
}

export function codesOf(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) return [];
  return body.errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code);
}
