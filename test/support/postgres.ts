/** PostgreSQL for tests: a server that this run starts for itself, and databases in it. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

export interface Postgres {
  /** An empty database of its own, texts compared by their bytes. @returns its address. */
  database(): Promise<string>;
  /** Cuts all sessions and takes the server down; what was committed stays. */
  stop(): Promise<void>;
  /** Takes it up again, under the same address. */
  start(): Promise<void>;
  /** Stops it for good and removes its files. */
  dispose(): Promise<void>;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/** Starts a server: to be called once in a file of tests, for it takes about a second. */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'article33-postgres-'));
  // Where this runs as root the server runs as another user.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const program = join(__dirname, 'postgresServer.mjs');
  const child = spawn(process.execPath, [program, join(folder, 'data'), String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const hear = async (word: string) => {
    const said: IteratorResult<string, unknown> = await lines.next();
    if (said.done === true || said.value !== word)
      throw new Error(`The PostgreSQL server of the tests did not say ${word}`);
  };
  const ask = async (word: string, answer: string) => {
    child.stdin.write(`${word}\n`);
    await hear(answer);
  };
  await hear('ready');
  const address = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`;
  return {
    async database() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      await client.query(`create database ${name} template template0 encoding 'UTF8' locale 'C'`);
      await client.end();
      return address(name);
    },
    stop: () => ask('stop', 'stopped'),
    start: () => ask('start', 'ready'),
    async dispose() {
      const gone = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
