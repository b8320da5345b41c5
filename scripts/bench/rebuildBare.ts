/** What SQLite itself costs of the read models: the same rows, in the same tables, without any thought. */
import Sqlite from 'better-sqlite3';
import type { EmbeddedLog } from '../../src/log/index.js';
import type { Alternative } from './harness.js';

type Values = readonly unknown[];

/** What read models are made of. */
export interface MadeRows {
  readonly tables: readonly string[];
  readonly indexes: readonly string[];
  /** For each incident by id. */
  readonly incidents: ReadonlyMap<string, Incident>;
}

interface Incident {
  readonly row: Values;
  readonly versions: readonly Values[];
  readonly hanging: Readonly<Record<Hanging, readonly Values[]>>;
}

const HANGING = ['duties', 'words', 'incident_facets'] as const;
type Hanging = (typeof HANGING)[number];
const TRANSACTION = 1_000;

/** @param file of finished read models. */
export function rowsIn(file: string): MadeRows {
  const database = new Sqlite(file, { readonly: true });
  const ddl = (type: string) =>
    database.prepare('SELECT sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL').pluck().all(type) as string[];
  const rows = (sql: string, of: unknown) => database.prepare(sql).raw().all(of) as Values[];
  const ids = database.prepare('SELECT id, born FROM incidents').raw().all() as [string, number][];
  const incidents = new Map(
    ids.map(([id, born]): [string, Incident] => [
      id,
      {
        row: rows('SELECT * FROM incidents WHERE id = ?', id)[0] ?? [],
        versions: rows('SELECT * FROM incident_versions WHERE incident = ? ORDER BY revision', id),
        hanging: {
          duties: rows('SELECT * FROM duties WHERE incident = ?', id),
          words: rows('SELECT * FROM words WHERE incident = ?', born),
          incident_facets: rows('SELECT * FROM incident_facets WHERE incident = ?', born),
        },
      },
    ]),
  );
  const made = { tables: ddl('table'), indexes: ddl('index'), incidents };
  database.close();
  return made;
}

/** @param fresh names a file that is not there. */
export function bareUpserts(log: EmbeddedLog, made: MadeRows, fresh: () => string): Alternative {
  let database: Sqlite.Database;
  return {
    name: 'bare upserts of the same rows',
    prepare() {
      database = new Sqlite(fresh());
      for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL']) database.pragma(pragma);
      for (const sql of made.tables) database.exec(sql);
      return Promise.resolve();
    },
    async run() {
      const count = await written(log, database, made);
      for (const sql of made.indexes) database.exec(sql);
      return count;
    },
    clean() {
      database.close();
      return Promise.resolve();
    },
  };
}

async function written(log: EmbeddedLog, database: Sqlite.Database, { incidents }: MadeRows): Promise<number> {
  const insertion = (table: string, row: Values = []) =>
    database.prepare(`INSERT OR REPLACE INTO ${table} VALUES (${row.map(() => '?').join(', ')})`);
  const [any] = incidents.values();
  if (any === undefined) throw new Error('There are no incidents');
  const upsert = insertion('incidents', any.row);
  const version = insertion('incident_versions', any.versions[0]);
  const hanging = HANGING.map((table) => ({ table, insert: insertion(table, any.hanging[table][0]) }));
  let count = 0;
  database.exec('BEGIN');
  for await (const { stream, revision } of log.readAll()) {
    const incident = incidents.get(stream.slice('incident-'.length));
    if (incident !== undefined) {
      upsert.run(incident.row);
      version.run(incident.versions[Number(revision)]);
      if (revision === 0n) {
        for (const { table, insert } of hanging) for (const row of incident.hanging[table]) insert.run(row);
      }
    }
    count += 1;
    if (count % TRANSACTION === 0) database.exec('COMMIT; BEGIN');
  }
  database.exec('COMMIT');
  return count;
}
