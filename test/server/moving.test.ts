/** A register between an embedded log and servers, side by side: a stand-in of EventStoreDB, a real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { Kysely } from 'kysely';
import { Signer } from '../../src/application/signing/signer.js';
import { SigningKeys } from '../../src/application/signing/keys.js';
import { migrateCluster, SCHEMA, type ClusterTables } from '../../src/cluster/tables.js';
import { instantAt } from '../../src/law/instant.js';
import { openEmbeddedLog, type EventLog, type OrganisationId, type RecordedEvent } from '../../src/log/index.js';
import type { Closer } from '../../src/server/foundations.js';
import { readConfig } from '../../src/server/config.js';
import { move, openSide, type Moved, type MoveOptions } from '../../src/server/moving/move.js';
import type { Place } from '../../src/server/moving/place.js';
import type { Side } from '../../src/server/moving/side.js';
import { closeAll } from '../../src/server/register.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { aStream, anEvent, anOrganisation, collect, someEvents } from '../contract/events.js';
import { startStandIn, type StandIn } from '../eventstore/server.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';

const HOST = 'article33.test';
const fresh = SigningKeys.fresh();
const keys = SigningKeys.parse(fresh);
const signing = { keys, keyFile: '/keys', host: HOST };

let postgres: Postgres;
let standIn: StandIn;
const folder = aFolder();
beforeAll(async () => {
  postgres = await startPostgres();
  standIn = await startStandIn();
}, 60_000);
afterAll(async () => {
  await standIn.dispose();
  await postgres.dispose();
  folder.remove();
});

let count = 0;

function aFile(name = `register-${(count += 1)}`): Place {
  const at = (file: string) => folder.path(`${name}/${file}`);
  return { kind: 'file', log: at('events.sqlite'), directory: at('directory.sqlite'), reads: at('reads.sqlite') };
}

async function someServers(): Promise<Place> {
  const database = await postgres.database();
  return { kind: 'servers', eventStore: standIn.connectionString, database, register: `register${(count += 1)}` };
}

const places = { 'the embedded log': () => Promise.resolve(aFile()), servers: someServers };
const kinds = ['the embedded log', 'servers'] as const;

async function withSide<T>(place: Place, work: (side: Side) => Promise<T>): Promise<T> {
  const closers: Closer[] = [];
  try {
    return await work(await openSide(place, 'target', closers, () => undefined));
  } finally {
    await closeAll(closers);
  }
}

interface Watched extends Partial<MoveOptions> {
  /** Opened, before it is moved. */
  readonly before?: (source: Side, target: Side) => void;
}

async function moved(from: Place, to: Place, { before, ...options }: Watched = {}): Promise<Moved> {
  const closers: Closer[] = [];
  try {
    const source = await openSide(from, 'source', closers, () => undefined);
    const target = await openSide(to, 'target', closers, () => undefined);
    before?.(source, target);
    return await move(source, target, { signing, elsewhere: false, progress: () => undefined, ...options });
  } finally {
    await closeAll(closers);
  }
}

const acme = anOrganisation();
const other = anOrganisation();

/** Two organisations in each other's way, one with heads, with all that stands beside the log. */
async function filled(place: Place): Promise<readonly RecordedEvent[]> {
  return withSide(place, async ({ log, directory, reads }) => {
    for (const id of [acme, other]) {
      await directory.insertInto('organisations').values({ id, issuer: 'urn:test', claim: id }).execute();
      const actor = { id: randomUUID(), organisation: id, issuer: 'urn:test', sub: 'dpo', name: 'Émilie' };
      await directory.insertInto('actors').values(actor).execute();
      const read = {
        id: randomUUID(),
        at: Date.now(),
        organisation: id,
        actor: actor.id,
        role: 'DPO',
        read: 'incident',
      };
      await reads.append([
        { ...read, incident: randomUUID() },
        { ...read, id: randomUUID(), incident: null },
      ]);
    }
    const [a, b] = [aStream(), aStream()];
    await log.append(a, someEvents(3, { organisation: acme, says: { title: 'L’été – ☃' } }), 'noStream');
    await log.append(b, someEvents(2, { organisation: other }), 'noStream');
    await signed(log, acme);
    for (let n = 0; n < 10; n += 1) {
      await log.append(a, [anEvent({ organisation: acme })], BigInt(2 + n));
      await log.append(aStream(), [anEvent({ organisation: other })], 'noStream');
    }
    await signed(log, acme);
    await log.append(b, someEvents(5, { organisation: other }), 1n);
    return collect(log.readAll());
  });
}

