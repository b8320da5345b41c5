/** A node that freezes in the middle of writing rows: another one takes over in its time all the same. */
import { setTimeout as after } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { Lease } from '../../src/cluster/lease.js';
import { migrateCluster, SCHEMA, type ClusterTables } from '../../src/cluster/tables.js';
import { Schemas } from '../../src/read/schemas.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { ownPostgres } from '../support/ownPostgres.js';

/** Milliseconds within which another node is to lead. */
const TAKEN_OVER = 10_000;

const postgres = ownPostgres();

test('the lease changes hands within ten seconds though its holder fell silent in a transaction that writes rows', async () => {
  const url = await postgres.database();
  const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
  await migrateCluster(store);
  const tell = () => undefined;
  // Says a word once, and then nothing for an hour.
  const frozen = new Lease({ store, tell, life: 300, every: 3_600_000 });
  const other = new Lease({ store, tell, life: 600, every: 100 });
  const schemas = new Schemas(url, (within) => frozen.guard(within));
  let thaw: () => void = () => undefined;
  const thawed = new Promise<void>((resolve) => (thaw = resolve));
  try {
    await frozen.start();
    let begun: () => void = () => undefined;
    const writing = new Promise<void>((resolve) => (begun = resolve));
    const written = schemas.at(1).make(async () => {
      begun();
      await thawed;
    });
    // Its connection is cut: that is what it hears when it thaws.
    const failed = expect(written).rejects.toThrow();
    await writing;
    const since = performance.now();
    await other.start();
    while (other.epoch === null && performance.now() - since < TAKEN_OVER) await after(50);
    expect(other.epoch).toBe(2);
    thaw();
    await failed;
  } finally {
    thaw();
    await other.stop();
    await frozen.stop();
    await schemas.close();
    await store.destroy();
  }
}, 40_000);
