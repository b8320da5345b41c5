import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { SqliteDialect, type SqliteDatabase } from 'kysely';
import { LRUCache } from 'lru-cache';

/**
 * A SQLite file for what is not derived and so must survive a power cut: WAL, every commit synced, foreign keys held, five seconds of
 * patience with another process (`article33 token` beside a running server). Made where it is missing, readable by its
 * owner only; its folder must exist.
 * @throws the file system's error, or SqliteError where the file is no SQLite database.
 */
export function durableSqlite(file: string): SqliteDialect {
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: 5_000 });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
  } catch (error) {
    database.close();
    throw error;
  }
  return new SqliteDialect({ database });
}

/** Copies a SQLite file as it is at one moment, whoever is writing it, into one that does not exist yet. @throws as durableSqlite. */
export async function copySqlite(from: string, to: string): Promise<void> {
  const database = new Database(from, { timeout: 5_000, fileMustExist: true });
  try {
    closeSync(openSync(to, 'wx', 0o600));
    await database.backup(to);
  } finally {
    database.close();
  }
}

/** Statements that are kept prepared on one connection: whoever writes rows asks the same few again and again. */
const KEPT_STATEMENTS = 200;

/**
 * A SQLite file for what is derived from the log and can be made again: WAL, no sync at commit (a power cut may take the newest commits, never
 * the file's soundness). Made where it is missing, readable by its owner only.
 * @param access `read`: the file must be there, and whoever writes it must have opened it first; nothing can be written through it.
 * The first query opens it: that one throws the file system's error, or SqliteError where the file is no SQLite database.
 */
export function derivedSqlite(file: string, access: 'read' | 'write'): SqliteDialect {
  // Opened by kysely, which closes only what it opened.
  return new SqliteDialect({ database: async () => Promise.resolve(openDerived(file, access)) });
}

function openDerived(file: string, access: 'read' | 'write'): SqliteDatabase {
  if (access === 'write') closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: 5_000, readonly: access === 'read' });
  try {
    if (access === 'write') {
      database.pragma('journal_mode = WAL');
      // Rows of a rebuild fall all over the indexes: 64 MB of pages stay in memory, and go to the file in larger pieces.
      database.pragma('cache_size = -65536');
      database.pragma('wal_autocheckpoint = 8000');
    }
    database.pragma('synchronous = NORMAL');
  } catch (error) {
    database.close();
    throw error;
  }
  const kept = new LRUCache<string, Database.Statement>({ max: KEPT_STATEMENTS });
  const prepare = (sql: string): Database.Statement => {
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    kept.set(sql, statement);
    return statement;
  };
  return { prepare, close: () => database.close() };
}
