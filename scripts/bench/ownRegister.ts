/** A register of a benchmark's own, over HTTP on a fresh data folder; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';

export interface OwnRegister {
  /** Of the GraphQL endpoint. */
  readonly url: string;
  /** With a token of acme's DPO for an hour. */
  readonly headers: Readonly<Record<string, string>>;
  /** Stops it and takes its folder away. */
  end(): Promise<void>;
}

export async function ownRegister(): Promise<OwnRegister> {
  const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
  const reading = readConfig(
    { ARTICLE33_DATA: join(folder, 'data'), ARTICLE33_PORT: '0', ARTICLE33_POINTS_A_MINUTE: '999999999' },
    folder,
  );
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const register = await startServer({ ...reading.config, logLevel: 'silent' }, createServerLog('silent'));
  const who = { role: 'DPO', org: 'acme', sub: 'bench', name: 'Bench', lifeSeconds: 3_600 } as const;
  const token = await LocalIssuer.open(reading.config.dataFolder).sign(who, new Date());
  return {
    url: `${register.url}/graphql`,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    async end() {
      await register.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
