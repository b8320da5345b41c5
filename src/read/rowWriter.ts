/** How rows of the read models are written, whatever the database. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { IncidentVersionsTable, ReadTables } from './tables.js';

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

/** The insertion, which replaces the row where one with the same key is there. @param key none: nothing is replaced. */
export function replacing(
  insertion: RawBuilder<unknown>,
  columns: readonly string[],
  key: readonly string[],
): RawBuilder<unknown> {
  if (key.length === 0) return insertion;
  const others = columns.filter((column) => !key.includes(column));
  const replaced = sql.join(others.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`));
  return sql`${insertion} on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${replaced}`;
}
