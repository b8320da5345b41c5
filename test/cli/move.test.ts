/** A register moved from the command line to servers and back: it serves, signs on, and its old log is over. */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { checkpointStream } from '../../src/application/ids.js';
import { openEmbeddedLog, openEventStoreLog, type EventLog, type Seals } from '../../src/log/index.js';
import { nameOf, namedPlace } from '../../src/server/moving/place.js';
import { readConfig, type Environment } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { collect } from '../contract/events.js';
import { startStandIn, type StandIn } from '../eventstore/server.js';
import { at } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { run } from './commandLine.js';

const folder = aFolder();
const root = folder.path('.');
const file = (name: string) => folder.path(name);
let postgres: Postgres;
let standIn: StandIn;
let database: string;
let onServers: Environment;
const secret = 'a secret of the register, the same on either side';
const inFolder = (name: string): Environment => ({ ARTICLE33_DATA: file(name), ARTICLE33_SECRET: secret });
const article33 = (environment: Environment, ...args: readonly string[]) => run(root, args, environment);

beforeAll(async () => {
  postgres = await startPostgres();
  standIn = await startStandIn();
  database = await postgres.database();
  onServers = {
    ARTICLE33_DATA: file('nodes'),
    ARTICLE33_EVENT_STORE: standIn.connectionString,
    ARTICLE33_DATABASE: database,
    ARTICLE33_SECRET: secret,
    ARTICLE33_CHECKPOINT_KEY: file('keys'),
  };
}, 60_000);
afterAll(async () => {
  await standIn.dispose();
  await postgres.dispose();
  folder.remove();
});

interface Serving {
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
  head(): Promise<string>;
}

async function serving<T>(environment: Environment, work: (server: Serving) => Promise<T>): Promise<T> {
  const reading = readConfig({ ARTICLE33_PORT: '0', ...environment }, root);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const server = await startServer(reading.config, createServerLog('silent'));
  try {
    const person = { role: 'DPO', org: 'acme', sub: 'dpo', name: 'Émilie', lifeSeconds: 600 } as const;
    const authorization = `Bearer ${String(await server.localIssuer?.sign(person, new Date()))}`;
    return await work({
      async ask(query, headers = {}): Promise<unknown> {
        const init = { method: 'POST', body: JSON.stringify({ query }) };
        const all = { 'content-type': 'application/json', authorization, ...headers };
        const answer: unknown = await (await fetch(`${server.url}/graphql`, { ...init, headers: all })).json();
        return answer;
      },
      async head() {
        // An export signs, and so gives the newest head.
        await (await fetch(`${server.url}/log/bundle?all=true&level=A`, { headers: { authorization } })).arrayBuffer();
        return (await fetch(`${server.url}/log/checkpoint`, { headers: { authorization } })).text();
      },
    });
  } finally {
    await server.stop();
  }
}

async function reported(server: Serving, title: string): Promise<string> {
  const answer = await server.ask(
    `mutation { reportIncident(input: { commandId: "${title}", title: "${title}" }) { position } }`,
  );
  return String(at(answer, 'data.reportIncident.position'));
}

/** Once the lists show as many. */
async function titles(server: Serving, many: number): Promise<readonly unknown[]> {
  for (const end = Date.now() + 15_000; ;) {
    const nodes = at(await server.ask('{ incidents { nodes { title } } }'), 'data.incidents.nodes');
    const found = Array.isArray(nodes) ? nodes.map((node) => at(node, 'title')).sort() : [];
    if (found.length === many || Date.now() > end) return found;
    await pause(50);
  }
}

const sizeOf = (head: string) => Number(head.split('\n')[1]);
const codeOf = (answer: unknown) => at(answer, 'errors.0.extensions.code');
const rootsIn = (out: string) => [...out.matchAll(/root (\S+);/g)].map(([, one]) => one);

async function typesRemembered(log: EventLog): Promise<ReadonlySet<string>> {
  const types = new Set<string>();
  const organisations = new Set((await collect(log.readAll())).map(({ organisation }) => organisation));
  for (const organisation of organisations) {
    for (const { type } of await collect(log.readStream(checkpointStream(organisation)))) types.add(type);
  }
  return types;
}

