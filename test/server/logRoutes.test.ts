/** What auditors fetch over HTTP: for each role, for another organisation, without a token, and asked wrongly. */
import { writeFileSync } from 'node:fs';
import { roles, type Role } from '../../src/identity/roles.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { runVerifier } from '../../src/verifier/commandLine.js';
import { mutation, textAt } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { codesOf } from './httpDoor.js';

const folder = aFolder();
let server: RunningServer;
let incidentId: string;

async function bearer(role: Role, org = 'acme'): Promise<string> {
  if (server.localIssuer === null) throw new Error('no local issuer');
  return `Bearer ${await server.localIssuer.sign({ role, org, sub: role, name: null, lifeSeconds: 600 }, new Date())}`;
}

interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly codes: readonly unknown[];
}

async function get(path: string, authorization: string | null): Promise<Got> {
  const response = await fetch(`${server.url}${path}`, authorization === null ? {} : { headers: { authorization } });
  const bytes = Buffer.from(await response.arrayBuffer());
  const json = response.headers.get('content-type')?.startsWith('application/json') === true;
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    codes: json ? codesOf(JSON.parse(bytes.toString())) : [],
  };
}

const bundleOf = (id: string, level = 'A') => `/log/bundle?incident=${id}&level=${level}`;

beforeAll(async () => {
  const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  server = await startServer(reading.config, createServerLog('silent'));
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: await bearer('DPO') },
    body: JSON.stringify({
      query: mutation('reportIncident', 'incidentId'),
      variables: { input: { title: 'Courrier "égaré" <b>' } },
    }),
  });
  incidentId = textAt(await response.json(), 'data.reportIncident.incident.incidentId');
}, 60_000);
afterAll(async () => {
  await server.stop();
  folder.remove();
});

describe.each(roles)('%s', (role) => {
  const audits = role !== 'REPORTER';
  const exports = !['REPORTER', 'HANDLER'].includes(role);

  test(audits ? 'reads head and policy' : 'may read neither head nor policy', async () => {
    // An export signs a head, so that there is one.
    expect((await get(bundleOf(incidentId), await bearer('AUDITOR'))).status).toBe(200);
    for (const [path, form] of [
      ['/log/checkpoint', /^localhost\/[0-9a-f-]{36}\/0\n[1-9]\d*\n[\w+/]{43}=\n\n(— \S+ \S+\n){2}$/],
      ['/log/policy', /^log localhost\/\S+\nwitness operator \S+\nquorum none\n$/],
    ] as const) {
      const got = await get(path, await bearer(role));
      if (audits) {
        expect([got.status, got.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
        expect(got.bytes.toString()).toMatch(form);
      } else expect([got.status, got.codes]).toEqual([403, ['FORBIDDEN']]);
    }
  });

  test(exports ? 'fetches bundles' : 'may fetch no bundle', async () => {
    for (const path of [bundleOf(incidentId), bundleOf(incidentId, 'B'), '/log/bundle?all=true&level=A']) {
      const got = await get(path, await bearer(role));
      if (!exports) expect([got.status, got.codes]).toEqual([403, ['FORBIDDEN']]);
      else {
        expect([got.status, got.headers.get('content-type')]).toEqual([200, 'application/zip']);
        expect(got.headers.get('content-disposition')).toMatch(/^attachment; .*\d+-[AB]\.zip$/);
        expect(got.bytes.subarray(0, 2).toString()).toBe('PK');
      }
    }
  });
});

test('a bundle as it is downloaded verifies with the policy and the head that were fetched', async () => {
  const dpo = await bearer('DPO');
  const [bundle, policy, head] = [folder.path('bundle.zip'), folder.path('policy.txt'), folder.path('head.txt')];
  for (const [path, file] of [
    [bundleOf(incidentId), bundle],
    ['/log/policy', policy],
    ['/log/checkpoint', head],
  ] as const) {
    writeFileSync(file, (await get(path, dpo)).bytes);
  }
  const said: string[] = [];
  const streams = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
  expect([await runVerifier([bundle, policy, '--last-head', head], streams), said.length]).toEqual([0, 1]);
});

test('another organisation has no such incident, and its log is another one', async () => {
  const stranger = await bearer('DPO', 'elsewhere');
  for (const level of ['A', 'B']) {
    const got = await get(bundleOf(incidentId, level), stranger);
    expect([got.status, got.codes]).toEqual([404, ['BAD_REQUEST']]);
  }
  const own = await get('/log/policy', await bearer('DPO'));
  expect((await get('/log/policy', stranger)).bytes.equals(own.bytes)).toBe(false);
});

test('an organisation that recorded nothing has no head and no bundle', async () => {
  const nobody = await bearer('ADMIN', 'nothing yet');
  expect((await get('/log/checkpoint', nobody)).status).toBe(404);
  expect((await get('/log/policy', nobody)).status).toBe(200);
  expect((await get(bundleOf('00000000-0000-4000-8000-000000000000'), nobody)).status).toBe(404);
});

test('without a valid token nothing is told', async () => {
  for (const path of ['/log/checkpoint', '/log/policy', bundleOf(incidentId), '/log/bundle?all=true&level=A']) {
    for (const authorization of [null, 'Bearer x.y.z', `Basic ${incidentId}`]) {
      const got = await get(path, authorization);
      expect([got.status, got.codes]).toEqual([401, ['UNAUTHENTICATED']]);
    }
  }
});

test.each([
  '/log/bundle',
  '/log/bundle?level=A',
  `/log/bundle?incident=1`,
  '/log/bundle?incident=1&level=C',
  '/log/bundle?incident=1&level=A&level=B',
  '/log/bundle?incident=1&incident=2&level=A',
  '/log/bundle?incident=1&all=true&level=A',
  '/log/bundle?all=true&level=B',
  '/log/bundle?all=yes&level=A',
])('%s is asked wrongly', async (path) => {
  const got = await get(path, await bearer('AUDITOR'));
  expect([got.status, got.codes]).toEqual([400, ['BAD_REQUEST']]);
});

test.each(["'; DROP TABLE events; --", '../../etc/passwd', '%00', 'ABC'])(
  'an incident called %j does not exist',
  async (id) => {
    const got = await get(bundleOf(encodeURIComponent(id)), await bearer('AUDITOR'));
    expect([got.status, got.codes]).toEqual([404, ['BAD_REQUEST']]);
  },
);
