/** The same tests over a SQLite file and over a PostgreSQL database. */
import { randomUUID } from 'node:crypto';
import { CompiledQuery, Kysely } from 'kysely';
import { SCHEMA } from '../../src/store/migrated.js';
import { isPostgres, postgresDialect, type PostgresOptions } from '../../src/store/postgres.js';
import { durableSqlite } from '../../src/store/sqlite.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';

/** @param tests are given what makes an empty place: the path of a file that is not there yet, or the address of an empty database. */
export function describeOverBoth(name: string, tests: (fresh: () => Promise<string>) => void): void {
  describe(`${name} in a file`, () => {
    const folder = aFolder();
    afterAll(() => {
      folder.remove();
    });
    tests(() => Promise.resolve(folder.path(`${randomUUID()}.sqlite`)));
  });
  describe(`${name} in PostgreSQL`, () => {
    let server: Postgres;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(async () => {
      await server.dispose();
    });
    tests(() => server.database());
  });
}

/** The rows of a statement, on a connection of its own. */
export async function ask(
  place: string,
  statement: string,
  options: Omit<PostgresOptions, 'schema'> = {},
): Promise<readonly unknown[]> {
  const dialect = isPostgres(place) ? postgresDialect(place, { ...options, schema: SCHEMA }) : durableSqlite(place);
  const db = new Kysely<unknown>({ dialect });
  try {
    return (await db.executeQuery(CompiledQuery.raw(statement))).rows;
  } finally {
    await db.destroy();
  }
}
