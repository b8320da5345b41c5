/**
 * The whole life, as the demo tells it, on a register over servers: the EventStoreDB that EVENTSTORE_URL names, in streams of its own, or else a
 * stand-in that speaks its protocol; and a real PostgreSQL.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { SigningKeys } from '../../src/application/signing/keys.js';
import { Client } from '../../src/cli/demo/client.js';
import { stories } from '../../src/cli/demo/demo.js';
import { Page } from '../../src/cli/demo/page.js';
import { castOf, type Person, type Story } from '../../src/cli/demo/story.js';
import { tell } from '../../src/cli/demo/teller.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { aStandIn } from '../eventstore/opened.js';
import { at } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';

const url = process.env['EVENTSTORE_URL'] ?? '';
const folder = aFolder();

let postgres: Postgres;
let settings: Record<string, string>;
let server: RunningServer;

beforeAll(async () => {
  postgres = await startPostgres();
  writeFileSync(folder.path('key'), SigningKeys.fresh());
  settings = {
    ARTICLE33_EVENT_STORE: url === '' ? (await aStandIn()).connectionString : url,
    ARTICLE33_REGISTER: `life${randomBytes(8).toString('hex')}`,
    ARTICLE33_DATABASE: await postgres.database(),
    ARTICLE33_SECRET: 'a secret of the nodes of a test, shared by all',
    ARTICLE33_CHECKPOINT_KEY: folder.path('key'),
    ARTICLE33_DATA: folder.path('data'),
    ARTICLE33_PORT: '0',
  };
  server = await started();
}, 60_000);
afterAll(async () => {
  await server.stop();
  await postgres.dispose();
  folder.remove();
}, 60_000);

function started(): Promise<RunningServer> {
  const reading = readConfig(settings, folder.path('.'));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return startServer(reading.config, createServerLog('silent'));
}

function storyOf(name: string): Story {
  const story = stories[name]?.((english) => english);
  if (story === undefined) throw new Error(`no story ${name}`);
  return story;
}

async function tokenOf({ key, org, role, name }: Person): Promise<string> {
  if (server.localIssuer === null) throw new Error('no local issuer');
  return server.localIssuer.sign({ role, org, sub: key, name, lifeSeconds: 600 }, new Date());
}

/** @returns what did not go as the story has it. */
async function told(name: string): Promise<readonly string[]> {
  const story = storyOf(name);
  const cast = castOf(story).map(async (person) => [person.key, await tokenOf(person)] as const);
  const tokens = new Map(await Promise.all(cast));
  const clientOf = ({ key }: Person) => new Client(server.url, tokens.get(key) ?? '', 'en');
  const page = new Page(() => undefined, false, 'en');
  return (await tell({ story, clientOf, run: 'once', page })).surprises;
}

/** What each person of the stories sees: incidents with their duties. */
async function shown(): Promise<readonly unknown[]> {
  const people = Object.keys(stories).flatMap((name) => castOf(storyOf(name)));
  return Promise.all(
    people.map(async (person) => {
      const query = `{ incidents(first: 50) { totalCount nodes { id reference title status
        controllerNotices { totalCount } duties(at: "2023-06-01T00:00:00Z") { kind state metAt } timeline { totalCount } } } }`;
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(person)}` },
        body: JSON.stringify({ query }),
      });
      const answer: unknown = await response.json();
      expect(at(answer, 'errors')).toBeUndefined();
      return { person: person.key, incidents: at(answer, 'data.incidents') };
    }),
  );
}

test(
  url === ''
    ? 'no EVENTSTORE_URL names a server, and only the stand-in was met'
    : 'a real server was met, the one of EVENTSTORE_URL',
  async () => {
    const response = await fetch(`${server.url}/health/ready`);
    expect(await response.json()).toMatchObject({ parts: { log: 'ok', database: 'ok', sealing: 'ok' } });
  },
);

test.each(Object.keys(stories))('the story %s goes as it is told', async (name) => {
  expect(await told(name)).toEqual([]);
});

test('a node that starts later, on the same servers, shows the same', async () => {
  const before = await shown();
  expect(before.length).toBeGreaterThan(2);
  await server.stop();
  server = await started();
  expect(await shown()).toEqual(before);
});