/** Signs over the leaves that the events lead to, whichever log they are in. */
async function signed(log: EventLog, organisation: OrganisationId): Promise<void> {
  const copy = openEmbeddedLog({ file: folder.path(`seals-${(count += 1)}.sqlite`) });
  for await (const event of log.readAll()) {
    const expected = event.revision === 0n ? 'noStream' : event.revision - 1n;
    await copy.append(event.stream, [event], expected);
  }
  if (keys === null) throw new Error('No keys');
  const now = () => instantAt(Date.now());
  await new Signer({ log, seals: copy.seals, keys, host: HOST, now, patience: 5_000 }, organisation).sign();
  await copy.close();
}

const bare = (events: readonly RecordedEvent[]) => events.map((event) => ({ ...event, position: null }));
const refused = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );

describe.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)))('from %s to %s', (from, to) => {
  test('the same events come to stand in the same order, with all that is not derived from them', async () => {
    const [source, target] = [await places[from](), await places[to]()];
    const events = await filled(source);
    const done = await moved(source, target);
    expect(done).toMatchObject({ events: events.length, copied: events.length, directory: 4, reads: 4 });
    expect(done.organisations.map(({ id, size, signed: head }) => [id, size, head])).toEqual([
      [acme, 13, 13],
      [other, 17, null],
    ]);
    const rows = ({ directory, reads }: Side) =>
      Promise.all([
        directory.selectFrom('organisations').selectAll().orderBy('claim').execute(),
        directory.selectFrom('actors').selectAll().orderBy('organisation').execute(),
        reads.oldest(100, 0).then((all) => all.map((read) => ({ ...read, number: null }))),
      ]);
    const [theirs, ours] = [await withSide(target, rows), await withSide(source, rows)];
    expect(theirs).toEqual(ours);
    expect(ours.map((table) => table.length)).toEqual([2, 2, 4]);
    expect(bare(await withSide(target, ({ log }) => collect(log.readAll())))).toEqual(bare(events));
  }, 120_000);

  test('interrupted, it goes on where it was; the end proves the copy once more', async () => {
    const [source, target] = [await places[from](), await places[to]()];
    const events = await filled(source);
    const interrupted = moved(source, target, {
      progress: ({ doing, events: so }) => {
        if (doing === 'copying' && so >= 17) throw new Error('the plug was pulled');
      },
    });
    expect(await refused(interrupted)).toMatch(/the plug was pulled/);
    const there = await withSide(target, ({ log }) => collect(log.readAll()));
    expect(there.length).toBeLessThan(events.length);
    expect((await moved(source, target)).copied).toBe(events.length - there.length);
    expect(bare(await withSide(target, ({ log }) => collect(log.readAll())))).toEqual(bare(events));
    expect(await moved(source, target)).toMatchObject({ copied: 0, directory: 4, reads: 4 });
  }, 120_000);

  test('a target that differs is refused before anything is closed, in words that name the first event', async () => {
    const [source, target] = [await places[from](), await places[to]()];
    const [first, second] = await filled(source);
    if (first === undefined || second === undefined) throw new Error('Nothing to move');
    await withSide(target, async ({ log }) => {
      await log.append(first.stream, [first, { ...second, type: 'NoteStruck' }], 'noStream');
    });
    expect(await refused(moved(source, target))).toContain(
      `its event number 2 is event 1 of ${first.stream}, with another type`,
    );
    expect(await withSide(source, (side) => side.left())).toBeNull();
    expect(await withSide(target, ({ log }) => collect(log.readAll()))).toHaveLength(2);
  }, 120_000);

  test('a target that went on is refused, however whole the copy was', async () => {
    const [source, target] = [await places[from](), await places[to]()];
    await filled(source);
    await moved(source, target);
    const stream = aStream();
    await withSide(target, ({ log }) => log.append(stream, [anEvent({ organisation: acme })], 'noStream'));
    expect(await refused(moved(source, target))).toContain(`it has gone on, and holds event 0 of ${stream}`);
  }, 120_000);
});

test('a source that was moved goes nowhere else, unless that is given up; and takes nothing', async () => {
  for (const kind of kinds) {
    const [source, first, second] = [await places[kind](), aFile(), aFile()];
    await filled(source);
    await moved(source, first);
    expect(await refused(moved(source, second))).toMatch(/was moved to .*a second copy would be a second register/);
    expect(await moved(source, second, { elsewhere: true })).toMatchObject({ directory: 4 });
    expect(await refused(moved(second, source))).toMatch(/was itself moved to/);
  }
}, 120_000);

