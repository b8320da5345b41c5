/** Sealing on nodes that share a database: the same leaves as the embedded log writes in its own transactions, by one node at a time. */
import { Kysely } from 'kysely';
import { Lease } from '../../src/cluster/lease.js';
import { SealedUpTo } from '../../src/cluster/sealedUpTo.js';
import { Sealer } from '../../src/cluster/sealer.js';
import { ClusterSeals } from '../../src/cluster/seals.js';
import { migrateCluster, SCHEMA, type ClusterTables } from '../../src/cluster/tables.js';
import { openEmbeddedLog, type EmbeddedLog, type OrganisationId, type StreamName } from '../../src/log/index.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { aStream, anEvent, anOrganisation } from '../contract/events.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';

let postgres: Postgres;
const folder = aFolder();
const closers: (() => Promise<void>)[] = [];
let count = 0;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
afterAll(async () => {
  await postgres.dispose();
  folder.remove();
});

function aLog(): EmbeddedLog {
  const log = openEmbeddedLog({ file: folder.path(`log-${(count += 1)}.sqlite`), positionStep: 7 });
  closers.push(() => log.close());
  return log;
}

const FAST = { life: 600, every: 100 };

async function aNode(url: string, log: EmbeddedLog) {
  const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
  await migrateCluster(store);
  const sealedUpTo = new SealedUpTo({ store, url });
  await sealedUpTo.start();
  const told: string[] = [];
  const tell = (_level: string, message: string) => told.push(message);
  const lease = new Lease({ store, tell, ...FAST });
  const grown: { organisation: OrganisationId; leaves: number }[] = [];
  const sealer = new Sealer({
    store,
    log,
    leadership: lease,
    tell,
    began: () => undefined,
    sealed: (position, pieces) => {
      grown.push(...pieces);
      sealedUpTo.advance(position);
    },
  });
  await lease.start();
  const seals = new ClusterSeals(store, log);
  const stop = async () => {
    await sealer.close();
    await lease.stop();
    await sealedUpTo.close();
    await store.destroy();
  };
  closers.push(stop);
  return { store, lease, sealer, sealedUpTo, seals, told, grown, stop };
}

/** Some events of some organisations, in streams that go on, and a stream that is not sealed. */
async function write(log: EmbeddedLog, organisations: readonly OrganisationId[], rounds: number): Promise<void> {
  const streams = organisations.map(() => aStream());
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, organisation] of organisations.entries()) {
      const stream = streams[index] ?? aStream();
      await log.append(stream, [anEvent({ organisation }), anEvent({ organisation })], 'any');
      await log.append(`checkpoint-${organisation}` as StreamName, [anEvent({ organisation })], 'any');
    }
  }
}

async function sealedWhole(node: { readonly sealedUpTo: SealedUpTo }, log: EmbeddedLog): Promise<void> {
  await node.sealedUpTo.reached((await log.head()) ?? fail(), AbortSignal.timeout(20_000));
  expect(node.sealedUpTo.position).toBe(await log.head());
}

test('leaves, roots, envelopes and order are those that the embedded log seals by itself, from before and while it goes on', async () => {
  const log = aLog();
  const organisations = [anOrganisation(), anOrganisation(), anOrganisation()];
  await write(log, organisations, 40);
  const node = await aNode(await postgres.database(), log);
  await write(log, organisations, 40);
  await sealedWhole(node, log);
  const all = async (of: AsyncIterable<OrganisationId>) => {
    const found = [];
    for await (const id of of) found.push(id);
    return found;
  };
  expect(await all(node.seals.organisations())).toEqual(await all(log.seals.organisations()));
  for (const organisation of organisations) {
    const { size, root } = await log.seals.root(organisation);
    const own = await node.seals.root(organisation);
    expect([own.size, Buffer.from(own.root).toString('hex')]).toEqual([size, Buffer.from(root).toString('hex')]);
    const theirs = log.seals.leaves(organisation, { from: 0, to: size })[Symbol.asyncIterator]();
    for await (const sealed of node.seals.leaves(organisation, { from: 0, to: size })) {
      const next = await theirs.next();
      if (next.done === true) throw new Error('There are fewer leaves');
      expect(sealed.envelope).toBe(next.value.envelope);
      expect(sealed.event).toEqual(next.value.event);
      expect(await node.seals.of(sealed.event.stream, sealed.event.id)).toEqual(sealed);
    }
    const told = node.grown.filter((piece) => piece.organisation === organisation);
    expect(told.reduce((sum, { leaves }) => sum + leaves, 0)).toBe(size);
  }
});

