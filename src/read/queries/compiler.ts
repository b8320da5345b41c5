import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { ReadTables } from '../tables.js';

/** Builds queries for SQLite and runs none: what a query is does not depend on which file it is asked of. */
export function sqliteCompiler(): Kysely<ReadTables> {
  return new Kysely<ReadTables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
}
