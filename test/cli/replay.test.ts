/** `article33 replay`, against a running server. */
import { runCommandLine } from '../../src/cli/program.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { aFolder } from '../log/folder.js';

describe('article33 replay', () => {
  const folder = aFolder();
  let server: RunningServer;
  let token: string;
  let id: string;
  let reference: string;
  beforeAll(async () => {
    const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    server = await startServer(reading.config, createServerLog('silent'));
    const claims = { role: 'DPO', org: 'acme', sub: 'ada', name: 'Ada Lovelace', lifeSeconds: 600 } as const;
    token = (await server.localIssuer?.sign(claims, new Date())) ?? '';
    const reported = await say('reportIncident', { title: 'Avant' }, 'incident { incidentId reference }');
    ({ incidentId: id, reference } = reported['incident'] as { incidentId: string; reference: string });
    await say('correctIncident', { incidentId: id, title: 'Après\u001b[2J', reasons: 'relu' }, 'revision');
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  async function say(name: string, input: object, fields: string): Promise<Record<string, unknown>> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${fields} } }`;
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data } = (await answer.json()) as { data: Record<string, Record<string, unknown>> };
    return data[name] ?? {};
  }

  async function run(...args: readonly string[]) {
    let [out, err] = ['', ''];
    const code = await runCommandLine(['replay', '--url', server.url, '--token', token, ...args], {
      environment: {},
      folder: folder.path('.'),
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      untilStopped: () => Promise.resolve(),
    });
    return { code, out, err };
  }

  test('shows the incident as it is, by id and by reference', async () => {
    for (const named of [id, reference]) {
      const { code, out } = await run(named);
      expect(code).toBe(0);
      expect(out).toContain(`${reference}  Après`);
      expect(out).toMatch(/as it is now \(after event 1\)[\s\S]*What the law asked[\s\S]*OPEN +GDPR art\. 33\(5\)/);
    }
  });

  test('shows it as it was after an event, in the language asked for', async () => {
    const { code, out } = await run(id, '--revision', '0', '--lang', 'fr');
    expect(code).toBe(0);
    expect(out).toMatch(/Avant\ntel que le registre le connaissait le [\s\S]*Ce que la loi demandait/);
  });

  test('steps through its events and tells what each changed; nothing that was written moves the cursor', async () => {
    const { code, out } = await run(id, '--step');
    expect(code).toBe(0);
    expect(out).toMatch(/#0 [\s\S]*Ada Lovelace \(DPO\)[\s\S]*#1 [\s\S]*~ \/title: "Avant" → "Après/);
    expect(out).not.toContain('\u001b');
  });

  test('says what is not there', async () => {
    const before = await run(id, '--at', '2020-01-01T00:00:00Z');
    expect(before).toMatchObject({ code: 1, out: '' });
    for (const args of [['1999-0001'], [id, '--revision', '7']]) {
      expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining('no such incident') as string });
    }
  });

  test('refuses what it does not understand', async () => {
    for (const args of [[], [id, '--at', 'yesterday'], [id, '--revision', '-1'], [id, '--step', '--revision', '1']]) {
      expect((await run(...args)).code).toBe(2);
    }
  });
});
