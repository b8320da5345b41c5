/** Connections to PostgreSQL that break: whoever used one is told so, and the process goes on. */
import { sql, Kysely } from 'kysely';
import { postgresDialect } from '../../src/store/postgres.js';
import { UNLIMITED } from '../../src/store/silence.js';
import { Relay } from '../eventstore/relay.js';
import { startPostgres, type Postgres } from '../support/postgres.js';

let postgres: Postgres;
let db: Kysely<object>;
beforeAll(async () => {
  postgres = await startPostgres();
  db = new Kysely<object>({ dialect: postgresDialect(await postgres.database()) });
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await postgres.dispose();
});

test('a server that goes down between two statements of a transaction ends the transaction, and nothing else', async () => {
  const transaction = db.transaction().execute(async (within) => {
    await sql`select 1`.execute(within);
    await postgres.stop();
    await sql`select 1`.execute(within);
  });
  await expect(transaction).rejects.toThrow();
  await postgres.start();
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db);
  expect(rows).toEqual([{ one: 1 }]);
}, 60_000);

test('a transaction that says nothing for too long is ended by the server, with its locks', async () => {
  const impatient = new Kysely<object>({
    dialect: postgresDialect(await postgres.database(), { silentTransaction: 200 }),
  });
  try {
    const silent = impatient.transaction().execute(async (within) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(within);
      const pid = rows[0]?.pid;
      for (;;) {
        const others = await sql`select 1 from pg_stat_activity where pid = ${pid}`.execute(impatient);
        if (others.rows.length === 0) break;
      }
      await sql`select 1`.execute(within);
    });
    await expect(silent).rejects.toThrow();
  } finally {
    await impatient.destroy();
  }
}, 60_000);

test('a statement whose connection carries nothing more fails in time, and the next one is asked by another connection', async () => {
  const address = new URL(await postgres.database());
  const relay = new Relay(Number(address.port));
  await relay.open();
  address.port = String(relay.port);
  const relayed = new Kysely<object>({ dialect: postgresDialect(address.href, { statementTimeout: 100, most: 1 }) });
  try {
    await sql`select 1`.execute(relayed);
    relay.freeze();
    await expect(sql`select 1`.execute(relayed)).rejects.toThrow('did not answer in time');
    relay.freeze({ newOnes: false });
    await expect(sql`select 1`.execute(relayed)).resolves.toMatchObject({ rows: [{}] });
  } finally {
    await relayed.destroy();
    await relay.close();
  }
}, 60_000);

test('a transaction that says that it may take long is ended by neither side', async () => {
  const hasty = new Kysely<object>({ dialect: postgresDialect(await postgres.database(), { statementTimeout: 100 }) });
  try {
    await expect(sql`select pg_sleep(3)`.execute(hasty)).rejects.toThrow('statement timeout');
    await hasty.transaction().execute(async (within) => {
      await sql.raw(UNLIMITED).execute(within);
      // Longer than the connection would have been waited for.
      await sql`select pg_sleep(2.5)`.execute(within);
    });
  } finally {
    await hasty.destroy();
  }
}, 60_000);
