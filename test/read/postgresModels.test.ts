/** Read models that several nodes share: schemas of one database, of which the node that leads writes the newest. */
import { CompiledQuery, type Kysely } from 'kysely';
import type { EventLog, Position } from '../../src/log/port.js';
import type { ReadModels } from '../../src/read/index.js';
import { setImmediate as turn } from 'node:timers/promises';
import type { Leadership } from '../../src/cluster/leadership.js';
import { openPostgresReadModels, type PostgresReadModelsOptions } from '../../src/read/postgresModels.js';
import { ask } from '../store/places.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { contentOf } from './readModels.contract.js';
import { aStory, type Story } from './story.js';

/** Leadership that a test hands over: whoever holds it may write. */
class Baton {
  holder: string | null = null;
  readonly #hearers = new Set<(leads: boolean) => void>();

  of(node: string): Leadership {
    const holds = () => this.holder === node;
    return {
      get epoch() {
        return holds() ? 1 : null;
      },
      guard: () => (holds() ? Promise.resolve() : Promise.reject(new Error('another node leads'))),
      onChange: (hear) => {
        this.#hearers.add(hear);
        return () => this.#hearers.delete(hear);
      },
    };
  }

  pass(node: string | null): void {
    this.holder = node;
    for (const hear of this.#hearers) hear(true);
  }
}

let server: Postgres;
let url: string;
let story: Story;
let told: string[];
let open: ReadModels[];

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.dispose();
});
beforeEach(async () => {
  story = await aStory(4, 40);
  url = await server.database();
  told = [];
  open = [];
});
afterEach(async () => {
  for (const models of open) await models.close();
  await story.end();
});

async function openModels(options: Partial<PostgresReadModelsOptions> = {}): Promise<ReadModels> {
  const tell = (_: string, message: string) => told.push(message);
  const models = await openPostgresReadModels({
    url,
    leadership: null,
    log: story.register.log,
    tell,
    checkEvery: 20,
    ...options,
  });
  open.push(models);
  return models;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn();
}

async function headOf(log: EventLog): Promise<Position> {
  const head = await log.head();
  if (head === null) throw new Error('the log is empty');
  return head;
}

function readerOf(models: ReadModels | TestReader) {
  if (models.reader === null) throw new Error('nothing answers');
  return models.reader;
}
type TestReader = Pick<ReadModels, 'reader'>;

/** Everything but the checkpoint, once the log's end is there. */
async function content(models: ReadModels) {
  await until(() => models.reader !== null);
  expect(await models.waitFor(await headOf(story.register.log), 10_000)).toBe(true);
  return rowsOf(readerOf(models));
}

async function rowsOf(reader: Kysely<never> | NonNullable<ReadModels['reader']>) {
  const { checkpoint, ...rows } = await contentOf(reader as NonNullable<ReadModels['reader']>);
  expect(checkpoint).toHaveLength(1);
  return rows;
}

/** What SQLite holds of the same log. */
async function expected() {
  const { readModels, log } = story.register;
  await until(() => readModels.reader !== null);
  await readModels.waitFor(await headOf(log), 10_000);
  return rowsOf(readerOf(readModels));
}

async function schemas(): Promise<readonly unknown[]> {
  return ask(url, `select nspname as name from pg_namespace where nspname like 'article33_read_%' order by 1`);
}

function madeAnew(): readonly string[] {
  return told.filter((line) => line.includes('made anew'));
}

