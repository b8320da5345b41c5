/**
 * Makes the tables in an empty database. There is no second migration: what is derived is made anew by a rebuild where its form changes
 * (`VERSION`). Only what SQLite and PostgreSQL both know is used.
 */
import { sql, SqliteAdapter, type CreateTableBuilder, type Kysely } from 'kysely';
import { UNLIMITED } from '../store/silence.js';
import type { ReadTables } from './tables.js';

/** Makes the tables. The database must be empty. In PostgreSQL its collation must be `C`: texts are compared by their bytes. */
export async function createTables(db: Kysely<ReadTables>): Promise<void> {
  await ownTables(db);
  await listed(db.schema.createTable('incidents'))
    .addColumn('born', isSqlite(db) ? 'integer' : 'bigint', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('reference', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('filed_late', 'integer')
    .addColumn('declined', 'integer', (column) => column.notNull())
    .addColumn('pending', 'integer', (column) => column.notNull())
    .addColumn('detect_ms', 'bigint')
    .addColumn('notify_ms', 'bigint')
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  await listed(db.schema.createTable('incident_versions'))
    .addColumn('incident', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('valid_from', 'text', (column) => column.notNull())
    .addColumn('valid_to', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('incident_versions_key', ['incident', 'revision'])
    .$call(clustered(db))
    .execute();
  await dependentTables(db);
}

/** SQLite keeps a table's rows in its key where it is told so, and an index less; PostgreSQL knows nothing of it. */
function clustered(db: Kysely<ReadTables>) {
  return <T extends string>(table: CreateTableBuilder<T>) =>
    isSqlite(db) ? table.modifyEnd(sql`without rowid`) : table;
}

/** There an INTEGER key of 64 bits is the row's own number; PostgreSQL's integer has 32. */
function isSqlite(db: Kysely<ReadTables>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}

/** The columns of `Listed`. */
function listed<T extends string>(table: CreateTableBuilder<T>) {
  return table
    .addColumn('organisation', 'text', (column) => column.notNull())
    .addColumn('reported_by', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('exercise', 'integer', (column) => column.notNull())
    .addColumn('verdict', 'text')
    .addColumn('natures', 'integer', (column) => column.notNull())
    .addColumn('detected_at', 'text')
    .addColumn('aware_at', 'text')
    .addColumn('recorded_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('occurred_at', 'text')
    .addColumn('filed_at', 'text')
    .addColumn('next_due_at', 'text')
    .addColumn('overdue_from', 'text')
    .addColumn('overdue_until', 'text');
}

async function ownTables(db: Kysely<ReadTables>): Promise<void> {
  await db.schema
    .createTable('checkpoint')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('log', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('event', 'text')
    .addColumn('stream', 'text')
    .addColumn('revision', 'integer')
    .addColumn('events', 'integer', (column) => column.notNull())
    .addColumn('complete', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('organisations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('renewed_up_to', 'text')
    .execute();
}

async function dependentTables(db: Kysely<ReadTables>): Promise<void> {
  await db.schema
    .createTable('duties')
    .addColumn('incident', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('from_at', 'text', (column) => column.notNull())
    .addColumn('until_at', 'text', (column) => column.notNull())
    .addColumn('organisation', 'text', (column) => column.notNull())
    .addColumn('reported_by', 'text', (column) => column.notNull())
    .addColumn('exercise', 'integer', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('regime', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('open', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addColumn('target_at', 'text')
    .addColumn('open_since', 'text')
    .addColumn('met_at', 'text')
    .addColumn('rank', 'integer', (column) => column.notNull())
    .addColumn('sort_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('duties_key', ['incident', 'key', 'from_at'])
    .$call(clustered(db))
    .execute();
  await db.schema
    .createTable('incident_facets')
    .addColumn('incident', 'bigint', (column) => column.notNull())
    .addColumn('facet', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('organisation', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('incident_facets_key', ['incident', 'facet', 'value'])
    .$call(clustered(db))
    .execute();
  await db.schema
    .createTable('words')
    .addColumn('organisation', 'text', (column) => column.notNull())
    .addColumn('word', 'text', (column) => column.notNull())
    .addColumn('incident', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('words_key', ['organisation', 'word', 'incident'])
    .$call(clustered(db))
    .execute();
}

/**
 * Makes what lists are read by: an index for each order, with the revision, so that a page of it reads no row of the table; `queries/` says which
 * query walks which. They are made when the tables have been filled, for the first time or again: rows that fall all over them cost more than
 * sorting them once. Writing needs none of them.
 */
export async function createIndexes(db: Kysely<ReadTables>): Promise<void> {
  // Of many incidents it takes longer than a statement may.
  if (!isSqlite(db)) await sql.raw(UNLIMITED).execute(db);
  const ordered = ['recorded_at', 'detected_at', 'updated_at', 'next_due_at'] as const;
  for (const column of ordered) {
    await db.schema
      .createIndex(`incidents_by_${column}`)
      .ifNotExists()
      .on('incidents')
      .columns(['organisation', 'exercise', column, 'id', 'revision'])
      .execute();
  }
  await db.schema
    .createIndex('incidents_by_reporter')
    .ifNotExists()
    .on('incidents')
    .columns(['organisation', 'reported_by', 'exercise', 'recorded_at', 'id', 'revision'])
    .execute();
  await db.schema
    .createIndex('incidents_by_reference')
    .ifNotExists()
    .on('incidents')
    .columns(['organisation', 'reference'])
    .execute();
  await db.schema
    .createIndex('incident_versions_by_time')
    .ifNotExists()
    .on('incident_versions')
    .columns(['organisation', 'valid_to', 'valid_from'])
    .execute();
  await db.schema
    .createIndex('duties_in_order')
    .ifNotExists()
    .on('duties')
    .columns(['organisation', 'exercise', 'open', 'rank', 'sort_at', 'incident', 'key'])
    .execute();
  // PostgreSQL plans by what it knows of the tables, and would learn it a minute late.
  if (!isSqlite(db)) await sql`analyze ${sql.join(ANALYSED.map((table) => sql.table(table)))}`.execute(db);
}

const ANALYSED = ['incidents', 'incident_versions', 'incident_facets', 'duties', 'words'] as const;
