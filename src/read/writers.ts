/** Which way of writing goes best with a database. */
import { SqliteAdapter, type Kysely } from 'kysely';
import { JsonWriter } from './jsonWriter.js';
import type { RowWriter } from './rowWriter.js';
import type { ReadTables } from './tables.js';
import { Writer } from './writer.js';

/**
 * A statement costs SQLite next to nothing, so each row has its own values there. PostgreSQL is a process away: what goes into one table goes there
 * at once.
 */
export function rowWriter(db: Kysely<ReadTables>): RowWriter {
  return db.getExecutor().adapter instanceof SqliteAdapter ? new Writer(db) : new JsonWriter();
}