describe('one node', () => {
  it('holds what a file would hold, and goes on where it ended', async () => {
    const first = await openModels();
    expect(await content(first)).toEqual(await expected());
    await first.close();
    await story.goOn(10);
    const second = await openModels();
    expect(await content(second)).toEqual(await expected());
    expect(madeAnew()).toEqual([]);
    expect(await schemas()).toEqual([{ name: 'article33_read_1' }]);
  });

  it.each([
    ['without a table', 'drop table article33_read_1.checkpoint', 'damaged'],
    ['without a checkpoint', 'delete from article33_read_1.checkpoint', 'damaged'],
    ['of another version', `update article33_read_1.checkpoint set version = '0-older'`, 'another version'],
    ['of another log', `update article33_read_1.checkpoint set log = 'another'`, 'another log'],
    ['ahead of the log', 'update article33_read_1.checkpoint set revision = 9999', 'older backup'],
  ])('a schema that is %s is made anew, and it is said why', async (_, spoil, why) => {
    const first = await openModels();
    const before = await content(first);
    await first.close();
    await ask(url, spoil);
    const second = await openModels();
    expect(await content(second)).toEqual(before);
    expect(madeAnew().join('\n')).toMatch(why);
    expect(madeAnew().join('\n')).not.toMatch('postgres:postgres');
  });

  it('rebuilding fills a new schema while the old one answers, and then answers from it', async () => {
    const models = await openModels();
    const before = await content(models);
    const rebuilding = models.rebuild();
    expect(models.status().serving?.generation).toBe(1);
    await rebuilding;
    expect(models.status()).toMatchObject({ serving: { generation: 2 }, rebuilding: null, alarm: null });
    expect(await content(models)).toEqual(before);
    await models.close();
    expect(await schemas()).toEqual([{ name: 'article33_read_2' }]);
  });

  it('a schema that is dropped is noticed and made anew', async () => {
    const models = await openModels();
    const before = await content(models);
    await ask(url, 'drop schema article33_read_1 cascade');
    await until(() => models.status().serving?.generation === 2);
    expect(await content(models)).toEqual(before);
  });

  it('a schema of which a table is gone is made anew as soon as a read fails; a query that is wrong is no reason', async () => {
    const models = await openModels({ checkEvery: 60_000 });
    const before = await content(models);
    const reader = readerOf(models);
    const wrong = await reader.executeQuery(CompiledQuery.raw('select 1 +')).catch((error: unknown) => error);
    expect(models.failed(reader, wrong)).toBe(false);
    await ask(url, 'drop table article33_read_1.words');
    const gone = await reader
      .selectFrom('words')
      .selectAll()
      .execute()
      .catch((error: unknown) => error);
    expect(models.failed(reader, gone)).toBe(true);
    await until(() => models.status().serving?.generation === 2);
    expect(await content(models)).toEqual(before);
  });

  it('a server that goes down and comes back interrupts, and nothing is made anew', async () => {
    const models = await openModels();
    await content(models);
    await server.stop();
    await story.goOn(10);
    await until(() => told.some((line) => line.includes('cannot be written')));
    expect(await models.waitFor(await headOf(story.register.log), 20)).toBe(false);
    await server.start();
    expect(await models.waitFor(await headOf(story.register.log), 20_000)).toBe(true);
    expect(await content(models)).toEqual(await expected());
    expect(madeAnew()).toEqual([]);
    expect(models.status().serving?.generation).toBe(1);
  }, 60_000);
});

describe('two nodes', () => {
  const baton = new Baton();
  let leader: ReadModels;
  let follower: ReadModels;
  beforeEach(async () => {
    baton.holder = 'a';
    leader = await openModels({ leadership: baton.of('a') });
    follower = await openModels({ leadership: baton.of('b') });
  });

  it('the one that does not lead reads what the other one projects, and waits for it', async () => {
    const later = follower.waitFor(((await headOf(story.register.log)) + 1n) as Position, 20_000);
    await story.goOn(10);
    expect(await later).toBe(true);
    expect(await follower.waitFor(await headOf(story.register.log), 20_000)).toBe(true);
    expect(await content(follower)).toEqual(await expected());
    expect(await follower.lag()).toBe(0);
    expect(follower.status()).toEqual(leader.status());
  });

  it('a change of the leader loses nothing and makes nothing anew, while both answer', async () => {
    await content(follower);
    for (const next of ['b', 'a', 'b']) {
      baton.pass(next);
      await story.goOn(5);
      for (const models of [leader, follower]) expect(await content(models)).toEqual(await expected());
    }
    expect(madeAnew()).toEqual([]);
    expect(await schemas()).toEqual([{ name: 'article33_read_1' }]);
  });

  it('who waits while the leader changes is not sent away', async () => {
    const later = [leader, follower].map(async (models) =>
      models.waitFor(((await headOf(story.register.log)) + 1n) as Position, 20_000),
    );
    await Promise.all([leader, follower].map((models) => until(() => models.reader !== null)));
    baton.pass('b');
    await story.goOn(10);
    expect(await Promise.all(later)).toEqual([true, true]);
  });

  it('while nobody leads nothing is written; what was written answers', async () => {
    const before = await content(follower);
    baton.pass(null);
    await story.goOn(10);
    expect(await follower.waitFor(await headOf(story.register.log), 200)).toBe(false);
    expect(await rowsOf(readerOf(follower))).toEqual(before);
    baton.pass('a');
    expect(await content(follower)).toEqual(await expected());
  });

  it('a rebuild that a follower asks for is done by the leader, once, and both answer from it', async () => {
    await content(follower);
    await follower.rebuild();
    expect(follower.status().serving?.generation).toBe(2);
    expect(await content(follower)).toEqual(await expected());
    expect(leader.status()).toMatchObject({ serving: { generation: 2 }, rebuilding: null });
  });

  it('a node that joins before anything is there answers once the leader has filled it', async () => {
    url = await server.database();
    const early = await openModels({ leadership: baton.of('c') });
    expect(early.reader).toBeNull();
    await openModels({ leadership: baton.of('a') });
    await until(() => early.reader !== null);
    expect(await content(early)).toEqual(await expected());
  });
});