async function sealed(path: string): Promise<readonly string[]> {
  const log = openEmbeddedLog({ file: path, moved: 'read' });
  try {
    const { seals }: { seals: Seals } = log;
    const roots = [];
    for await (const organisation of seals.organisations()) {
      roots.push(Buffer.from((await seals.root(organisation)).root).toString('base64'));
    }
    return roots;
  } finally {
    await log.close();
  }
}

test('a register goes to servers and back: it serves and signs on, and each log that it left is over', async () => {
  const old = await serving(inFolder('one'), async (server) => {
    await reported(server, 'Premier');
    return { position: await reported(server, 'Deuxième'), head: await server.head() };
  });

  // The keys first: nothing is closed where the moved register could not believe its own heads.
  const from = ['import', '--from', 'sqlite:one/events.sqlite'] as const;
  const early = await article33(onServers, ...from);
  expect([early.code, early.out]).toEqual([3, '']);
  expect(early.err).toMatch(/signed with its own keys, and .*keys is not there/);
  expect(existsSync(file('one/events.sqlite.moved'))).toBe(false);
  cpSync(file('one/checkpoint-key'), file('keys'));

  const there = await article33(onServers, ...from);
  expect([there.code, there.err]).toEqual([0, '']);
  expect(there.out).toMatch(/the same sizes and the same roots:\n {2}organisation .* holds\n/);
  expect(there.out).toMatch(/files of evidence \(.*one\/evidence\)/);
  expect(rootsIn(there.out)).toEqual(await sealed(file('one/events.sqlite')));
  expect((await article33(onServers, ...from)).out).toMatch(/, 0 of them copied now/);

  // What it left.
  const stale = await article33(inFolder('one'), 'serve');
  expect([stale.code, stale.out]).toEqual([3, '']);
  expect(stale.err).toMatch(/was moved to esdb:\/\/127\.0\.0\.1:\d+ \(register article33, postgres:\/\/127/);
  writeFileSync(file('first-head.txt'), old.head);
  expect(await article33(inFolder('one'), 'verify', '--live', '--last-head', 'first-head.txt')).toMatchObject({
    code: 0,
  });

  const next = await serving(onServers, async (server) => {
    expect(await titles(server, 2)).toEqual(['Deuxième', 'Premier']);
    const resync = await server.ask('{ incidents { totalCount } }', { 'x-min-position': old.position });
    expect(codeOf(resync)).toBe('RESYNC_REQUIRED');
    const position = await reported(server, 'Troisième');
    const busy = await article33(onServers, 'export', '--to', 'sqlite:two/events.sqlite');
    expect(busy).toMatchObject({ code: 4, err: expect.stringMatching(/A node is at work/) as string });
    return { position, head: await server.head() };
  });
  expect(sizeOf(next.head)).toBeGreaterThan(sizeOf(old.head));
  expect(next.head.split('\n')[0]).toBe(old.head.split('\n')[0]);
  const gone = await article33(onServers, ...from);
  expect([gone.code, gone.out]).toEqual([8, '']);
  expect(gone.err).toMatch(/it has gone on/);

  // And back, into a folder of its own.
  mkdirSync(file('two'));
  cpSync(file('keys'), file('two/checkpoint-key'));
  const back = await article33(onServers, 'export', '--to', 'sqlite:two/events.sqlite');
  expect([back.code, back.err]).toEqual([0, '']);
  expect(rootsIn(back.out)).toEqual(await sealed(file('two/events.sqlite')));
  await serving(inFolder('two'), async (server) => {
    expect(await titles(server, 3)).toEqual(['Deuxième', 'Premier', 'Troisième']);
    const resync = await server.ask('{ incidents { totalCount } }', { 'x-min-position': next.position });
    expect(codeOf(resync)).toBe('RESYNC_REQUIRED');
    await reported(server, 'Quatrième');
    expect(sizeOf(await server.head())).toBeGreaterThan(sizeOf(next.head));
  });
  writeFileSync(file('second-head.txt'), next.head);
  const verified = await article33(
    inFolder('two'),
    ...['verify', '--live', '--last-head', 'first-head.txt', '--last-head', 'second-head.txt'],
  );
  expect(verified.code).toBe(0);

  const left = await openEventStoreLog({ connectionString: standIn.connectionString });
  expect(await typesRemembered(left)).toEqual(new Set(['CheckpointSigned']));
  await left.close();
  const home = openEmbeddedLog({ file: file('two/events.sqlite') });
  expect(await typesRemembered(home)).toEqual(new Set(['CheckpointSigned']));
  await home.close();
  const away = await article33(onServers, 'export', '--to', 'sqlite:three/events.sqlite');
  expect(away).toMatchObject({ code: 8, err: expect.stringMatching(/was moved to .*two\/events\.sqlite/) as string });
}, 120_000);

test('positions of a folder that made its own secret lead to loading anew on servers that were given it', async () => {
  const own = { ARTICLE33_DATA: file('own') };
  const position = await serving(own, (server) => reported(server, 'Avant'));
  const servers = {
    ...onServers,
    ARTICLE33_REGISTER: 'own',
    ARTICLE33_DATABASE: await postgres.database(),
    ARTICLE33_SECRET: `base64:${readFileSync(file('own/register-secret'), 'base64')}`,
    ARTICLE33_CHECKPOINT_KEY: file('own/checkpoint-key'),
  };
  expect(await article33(servers, 'import', '--from', 'sqlite:own/events.sqlite')).toMatchObject({ code: 0, err: '' });
  const answered = (environment: Environment) =>
    serving(environment, async (server) =>
      codeOf(await server.ask('{ incidents { totalCount } }', { 'x-min-position': position })),
    );
  expect(await answered(servers)).toBe('RESYNC_REQUIRED');
  expect(await answered({ ...servers, ARTICLE33_SECRET: secret })).toBe('INVALID_CURSOR');
}, 60_000);

test.each([
  [['import'], 2, /required option '--from/],
  [['import', '--from', 'mysql://x'], 2, /sqlite:<file>, or the address of an event store/],
  [['import', '--from', 'esdb://x'], 2, /goes the database of its register/],
  [['import', '--from', 'sqlite:x', '--from-database', 'postgres://x/y'], 2, /go with an event store/],
  [
    ['import', '--from', 'esdb://x', '--from-database', 'postgres://x/y', '--register', 'Ü'],
    2,
    /name of a register is/,
  ],
  [['import', '--from', 'sqlite:none.sqlite'], 8, /none\.sqlite is not there/],
  [['export'], 2, /with --out, or the place to move the register to with --to/],
  [['export', '--to', 'sqlite:x', '--all'], 2, /no bundle written/],
  [['export', '--to', 'sqlite:x', '--incident', 'x', '--out', 'y'], 2, /no bundle written/],
  [['export', '--all', '--out', 'x', '--elsewhere'], 2, /go with --to/],
  [['import', '--from', 'sqlite:four/events.sqlite'], 4, /in use/],
] as const)('%j is refused in words', async (args, code, words) => {
  await aRegisterOnce();
  const refused = await article33(inFolder('four'), ...args);
  expect([refused.code, refused.out]).toEqual([code, '']);
  expect(refused.err).toMatch(words);
});

/** A register in a folder, once. */
async function aRegisterOnce(): Promise<void> {
  if (existsSync(file('four/events.sqlite'))) return;
  await serving(inFolder('four'), async (server) => {
    await reported(server, 'Seul');
  });
}

test('passwords of addresses are told nowhere', async () => {
  const address = 'postgres://who:hunter2@127.0.0.1:1/x';
  const to = ['export', '--to', standIn.connectionString, '--register', 'other', '--to-database', address];
  const refused = await article33(inFolder('four'), ...to);
  expect(refused).toMatchObject({
    code: 9,
    out: '',
    err: expect.stringMatching(/127\.0\.0\.1:1\/x cannot be used/) as string,
  });
  expect(refused.err).not.toContain('hunter2');
  const named = { place: 'esdb://admin:hunter2@a:2113,b:2113/?tls=false&user=c', database: address };
  const place = namedPlace(named, root);
  expect(typeof place === 'string' ? place : nameOf(place)).toBe(
    'esdb://a:2113,b:2113 (register article33, postgres://127.0.0.1:1/x)',
  );
});
