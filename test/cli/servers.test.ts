/** Servers that a node cannot use: each has its words, its exit code, and tells no password. */
import { writeFileSync } from 'node:fs';
import { SigningKeys } from '../../src/application/signing/keys.js';
import { aStandIn } from '../eventstore/opened.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { run } from './commandLine.js';

let postgres: Postgres;
const folder = aFolder();
beforeAll(async () => {
  postgres = await startPostgres();
  writeFileSync(folder.path('key'), SigningKeys.fresh());
}, 60_000);
afterAll(async () => {
  await postgres.dispose();
  folder.remove();
});

async function settings(more: Readonly<Record<string, string>> = {}) {
  return {
    ARTICLE33_EVENT_STORE: (await aStandIn()).connectionString,
    ARTICLE33_DATABASE: await postgres.database(),
    ARTICLE33_SECRET: 'a secret of the nodes of a test, shared by all',
    ARTICLE33_CHECKPOINT_KEY: folder.path('key'),
    ...more,
  };
}

test('a database whose password is wrong', async () => {
  const right = await postgres.database();
  const url = right.replace('postgres:postgres@', 'nobody:geheim@');
  const { code, err } = await run(folder.path('.'), ['serve'], await settings({ ARTICLE33_DATABASE: url }));
  expect(code).toBe(9);
  expect(err).toMatch(/The database postgres:\/\/127\.0\.0\.1:\d+\/\w+ cannot be used: .*Check ARTICLE33_DATABASE/);
  expect(err).not.toContain('geheim');
});

test('an event store that its connection string does not name', async () => {
  const { code, err } = await run(
    folder.path('.'),
    ['serve'],
    await settings({ ARTICLE33_EVENT_STORE: 'esdb://admin:geheim@' }),
  );
  expect(code).toBe(9);
  expect(err).toMatch(/Check ARTICLE33_EVENT_STORE/);
  expect(err).not.toContain('geheim');
});

test('the database of another register', async () => {
  const database = await postgres.database();
  const served = await run(folder.path('.'), ['serve'], await settings({ ARTICLE33_DATABASE: database }), report);
  expect(served).toMatchObject({ code: 0, err: '' });
  const { code, err } = await run(
    folder.path('.'),
    ['serve'],
    await settings({ ARTICLE33_DATABASE: database }),
    report,
  );
  expect(code).toBe(9);
  expect(err).toMatch(/seals of another log/);
}, 60_000);

/** Something is recorded. */
async function report(out: string): Promise<void> {
  const url = /at (http:\S+)\/graphql/.exec(out)?.[1] ?? '';
  const token = /DPO\s+(\S+)/.exec(out)?.[1] ?? '';
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: 'mutation { reportIncident(input: {title: "Perdu"}) { revision } }' }),
  });
  expect(await response.text()).toMatch(/"revision":0/);
}

test('what works on the files of a data folder says so, and what to do', async () => {
  for (const command of [['key', 'show'], ['export', '--all', '--level', 'A', '--out', 'x.zip'], ['rebuild']]) {
    const { code, err } = await run(folder.path('.'), command, await settings());
    expect([command, code]).toEqual([command, 3]);
    expect(err).toMatch(/docs\/operations\.md/);
  }
});
