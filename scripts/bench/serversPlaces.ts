/** The servers that are measured against, each in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { CompiledQuery, Kysely } from 'kysely';
import { postgresDialect } from '../../src/store/postgres.js';
import { freePort } from '../../test/support/postgres.js';

export interface EventStore {
  readonly connectionString: string;
  /** What was met, for whoever reads the figures. */
  readonly name: string;
  end(): Promise<void>;
}

/** The one of EVENTSTORE_URL, or else a stand-in. */
export async function eventStore(): Promise<EventStore> {
  const url = process.env['EVENTSTORE_URL'] ?? '';
  if (url !== '') {
    return { connectionString: url, name: 'the server of EVENTSTORE_URL', end: () => Promise.resolve() };
  }
  const child = started([fileURLToPath(new URL('serversStandIn.js', import.meta.url))]);
  return {
    connectionString: await child.line,
    name: 'a stand-in that holds its log in memory, in a process of its own: **no real EventStoreDB was met**',
    end: () => child.end(),
  };
}

export interface Database {
  /** An empty database of its own. @returns its address. */
  fresh(): Promise<string>;
  /** Where the server may write and read files. */
  readonly folder: string;
  end(): Promise<void>;
}

/** The PostgreSQL of the tests: as installed, but for fsync, which is off. */
export async function database(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'article33-bench-'));
  // Where this runs as root the server runs as another user.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const child = started(['test/support/postgresServer.mjs', join(folder, 'data'), String(port)]);
  await child.line;
  const address = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  return {
    folder,
    async fresh() {
      const name = `bench_${randomBytes(6).toString('hex')}`;
      await asked(address('postgres'), [`create database ${name} template template0 encoding 'UTF8' locale 'C'`]);
      return address(name);
    },
    async end() {
      await child.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs statements one after the other, on one connection. @returns the rows of the last one. */
export async function asked(url: string, statements: readonly string[]): Promise<readonly unknown[]> {
  const db = new Kysely<object>({ dialect: postgresDialect(url, { most: 1, statementTimeout: 0 }) });
  try {
    return await db.connection().execute(async (own) => {
      let rows: readonly unknown[] = [];
      for (const statement of statements) ({ rows } = await own.executeQuery(CompiledQuery.raw(statement)));
      return rows;
    });
  } finally {
    await db.destroy();
  }
}

function started(args: readonly string[]): { readonly line: Promise<string>; end(): Promise<void> } {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  return { line: firstLine(child, createInterface({ input: child.stdout })), end: () => ended(child) };
}

async function firstLine(child: ChildProcess, lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line;
  throw new Error(`A server of the benchmark did not start (${String(child.exitCode)})`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end();
  await gone;
}
