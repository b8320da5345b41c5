import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import { readConfig, type Config } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { StartFault } from '../../src/server/startFault.js';
import { ask, post } from './httpDoor.js';

describe('a server', () => {
  let folder: string;
  const running: RunningServer[] = [];
  const log = createServerLog('silent');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  });

  function config(environment: Record<string, string> = {}): Config {
    const reading = readConfig({ ARTICLE33_PORT: '0', ...environment }, folder);
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    return reading.config;
  }

  async function start(of = config()): Promise<RunningServer> {
    const server = await startServer(of, log);
    running.push(server);
    return server;
  }

  async function bearer(issuer: LocalIssuer | null, sub = 'ada'): Promise<{ authorization: string }> {
    if (issuer === null) throw new Error('no local issuer');
    const token = await issuer.sign(
      { role: 'DPO', org: 'acme', sub, name: 'Ada Lovelace', lifeSeconds: 60 },
      new Date(),
    );
    return { authorization: `Bearer ${token}` };
  }

  async function refusal(of: Config): Promise<StartFault> {
    const fault: unknown = await start(of).catch((error: unknown) => error);
    if (!(fault instanceof StartFault)) throw new Error('It should not have started', { cause: fault });
    return fault;
  }

  test('makes its data folder, for its owner alone, and answers who asks', async () => {
    const server = await start();
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    for (const file of ['events.sqlite', 'directory.sqlite', 'register-secret', 'local-issuer.pem']) {
      expect(statSync(join(folder, 'data', file)).mode & 0o077).toBe(0);
    }
    const answer = await post(server.url, '{ me { actor { name } role } }', await bearer(server.localIssuer));
    expect(answer.body).toMatchObject({ data: { me: { actor: { name: 'Ada Lovelace' }, role: 'DPO' } } });
    expect((await ask(`${server.url}/health/ready`, {})).status).toBe(200);
  });

  test('answers UNAUTHENTICATED, field by field, who shows no token', async () => {
    const server = await start();
    const answer = await post(server.url, '{ me { role } position }');
    expect(answer).toMatchObject({
      status: 200,
      body: { data: { me: null, position: null } },
      codes: ['UNAUTHENTICATED', 'UNAUTHENTICATED'],
    });
  });

  test('knows after a restart what was reported before, and the places in the log that it gave out', async () => {
    const first = await start();
    const headers = await bearer(first.localIssuer);
    const mutation = `mutation { reportIncident(input: { title: "Laptop left on a train", detectedAt: "2026-01-05T09:00:00+01:00" }) {
      incident { incidentId } userErrors { code } position } }`;
    const reported = await post(first.url, mutation, headers);
    expect(reported.body).toMatchObject({ data: { reportIncident: { userErrors: [] } } });
    const id = /"incidentId":"([^"]+)"/.exec(reported.text)?.[1] ?? '';
    const question = `{ incident(id: "${id}") { title reportedBy { name } } }`;
    const before = await post(first.url, question, headers);
    const place = /"position":"([^"]+)"/.exec(reported.text)?.[1] ?? '';
    await first.stop();
    const second = await start();
    const after = await post(second.url, question, { ...headers, 'x-min-position': place });
    expect(after.body).toHaveProperty('data', dataIn(before.body));
    expect(after.body).toMatchObject({
      data: { incident: { title: 'Laptop left on a train', reportedBy: { name: 'Ada Lovelace' } } },
    });
  });

  test('is told that another one is at work on its data folder, and harms it in nothing', async () => {
    const first = await start();
    const fault = await refusal(config());
    expect(fault.kind).toBe('DATA_IN_USE');
    expect(fault.message).toMatch(/in use.*ARTICLE33_DATA/s);
    expect((await ask(`${first.url}/health/ready`, {})).status).toBe(200);
  });

  test('is told that its port is taken, and leaves the data folder free', async () => {
    const other: Server = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const fault = await refusal(config({ ARTICLE33_PORT: port }));
    expect(fault.kind).toBe('ADDRESS');
    expect(fault.message).toMatch(new RegExp(`port ${port}: another program is using it`));
    other.close();
    await start();
  });

  test('does not start on a log that is damaged, a directory that is none, or a key that is none', async () => {
    await (await start()).stop();
    const damaged = {
      'events.sqlite': 'DATA_DAMAGED',
      'local-issuer.pem': 'DATA_DAMAGED',
      'directory.sqlite': 'DATA_UNUSABLE',
    };
    for (const [file, kind] of Object.entries(damaged)) {
      const other = join(folder, file.replace(/\W/g, '-'));
      await (await start(config({ ARTICLE33_DATA: other }))).stop();
      for (const name of [file, `${file}-wal`, `${file}-shm`]) {
        if (existsSync(join(other, name))) writeFileSync(join(other, name), 'no longer what it was, '.repeat(400));
      }
      const fault = await refusal(config({ ARTICLE33_DATA: other }));
      expect([file, fault.kind]).toEqual([file, kind]);
      expect(fault.message).toContain(file);
    }
  });

  test('is told that its data folder is a file', async () => {
    writeFileSync(join(folder, 'data'), '');
    const fault = await refusal(config());
    expect(fault.kind).toBe('DATA_UNUSABLE');
    expect(fault.message).toMatch(/there is a file of that name/);
  });

  test('puts its log where it is told, and seals with the secret it is given', async () => {
    const server = await start(
      config({
        ARTICLE33_EVENT_STORE: `sqlite:${join(folder, 'elsewhere', 'log.sqlite')}`,
        ARTICLE33_SECRET: 's'.repeat(40),
      }),
    );
    expect(existsSync(join(folder, 'elsewhere', 'log.sqlite'))).toBe(true);
    expect(existsSync(join(folder, 'data', 'events.sqlite'))).toBe(false);
    expect(existsSync(join(folder, 'data', 'register-secret'))).toBe(false);
    await server.stop();
  });

  test('has no key of its own, and takes no token of such a one, where a provider signs', async () => {
    const provider = { ARTICLE33_OIDC_ISSUER: 'http://127.0.0.1:9', ARTICLE33_OIDC_AUDIENCE: 'article33' };
    const server = await start(config({ NODE_ENV: 'production', ...provider }));
    expect(server.localIssuer).toBeNull();
    expect(existsSync(join(folder, 'data', 'local-issuer.pem'))).toBe(false);
    const answer = await post(server.url, '{ me { role } }', await bearer(LocalIssuer.open(folder)));
    expect(answer).toMatchObject({ status: 503, codes: ['UNAVAILABLE'] });
  });

  test('stops once, however often it is asked to', async () => {
    const server = await start();
    await Promise.all([server.stop(), server.stop()]);
    await expect(fetch(server.url)).rejects.toThrow();
  });
});

/** Without what the answer cost. */
function dataIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
}
