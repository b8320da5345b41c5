import { Kysely } from 'kysely';
import type { ReadTables } from '../../src/read/tables.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { describeReadModels } from './readModels.contract.js';

let server: Postgres;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.dispose();
});

describeReadModels('PostgreSQL', async () => {
  const db = new Kysely<ReadTables>({ dialect: postgresDialect(await server.database(), { most: 2 }) });
  return { db, close: () => db.destroy() };
});
