import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { Authenticator } from '../../src/identity/caller.js';
import { Directory } from '../../src/identity/directory.js';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import type { TokenVerifier } from '../../src/identity/tokens.js';
import { openHttpDoor, type HttpDoor } from '../../src/server/http.js';
import type { RequestFacts } from '../../src/server/operationPlugin.js';
import { createServerLog } from '../../src/server/serverLog.js';

type Context = RequestFacts & { readonly language: string };

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
  readonly ready?: () => Promise<boolean>;
  readonly verifier?: TokenVerifier;
}

export interface OpenedDoor {
  readonly url: string;
  readonly door: HttpDoor;
  /** Authorization header of a DPO of acme, called Ada Lovelace. */
  readonly authorization: string;
  readonly directory: Directory;
  /** Lines of the server's log so far. */
  readonly lines: Record<string, unknown>[];
  /** Idempotent. */
  close(): Promise<void>;
}

/** The HTTP door on a free port, with real tokens and a real directory. */
export async function openDoor(options: DoorOptions = {}): Promise<OpenedDoor> {
  const folder = mkdtempSync(join(tmpdir(), 'article33-'));
  const directory = await Directory.open(join(folder, 'directory.sqlite'));
  const issuer = LocalIssuer.open(folder);
  const token = await issuer.sign(
    { role: 'DPO', org: 'acme', sub: 'ada', name: 'Ada Lovelace', lifeSeconds: 3_600 },
    new Date(),
  );
  const lines: Record<string, unknown>[] = [];
  const log = createServerLog('info', { write: (line) => lines.push(fieldsOf(JSON.parse(line))) });
  const door = await openHttpDoor<Context>({
    schema: tinySchema(options.gate ?? (() => Promise.resolve())),
    authenticator: new Authenticator(options.verifier ?? issuer.verifier(Date.now), directory),
    context: (facts) => facts,
    ready: options.ready ?? (() => Promise.resolve(true)),
    log,
    production: options.production ?? false,
  });
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
    authorization: `Bearer ${token}`,
    directory,
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
export function post(url: string, query: string, headers: Record<string, string> = {}): Promise<Answer> {
  return ask(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

export function codesOf(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors)) return [];
  return body.errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code);
}
