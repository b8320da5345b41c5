/** A node that seals, while its database fails it for a moment: it goes on, and leaves nothing behind. */
import { setTimeout as after } from 'node:timers/promises';
import { Kysely, type Dialect, type Driver, type KyselyPlugin } from 'kysely';
import { Lease } from '../../src/cluster/lease.js';
import { Sealer, type SealerParts } from '../../src/cluster/sealer.js';
import { migrateCluster, SCHEMA, type ClusterTables } from '../../src/cluster/tables.js';
import { openEmbeddedLog, type EmbeddedLog, type EventLog } from '../../src/log/index.js';
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

/** What happens to the sealer's database. */
class Faults implements KyselyPlugin {
  /** The next statement fails. */
  failsOnce = false;
  /** The next commit is done, and its answer lost. */
  losesAnswerOnce = false;

  transformQuery({ node }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    if (this.failsOnce) {
      this.failsOnce = false;
      throw new Error('the connection was lost');
    }
    return node;
  }

  transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return Promise.resolve(result);
  }

  over(dialect: Dialect): Dialect {
    return {
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => this.#driver(dialect.createDriver()),
    };
  }

  #driver(driver: Driver): Driver {
    return {
      init: () => driver.init(),
      acquireConnection: () => driver.acquireConnection(),
      beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
      commitTransaction: async (connection) => {
        await driver.commitTransaction(connection);
        if (!this.losesAnswerOnce) return;
        this.losesAnswerOnce = false;
        throw new Error('the connection was lost');
      },
      rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
      releaseConnection: (connection) => driver.releaseConnection(connection),
      destroy: () => driver.destroy(),
    };
  }
}

function aLog(): EmbeddedLog {
  const log = openEmbeddedLog({ file: folder.path(`log-${(count += 1)}.sqlite`) });
  closers.push(() => log.close());
  return log;
}

async function write(log: EmbeddedLog): Promise<void> {
  await log.append(aStream(), [anEvent({ organisation: anOrganisation() })], 'noStream');
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await after(5);
}

/** A node that leads and seals; what it hears of is in `heard`. */
async function aSealer(faults: Faults, log: EventLog) {
  const url = await postgres.database();
  const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
  await migrateCluster(store);
  const dialect = faults.over(postgresDialect(url, { schema: SCHEMA }));
  const faulty = new Kysely<ClusterTables>({ dialect, plugins: [faults] });
  const told: string[] = [];
  const tell = (_level: string, message: string) => told.push(message);
  const lease = new Lease({ store, tell });
  const heard: string[] = [];
  const parts: SealerParts = {
    ...{ store: faulty, log, tell, leadership: lease },
    began: () => heard.push('began'),
    sealed: (_position, grown) => heard.push(`${grown.length} grown`),
  };
  const sealer = new Sealer(parts);
  closers.push(async () => {
    await sealer.close();
    await lease.stop();
    await faulty.destroy();
    await store.destroy();
  });
  await lease.start();
  const sealedUpTo = async () =>
    BigInt((await store.selectFrom('sealing').select('position').executeTakeFirstOrThrow()).position);
  return { sealer, heard, told, sealedUpTo };
}

test('whoever signs is told to look again where it was not heard whether leaves were committed', async () => {
  const faults = new Faults();
  const log = aLog();
  const { heard, told, sealedUpTo } = await aSealer(faults, log);
  await until(() => heard.length > 0);
  faults.losesAnswerOnce = true;
  await write(log);
  const head = (await log.head()) ?? fail();
  await until(async () => (await sealedUpTo()) === head && heard.length > 1);
  expect(heard).toEqual(['began', 'began']);
  expect(told.join()).toMatch(/not sealed for now: the connection was lost/);
});

test('a fault that passes is no alarm any more once it has passed, though nothing new is there to be sealed', async () => {
  const faults = new Faults();
  faults.failsOnce = true;
  const { sealer, heard, told } = await aSealer(faults, aLog());
  await until(() => told.length > 0);
  await until(() => heard.length > 0);
  expect(sealer.alarm).toBeNull();
});
