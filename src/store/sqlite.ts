import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { SqliteDialect } from 'kysely';

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
