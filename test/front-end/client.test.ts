/** The sample client, made as a front-end team would make it: types generated from the schema, compiled, and walked through a running server. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { aFolder } from '../log/folder.js';

const root = join(__dirname, '..', '..');
const client = join(root, 'examples', 'front-end');
const node = (args: readonly string[], environment: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [...args], { cwd: root, env: { ...process.env, ...environment } });

describe('the sample client', () => {
  const folder = aFolder();
  let server: RunningServer | undefined;
  beforeAll(async () => {
    await node(['scripts/frontEnd.mjs']);
    await node([join('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'examples/front-end']);
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    folder.remove();
  });

  test('is typed by the schema from end to end: nothing in it, written or generated, is any', () => {
    const names = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(names).toContain(join('generated', 'graphql.ts'));
    const texts = names.map((name) => [name, readFileSync(join(client, name), 'utf8')] as const);
    const code = texts.map(
      ([name, text]) => [name, text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|`[^`]*`|"[^"]*"/gm, '')] as const,
    );
    expect(code.filter(([, text]) => /\bany\b/.test(text)).map(([name]) => name)).toEqual([]);
  });

  test('reports, follows, files and replays a breach on a running server', async () => {
    const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    server = await startServer(reading.config, createServerLog('silent'));
    const claims = { role: 'DPO', org: 'acme', sub: 'ada', name: 'Ada Lovelace', lifeSeconds: 600 } as const;
    const token = (await server.localIssuer?.sign(claims, new Date())) ?? '';
    const { stdout } = await node(['dist/front-end/walk.js', server.url], { ARTICLE33_TOKEN: token });
    expect(JSON.parse(stdout)).toEqual({
      refused: ['NOT_AWARE'],
      blocked: false,
      statuses: ['DETECTED', 'AWARE', 'NOTIFIED_CNIL'],
      followed: [
        expect.stringMatching(/^0 IncidentDetected /),
        expect.stringMatching(/^1 AwarenessEstablished /),
        expect.stringMatching(/^2 CnilNotified /),
      ],
      row: 'NOTIFIED_CNIL',
      filings: [{ kind: 'INITIAL', late: false }],
      pressing: true,
      notes: 0,
      present: 'NOTIFIED_CNIL',
      alert: true,
      history: ['IncidentDetected', 'AwarenessEstablished', 'CnilNotified'],
      changed: true,
      first: { id: true, status: 'DETECTED' },
    });
  });
});
