/** The one file that knows the SQLite driver: opens the log's file for one owner. */
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { LogError } from '../port.js';
import { logFault, type Doing } from './faults.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.js';

export type Database = Sqlite.Database;
export type Statement<Parameters extends unknown[], Row> = Sqlite.Statement<Parameters, Row>;

/**
 * Opens the file, made where there is none, and owns it until closed: SQLite's own exclusive lock, which falls with the process, however
 * that ends. WAL and `synchronous=FULL`: what is committed survives `kill -9` and power loss.
 * @throws LogError OWNED_BY_ANOTHER, DAMAGED (damaged, foreign, or of another version) or UNAVAILABLE.
 */
export function openDatabase(file: string): Database {
  let database: Database | undefined;
  try {
    if (!existsSync(file)) create(file);
    database = new Sqlite(file, { fileMustExist: true, timeout: 0 });
    // Before the first read: the lock is then taken at once and the index of the WAL stays in this process' memory.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    // The writer only uses keys that it has just read or made, and nothing is ever deleted: checking each row again cost a tenth of the rate.
    database.pragma('foreign_keys = OFF');
    checkIdentity(database, file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // In pages of 4 KB: the fewer checkpoints, the fewer long commits.
    database.pragma('wal_autocheckpoint = 4000');
    checkSchema(database, file);
    // Refuses a read-only file now and not at the first append.
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (error) {
    database?.close();
    throw storageFault(error, 'opening', file);
  }
}

/** Pages that are copied in one turn of the event loop: 4 MB. */
const COPIED_AT_ONCE = 1_000;

/** SQLite's online backup: what this connection writes meanwhile goes into the copy too. @throws LogError. */
export async function copyDatabase(database: Database, file: string, tell: (percent: number) => void): Promise<void> {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    await database.backup(file, {
      progress: ({ totalPages, remainingPages }) => {
        tell(totalPages === 0 ? 0 : Math.floor((100 * (totalPages - remainingPages)) / totalPages));
        return COPIED_AT_ONCE;
      },
    });
  } catch (error) {
    throw storageFault(error, 'reading', file);
  }
}

/** A LogError for what the driver or the file system threw. */
export function storageFault(error: unknown, doing: Doing, file: string): LogError {
  return logFault(error, resultCode(error), doing, file);
}

/** Told by its form: the driver's class is another one in each copy of the module, while the native part keeps the first it met. */
function resultCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error) || typeof error.code !== 'string') return null;
  return error.code.startsWith('SQLITE_') ? error.code : null;
}

/** Made under another name and linked into place: the file is either absent or a whole log, and the first of two makers wins. */
function create(file: string): void {
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    closeSync(openSync(draft, 'wx', 0o600));
    const database = new Sqlite(draft);
    try {
      database.pragma('synchronous = FULL');
      database.pragma('wal_autocheckpoint = 8000');
      database.exec(`BEGIN; ${SCHEMA} COMMIT`);
      database.prepare('INSERT INTO log (id) VALUES (?)').run(randomUUID());
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${SCHEMA_VERSION}`);
    } finally {
      database.close();
    }
    link(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

function link(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (existsSync(file)) return;
    throw error;
  }
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Read before anything is written: somebody else's database is left as it was. */
function checkIdentity(database: Database, file: string): void {
  if (database.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
    throw new LogError('DAMAGED', `${file} is not an event log of this register: nothing in it was changed`);
  }
  const version: unknown = database.pragma('user_version', { simple: true });
  if (version !== SCHEMA_VERSION) {
    throw new LogError(
      'DAMAGED',
      `${file} has version ${String(version)} of the log's schema, this program knows ${SCHEMA_VERSION}: use the program that wrote it`,
    );
  }
}

function checkSchema(database: Database, file: string): void {
  const fresh = new Sqlite(':memory:');
  try {
    fresh.exec(SCHEMA);
    if (schemaText(database) !== schemaText(fresh)) {
      throw new LogError('DAMAGED', `The schema of ${file} is not the log's own: restore it from a backup`);
    }
  } finally {
    fresh.close();
  }
}

function schemaText(database: Database): string {
  // STAT tables of an ANALYZE are no part of it.
  return JSON.stringify(
    database.prepare(`SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name`).all(),
  );
}
