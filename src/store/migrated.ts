/** Tables that are not derived, in a SQLite file or in a PostgreSQL database: the same migrations over both. */
import { Kysely, Migrator, PostgresAdapter, sql, type Migration, type MigratorProps } from 'kysely';
import { assertComparesBytes } from './comparing.js';
import { isPostgres, postgresDialect, postgresName } from './postgres.js';
import { durableSqlite } from './sqlite.js';

/** In PostgreSQL all that is not derived lies in one schema. */
export const SCHEMA = 'article33';

/** Connections of one store at most: what it is asked is short. */
const CONNECTIONS = 5;

/**
 * Opens a store and brings its tables up to date; `destroy()` closes it.
 * @param place the path of a SQLite file, or the address of a PostgreSQL database.
 * @param name tells its migrations from those of another store of the same database.
 * @param migrations applied in the order of their names; one that has been released never changes.
 * @throws the file system's or the database's error; what was opened is closed.
 */
export async function openMigrated<Tables>(
  place: string,
  name: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<Kysely<Tables>> {
  const onServer = isPostgres(place);
  if (onServer) await assertComparesBytes(place);
  const dialect = onServer ? postgresDialect(place, { schema: SCHEMA, most: CONNECTIONS }) : durableSqlite(place);
  const db = new Kysely<Tables>({ dialect });
  try {
    await migrate(db, name, migrations);
    return db;
  } catch (error) {
    await db.destroy();
    throw new Error(wordsOf(error), { cause: error });
  }
}

/**
 * Brings the tables of a store up to date; nodes that start together wait for each other.
 * @param name and migrations as for openMigrated.
 * @throws the database's error.
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  name: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const onServer = isOnPostgres(db);
  if (onServer) await makeSchema(db);
  const tables: Partial<MigratorProps> = onServer
    ? {
        migrationTableSchema: SCHEMA,
        migrationTableName: `${name}_migration`,
        migrationLockTableName: `${name}_migration_lock`,
      }
    : {};
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) }, ...tables });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error(wordsOf(error), { cause: error });
}

/** SQLSTATE of a name that another node gave at the same moment: `if not exists` does not see it before it is committed. */
const TAKEN = '23505';

async function makeSchema<Tables>(db: Kysely<Tables>): Promise<void> {
  try {
    await sql`create schema if not exists ${sql.id(SCHEMA)}`.execute(db);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === TAKEN)) throw error;
  }
}

/** Within a migration: whether types and keys are PostgreSQL's. */
export function isOnPostgres<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** What an operator is told of a store: where it is, without passwords, and what the database or the file system says is wrong. */
export function faultOf(place: string, cause: unknown): { readonly where: string; readonly why: string } {
  return { where: isPostgres(place) ? postgresName(place) : place, why: wordsOf(cause) };
}

/** A connection that no address of a host accepts has a code and no message. */
function wordsOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null) return 'unknown fault';
  if ('message' in cause && cause.message !== '') return String(cause.message);
  return 'code' in cause ? String(cause.code) : 'unknown fault';
}
