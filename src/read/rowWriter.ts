/** Writes rows of the read models, as it goes best with the database. */
import { SqliteAdapter, type Kysely } from 'kysely';
import { JsonWriter } from './jsonWriter.js';
import type { IncidentVersionsTable, ReadTables } from './tables.js';
import { Writer } from './writer.js';

export type Table = keyof ReadTables;

/** A version that stood until now, and when it ended. */
export type EndedVersion = Pick<IncidentVersionsTable, 'incident' | 'revision' | 'valid_to'>;

/** Every method is to be called within a transaction. Without any row each does nothing. */
export interface RowWriter {
  /**
   * Inserts rows, which all have the same columns in the same order.
   * @param key where a row with these columns is there, it is replaced.
   */
  insert<Row extends object>(
    within: Kysely<ReadTables>,
    table: Table,
    rows: readonly Row[],
    key?: readonly (keyof Row & string)[],
  ): Promise<void>;
  /** Deletes the rows whose column has one of these values. */
  delete(within: Kysely<ReadTables>, table: Table, column: string, values: readonly (string | number)[]): Promise<void>;
  /** Deletes these rows: all their columns are given, in one order. */
  deleteRows(within: Kysely<ReadTables>, table: Table, rows: readonly object[]): Promise<void>;
  endVersions(within: Kysely<ReadTables>, ended: readonly EndedVersion[]): Promise<void>;
}

/**
 * A statement costs SQLite next to nothing, so each row has its own values there. PostgreSQL is a process away: what goes into one table goes there
 * at once.
 */
export function rowWriter(db: Kysely<ReadTables>): RowWriter {
  return db.getExecutor().adapter instanceof SqliteAdapter ? new Writer(db) : new JsonWriter();
}
