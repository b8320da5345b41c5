import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
} from 'kysely';
import type { ReadTables } from '../tables.js';

/** Whose SQL the read models are asked in. */
export type ReadDialect = 'sqlite' | 'postgres';

const DIALECTS: Readonly<Record<ReadDialect, Dialect>> = {
  sqlite: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
  postgres: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
};

/** Builds queries and runs none: what a query is depends on the dialect, and not on which file or schema it is asked of. */
export function compilerFor(dialect: ReadDialect): Kysely<ReadTables> {
  return new Kysely<ReadTables>({ dialect: DIALECTS[dialect] });
}