test('rows of another register beside an empty log are refused before anything is closed', async () => {
  const source = aFile();
  await filled(source);
  const [directory, reads] = [aFile(), await someServers()];
  const id = randomUUID();
  await withSide(directory, (side) =>
    side.directory.insertInto('organisations').values({ id, issuer: 'urn:test', claim: acme }).execute(),
  );
  const read = { id, at: 1, organisation: other, actor: id, role: 'DPO', read: 'incident', incident: null };
  await withSide(reads, (side) => side.reads.append([read]));
  expect(await refused(moved(source, directory))).toContain(`its directory holds organisation ${id}`);
  expect(await refused(moved(source, reads))).toContain('in its log of reads, number 1 is not the source');
  expect(await withSide(source, (side) => side.left())).toBeNull();
}, 120_000);

test('a register whose heads were signed by other keys, or under another name, is not moved', async () => {
  const source = aFile();
  await filled(source);
  const others = SigningKeys.parse(SigningKeys.fresh());
  expect(await refused(moved(source, aFile(), { signing: { ...signing, keys: others } }))).toMatch(/no key in \/keys/);
  expect(await refused(moved(source, aFile(), { signing: { ...signing, keys: null } }))).toMatch(/\/keys is not there/);
  expect(await refused(moved(source, aFile(), { signing: { ...signing, host: 'b.test' } }))).toMatch(
    /as article33.test/,
  );
  expect(await withSide(source, (side) => side.left())).toBeNull();
});

test('a register that is not the one that was signed is not moved', async () => {
  const source = await someServers();
  await filled(source);
  const forged = await someServers();
  const all = await withSide(source, ({ log }) => collect(log.readAll()));
  await withSide(forged, async ({ log }) => {
    for (const event of all) {
      const told = event.type === 'NoteAdded' && event.revision === 1n ? { ...event, type: 'NoteStruck' } : event;
      await log.append(event.stream, [told], event.revision === 0n ? 'noStream' : event.revision - 1n);
    }
  });
  expect(await refused(moved(forged, aFile()))).toMatch(
    /is not the one that was signed: at 13 events it has another root/,
  );
  expect(await withSide(forged, (side) => side.left())).toBeNull();
}, 120_000);

test('nothing is moved from or to servers while a node is at work on them, or into the database of another log', async () => {
  const [source, target] = [await someServers(), aFile()];
  await filled(source);
  if (source.kind !== 'servers') throw new Error('Servers are servers');
  const cluster = new Kysely<ClusterTables>({ dialect: postgresDialect(source.database, { schema: SCHEMA }) });
  await migrateCluster(cluster);
  const led = (until: Date) => cluster.updateTable('lease').set({ until }).execute();
  await led(new Date(Date.now() + 60_000));
  expect(await refused(moved(source, target))).toMatch(/A node is at work on postgres:\/\/127/);
  const another = aFile();
  await filled(another);
  expect(await refused(moved(another, source))).toMatch(/A node is at work/);
  await led(new Date(0));
  await cluster.updateTable('sealing').set({ log: randomUUID() }).execute();
  expect(await refused(moved(source, target))).toMatch(/holds the seals of another log/);
  await cluster.updateTable('sealing').set({ log: null }).execute();
  await cluster.destroy();
  expect(await moved(source, target)).toMatchObject({ directory: 4 });
}, 120_000);

test('no node starts on servers that a register has not arrived at whole', async () => {
  const [source, target] = [aFile(), await someServers()];
  await filled(source);
  if (target.kind !== 'servers') throw new Error('Servers are servers');
  writeFileSync(folder.path('key'), fresh);
  const { eventStore, database, register } = target;
  const reading = readConfig(
    {
      ...{ ARTICLE33_EVENT_STORE: eventStore, ARTICLE33_DATABASE: database, ARTICLE33_REGISTER: register },
      ...{ ARTICLE33_SECRET: 's'.repeat(40), ARTICLE33_CHECKPOINT_KEY: folder.path('key'), ARTICLE33_PORT: '0' },
      ...{ ARTICLE33_DATA: folder.path('node'), ARTICLE33_ORIGIN: HOST },
    },
    folder.path('.'),
  );
  if (!reading.ok) throw new Error(reading.problems.join());
  const start = () => startServer(reading.config, createServerLog('silent'));
  const interrupted = moved(source, target, {
    progress: ({ doing }) => {
      if (doing === 'copying') throw new Error('the plug was pulled');
    },
  });
  expect(await refused(interrupted)).toMatch(/the plug was pulled/);
  await expect(start()).rejects.toMatchObject({
    kind: 'CONFIGURATION',
    message: expect.stringMatching(
      /has not arrived whole from .*events\.sqlite: run the command that moves it again/,
    ) as string,
  });
  expect(await refused(moved(target, aFile()))).toMatch(/has not arrived whole/);
  await moved(source, target);
  await (await start()).stop();
}, 60_000);

