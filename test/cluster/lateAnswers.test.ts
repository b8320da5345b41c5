/** What the database answers late, or not at all: no node is left believing what is not so any more. */
import type { KyselyPlugin } from 'kysely';
import { Kysely } from 'kysely';
import { setTimeout as after } from 'node:timers/promises';
import { Lease } from '../../src/cluster/lease.js';
import { NotLeading } from '../../src/cluster/leadership.js';
import { migrateCluster, SCHEMA, type ClusterTables } from '../../src/cluster/tables.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { ownPostgres } from '../support/ownPostgres.js';

const postgres = ownPostgres();

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await after(5);
}

/** Holds back what the database has answered, while it is shut. */
class Gate implements KyselyPlugin {
  #open: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  shut(): void {
    this.#open = new Promise((resolve) => (this.#release = resolve));
  }

  release(): void {
    this.#release();
  }

  transformQuery({ node }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    return node;
  }

  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    await this.#open;
    return result;
  }
}

test('an answer that comes late is no sign of a wrong clock', async () => {
  const store = new Kysely<ClusterTables>({
    dialect: postgresDialect(await postgres.database(), { schema: SCHEMA }),
  });
  await migrateCluster(store);
  let reads = 0;
  // Twenty seconds go by between the question and its answer.
  const now = () => Date.now() + ((reads += 1) % 2 === 0 ? 20_000 : 0);
  const lease = new Lease({ store, tell: () => undefined, now });
  try {
    await lease.start();
    expect(Math.abs(lease.contact?.clockAhead ?? Number.NaN)).toBeLessThan(1_000);
  } finally {
    await lease.stop();
    await store.destroy();
  }
});

test('a leader that was told too late that it leads on begins anew what it left off meanwhile', async () => {
  const store = new Kysely<ClusterTables>({
    dialect: postgresDialect(await postgres.database(), { schema: SCHEMA }),
  });
  await migrateCluster(store);
  const gate = new Gate();
  const lease = new Lease({ store: store.withPlugin(gate), tell: () => undefined, life: 1_000, every: 300 });
  const heard: boolean[] = [];
  lease.onChange((leads) => heard.push(leads));
  try {
    await lease.start();
    gate.shut();
    await until(() => lease.epoch === null);
    await expect(store.transaction().execute((within) => lease.guard<ClusterTables>(within))).rejects.toThrow(
      NotLeading,
    );
    gate.release();
    await until(() => lease.epoch !== null);
    expect(lease.epoch).toBe(1);
    expect(heard).toEqual([true, false, true]);
  } finally {
    gate.release();
    await lease.stop();
    await store.destroy();
  }
});