test('one node leads; where it ends another goes on, under another epoch, and nothing is sealed twice or left out', async () => {
  const log = aLog();
  const url = await postgres.database();
  const organisation = anOrganisation();
  const first = await aNode(url, log);
  const second = await aNode(url, log);
  expect([first.lease.epoch, second.lease.epoch]).toEqual([1, null]);
  await write(log, [organisation], 20);
  await sealedWhole(second, log);
  await first.stop();
  closers.splice(closers.indexOf(first.stop), 1);
  await write(log, [organisation], 20);
  await sealedWhole(second, log);
  expect(second.lease.epoch).toBe(2);
  const { size, root } = await second.seals.root(organisation);
  expect(size).toBe(80);
  expect(Buffer.from(root)).toEqual(Buffer.from((await log.seals.root(organisation)).root));
});

test('a holder that is not heard of loses the lease, and what it still begins is not committed', async () => {
  const url = await postgres.database();
  const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
  await migrateCluster(store);
  closers.push(() => store.destroy());
  const tell = () => undefined;
  // Says a word once, and then nothing for an hour.
  const frozen = new Lease({ store, tell, life: 300, every: 3_600_000 });
  await frozen.start();
  closers.push(() => frozen.stop());
  const other = new Lease({ store, tell, ...FAST });
  const leads = new Promise<void>((resolve) =>
    other.onChange(() => {
      resolve();
    }),
  );
  await other.start();
  closers.push(() => other.stop());
  await leads;
  expect(other.epoch).toBe(2);
  expect(frozen.epoch).toBeNull();
  const begun = store.transaction().execute((within) => frozen.guard<ClusterTables>(within));
  await expect(begun).rejects.toThrow('Another node leads');
});

test('the lease waits for a transaction that was begun under the epoch before', async () => {
  const url = await postgres.database();
  const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
  await migrateCluster(store);
  closers.push(() => store.destroy());
  const tell = () => undefined;
  const first = new Lease({ store, tell, life: 300, every: 3_600_000 });
  await first.start();
  closers.push(() => first.stop());
  const other = new Lease({ store, tell, ...FAST });
  closers.push(() => other.stop());
  let committed = false;
  const leads = new Promise<boolean>((resolve) =>
    other.onChange(() => {
      resolve(committed);
    }),
  );
  await store.transaction().execute(async (within) => {
    await first.guard<ClusterTables>(within);
    await other.start();
    // Long enough for the lease to run out: the database says so.
    while (!(await runOut(store))) await new Promise(setImmediate);
    expect(other.epoch).toBeNull();
    committed = true;
  });
  expect(await leads).toBe(true);
});

async function runOut(store: Kysely<ClusterTables>): Promise<boolean> {
  const { until } = await store.selectFrom('lease').select('until').executeTakeFirstOrThrow();
  return until.getTime() < Date.now();
}

test('the database of another register is not sealed into, and the words say why', async () => {
  const url = await postgres.database();
  const one = aLog();
  const node = await aNode(url, one);
  await write(one, [anOrganisation()], 1);
  await sealedWhole(node, one);
  await node.stop();
  closers.splice(closers.indexOf(node.stop), 1);
  const another = aLog();
  await write(another, [anOrganisation()], 1);
  const wrong = await aNode(url, another);
  while (wrong.sealer.alarm === null) await new Promise(setImmediate);
  expect(wrong.sealer.alarm).toMatch(/seals of another log/);
});