test('a source that is not there, or has no directory beside it, is none: nothing is made of it', async () => {
  const [nowhere, bareLog] = [aFile(), aFile()];
  await filled(bareLog);
  if (nowhere.kind !== 'file' || bareLog.kind !== 'file') throw new Error('Files are files');
  rmSync(bareLog.directory);
  expect(await refused(moved(nowhere, aFile()))).toContain(`${nowhere.log} is not there`);
  expect(await refused(moved(bareLog, aFile()))).toContain(`${bareLog.directory} is not there`);
  expect([existsSync(nowhere.log), existsSync(bareLog.directory)]).toEqual([false, false]);
});

test('a log that was moved opens for a verifier alone, and one that has not arrived whole for nobody', async () => {
  const [source, target] = [aFile(), aFile()];
  const events = await filled(source);
  if (source.kind !== 'file' || target.kind !== 'file') throw new Error('Files are files');
  const interrupted = moved(source, target, {
    progress: ({ doing }) => {
      if (doing === 'copying') throw new Error('the plug was pulled');
    },
  });
  await refused(interrupted);
  expect(() => openEmbeddedLog({ file: source.log })).toThrow(/is being moved to .*events\.sqlite \(since 20/);
  expect(() => openEmbeddedLog({ file: target.log })).toThrow(/has not arrived whole/);
  await moved(source, target);
  expect(() => openEmbeddedLog({ file: source.log })).toThrow(/was moved to .* at work there and nowhere else/);
  await openEmbeddedLog({ file: target.log }).close();
  const log = openEmbeddedLog({ file: source.log, moved: 'read' });
  expect(await collect(log.readAll())).toEqual(events);
  await expect(log.append(aStream(), [anEvent()], 'noStream')).rejects.toThrow(/was moved to/);
  await log.close();
  writeFileSync(`${source.log}.moved`, '{"to":1}');
  expect(() => openEmbeddedLog({ file: source.log })).toThrow(/and not where to/);
});

test('a node that records after the source was closed, before it heard of it, is found out', async () => {
  const source = await someServers();
  await filled(source);
  const late = aStream();
  const target = aFile();
  await withSide(source, async ({ log }) => {
    const writing: Promise<unknown>[] = [];
    const progress: MoveOptions['progress'] = ({ doing }) => {
      if (doing !== 'comparing the copy' || writing.length > 0) return;
      writing.push(log.append(late, [anEvent({ organisation: acme })], 'noStream'));
    };
    const answer = await refused(moved(source, target, { progress }));
    await Promise.all(writing);
    expect(answer).toMatch(/The copy is not (whole|proven)/);
  });
  expect(await moved(source, target)).toMatchObject({ copied: 1 });
}, 120_000);

test('a server that goes away in the middle ends the move, and the same move goes on when it is back', async () => {
  const [source, target] = [aFile(), await someServers()];
  const events = await filled(source);
  const stopping: Promise<void>[] = [];
  const broken = moved(source, target, {
    patience: 300,
    progress: ({ doing, events: so }) => {
      if (doing === 'copying' && so > 10 && stopping.length === 0) stopping.push(standIn.stop());
    },
  });
  expect(await refused(broken)).toMatch(/LogError/);
  await Promise.all(stopping);
  await standIn.start();
  const done = await moved(source, target);
  expect(done.events).toBe(events.length);
  expect(done.copied).toBeLessThan(events.length - 10);
}, 120_000);

test('events of one stream in a row go over together, and never more than an append takes', async () => {
  const [source, target] = [aFile(), await someServers()];
  const stream = aStream();
  await withSide(source, async ({ log }) => {
    await log.append(stream, someEvents(900, { organisation: acme }), 'noStream');
    await log.append(stream, someEvents(900, { organisation: acme }), 899n);
    const large = { organisation: acme, says: { text: 'é'.repeat(200_000) } };
    for (let n = 0; n < 4; n += 1) await log.append(stream, [anEvent(large)], BigInt(1_799 + n));
  });
  const appends: number[] = [];
  const done = await moved(source, target, {
    before: (_source, { log }) => {
      const append = log.append.bind(log);
      log.append = (to, events, expected) => {
        appends.push(events.length);
        return append(to, events, expected);
      };
    },
  });
  expect(done).toMatchObject({ events: 1_804, copied: 1_804 });
  expect(appends.filter((events) => events > 0)).toEqual([1_000, 801, 2, 1]);
}, 120_000);
