/** Files of read models that cannot be trusted are made anew, while others answer where they can. */
import { copyFileSync, existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { EventLog, Position, RecordedEvent } from '../../src/log/port.js';
import { openReadModels, type ReadModels, type ReadModelsOptions } from '../../src/read/index.js';
import type { CheckpointTable, ReadTables } from '../../src/read/tables.js';
import { derivedSqlite } from '../../src/store/sqlite.js';
import { aFolder } from '../log/folder.js';
import { contentOf } from './readModels.contract.js';
import { aStory, type Story } from './story.js';

let story: Story;
let folder: ReturnType<typeof aFolder>;
let told: string[];
let open: ReadModels[];

beforeEach(async () => {
  story = await aStory(4, 40);
  folder = aFolder();
  told = [];
  open = [];
});
afterEach(async () => {
  for (const models of open) await models.close();
  folder.remove();
  await story.end();
});

async function openModels(options: Partial<ReadModelsOptions> = {}): Promise<ReadModels> {
  const tell = (_: string, message: string) => told.push(message);
  const models = await openReadModels({
    folder: folder.path('.'),
    log: story.register.log,
    tell,
    checkEvery: 20,
    ...options,
  });
  open.push(models);
  return models;
}

/** Until something holds; a test's own time limit ends what never does. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

function files(): readonly string[] {
  return readdirSync(folder.path('.')).filter((name) => name.endsWith('.sqlite'));
}

async function content(models: ReadModels) {
  if (models.reader === null) throw new Error('nothing answers');
  const { checkpoint, ...rows } = await contentOf(models.reader);
  expect(checkpoint).toHaveLength(1);
  return rows;
}

async function headOf(log: EventLog): Promise<Position> {
  const head = await log.head();
  if (head === null) throw new Error('the log is empty');
  return head;
}

/** Alters the checkpoint of closed read models. */
async function rewrite(values: Partial<Omit<CheckpointTable, 'id'>>, file = 'read-models-1.sqlite'): Promise<void> {
  const db = new Kysely<ReadTables>({ dialect: derivedSqlite(folder.path(file), 'write') });
  await db.updateTable('checkpoint').set(values).execute();
  await db.destroy();
}

describe('opened', () => {
  it('what was closed goes on where it ended', async () => {
    const first = await openModels();
    const before = await content(first);
    await first.close();
    const projected: RecordedEvent[] = [];
    await story.goOn(10);
    const second = await openModels({ onProjected: (events) => projected.push(...events) });
    expect(await second.waitFor(await headOf(story.register.log), 5_000)).toBe(true);
    expect(told.filter((line) => line.includes('made anew'))).toEqual([]);
    expect(projected.length).toBeGreaterThan(0);
    expect(projected.length).toBeLessThan((await story.events()).length);
    expect(await content(second)).not.toEqual(before);
    expect(files()).toEqual(['read-models-1.sqlite']);
  });

  const unsound: readonly (readonly [string, () => void | Promise<void>, string])[] = [
    [
      'damaged',
      () => {
        writeFileSync(folder.path('read-models-1.sqlite'), 'no database, this');
      },
      'damaged',
    ],
    [
      'cut short',
      () => {
        truncateSync(folder.path('read-models-1.sqlite'), 5_000);
      },
      'damaged',
    ],
    ['of another version', () => rewrite({ version: '0-older' }), 'another version'],
    ['of another log', () => rewrite({ log: '00000000-0000-4000-8000-000000000000' }), 'another log'],
    ['ahead of the log', () => rewrite({ revision: 9_999 }), 'older backup'],
    [
      'of another event at that place',
      () => rewrite({ event: '00000000-0000-4000-8000-000000000000' }),
      'older backup',
    ],
  ];
  it.each(unsound)('a file that is %s is made anew, and it is said why', async (_, spoil, why) => {
    const first = await openModels();
    const before = await content(first);
    await first.close();
    for (const name of readdirSync(folder.path('.'))) if (/-(wal|shm)$/.test(name)) rmSync(folder.path(name));
    await spoil();
    const second = await openModels();
    await until(() => second.reader !== null);
    expect(told.join('\n')).toMatch(`made anew: `);
    expect(told.join('\n')).toMatch(why);
    expect(await content(second)).toEqual(before);
  });

  it('a rebuild that was cut short is gone on with where nothing else answers', async () => {
    const first = await openModels();
    await first.close();
    await rewrite({ complete: 0 });
    const second = await openModels();
    await until(() => second.reader !== null);
    expect(told.filter((line) => line.includes('made anew'))).toEqual([]);
    expect(files()).toEqual(['read-models-1.sqlite']);
  });

  it('a rebuild that was cut short is thrown away where an older one answers', async () => {
    const first = await openModels();
    await first.close();
    copyFileSync(folder.path('read-models-1.sqlite'), folder.path('read-models-2.sqlite'));
    await rewrite({ complete: 0 }, 'read-models-2.sqlite');
    const second = await openModels();
    expect(second.status().serving?.generation).toBe(1);
    expect(files()).toEqual(['read-models-1.sqlite']);
  });
});

describe('running', () => {
  it('rebuilding fills a new file while the old one answers, and then answers from it', async () => {
    const models = await openModels();
    const before = await content(models);
    const rebuilding = models.rebuild();
    expect(models.rebuild()).toBe(rebuilding);
    expect(models.status().serving?.generation).toBe(1);
    await story.goOn(5);
    await rebuilding;
    expect(models.status()).toMatchObject({ serving: { generation: 2 }, rebuilding: null, alarm: null });
    expect(await models.waitFor(await headOf(story.register.log), 5_000)).toBe(true);
    expect(await content(models)).not.toEqual(before);
    await models.close();
    expect(files()).toEqual(['read-models-2.sqlite']);
  });

  const losses: readonly (readonly [string, () => void])[] = [
    [
      'deleted',
      () => {
        rmSync(folder.path('read-models-1.sqlite'));
      },
    ],
    [
      'cut short',
      () => {
        truncateSync(folder.path('read-models-1.sqlite'), 0);
      },
    ],
  ];
  it.each(losses)('a file that is %s is noticed and made anew', async (_, lose) => {
    const models = await openModels();
    const before = await content(models);
    lose();
    await until(() => models.status().serving?.generation === 2);
    expect(await content(models)).toEqual(before);
    expect(told.join('\n')).toMatch('deleted, replaced or cut short');
  });

  it('waits for a position and says whether it was reached in time', async () => {
    const models = await openModels();
    const head = await headOf(story.register.log);
    expect(await models.waitFor(head, 5_000)).toBe(true);
    expect(await models.waitFor((head + 1_000_000n) as Position, 20)).toBe(false);
    const later = models.waitFor((head + 1n) as Position, 60_000);
    await story.goOn(10);
    expect(await later).toBe(true);
    await until(async () => (await models.lag()) === 0);
  });

  it('who waits at the end is told that nothing will come', async () => {
    const models = await openModels();
    const waiting = models.waitFor(((await headOf(story.register.log)) + 1_000_000n) as Position, 60_000);
    await models.close();
    expect(await waiting).toBe(false);
    expect(existsSync(folder.path('read-models-1.sqlite'))).toBe(true);
  });

  it('an event that cannot be projected is an alarm: what answers stands still, nothing is skipped', async () => {
    const [event] = await story.events();
    if (event === undefined) throw new Error('a story has a beginning');
    const models = await openModels();
    const projected = models.status().serving?.events;
    await story.register.log.append('weather-today' as RecordedEvent['stream'], [event], 'noStream');
    await until(() => models.status().alarm !== null);
    expect(models.status().alarm).toMatch('stand still before event 0 of weather-today');
    expect(models.status().serving?.events).toBe(projected);
    expect(await models.waitFor(await headOf(story.register.log), 60_000)).toBe(false);
    await expect(models.rebuild()).rejects.toThrow('weather-today');
    expect(models.reader).not.toBeNull();
  });
});
