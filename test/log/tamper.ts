import Sqlite from 'better-sqlite3';

/** Changes a log's rows and leaves its schema as it was, as somebody would who hides it. */
export function tamper(file: string, work: (database: Sqlite.Database) => void): void {
  const database = new Sqlite(file);
  const triggers = database
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
  work(database);
  for (const { sql } of triggers) database.exec(sql);
  database.close();
}
