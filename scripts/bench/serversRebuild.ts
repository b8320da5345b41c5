/** The read models of a log made anew in PostgreSQL, against PostgreSQL's own COPY of the rows that come of it. */
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import type { EventLog } from '../../src/log/index.js';
import { openPostgresReadModels } from '../../src/read/index.js';
import { measure, type Alternative, type Measured } from './harness.js';
import { caughtUpBare, type LogParts } from './serversLog.js';
import { asked, type Database } from './serversPlaces.js';

/** What COPY writes is counted in events of the log, too. */
export async function rebuilding(parts: LogParts, database: Database): Promise<Measured[]> {
  const { log, events, rounds } = parts;
  const made = await database.fresh();
  await madeAnew(log, made, events);
  const tables = await kept(made, database.folder);
  let own = '';
  const ours: Alternative = {
    name: 'read models made anew',
    async prepare() {
      own = await database.fresh();
    },
    run: () => madeAnew(log, own, events),
  };
  const rows: Copied = { made, tables, events, folder: database.folder };
  const intoIndexes = copied('COPY into their indexes', 'including all', rows);
  const client = EventStoreDBClient.connectionString(parts.connectionString);
  const afterReading: Alternative = {
    ...intoIndexes,
    name: 'the bare client catches up, then COPY into their indexes',
    async run() {
      await caughtUpBare(client, parts);
      return intoIndexes.run();
    },
  };
  try {
    return await measure(
      [copied('bare COPY, no index', 'including defaults', rows), intoIndexes, afterReading, ours],
      rounds,
    );
  } finally {
    await client.dispose();
  }
}

async function madeAnew(log: EventLog, url: string, events: number): Promise<number> {
  const models = await openPostgresReadModels({ url, log, leadership: null });
  try {
    if (models.reader === null) await models.rebuild();
    const found = models.status().serving?.events ?? 0;
    if (found !== events) throw new Error(`${found} events of ${events} were projected`);
    return found;
  } finally {
    await models.close();
  }
}

const SCHEMA = 'article33_read_1';

/** Their rows, in a file for each table. @returns the tables' names. */
async function kept(url: string, folder: string): Promise<readonly string[]> {
  const names = await asked(url, [
    `select coalesce(json_agg(tablename), '[]') as names from pg_tables where schemaname = '${SCHEMA}'`,
  ]);
  const [first] = names as readonly { readonly names: readonly string[] }[];
  const tables = first?.names ?? [];
  if (tables.length === 0) throw new Error(`There are no tables in ${SCHEMA}`);
  await asked(
    url,
    tables.map((table) => `copy ${SCHEMA}.${table} to '${join(folder, table)}'`),
  );
  return tables;
}

interface Copied {
  readonly made: string;
  readonly tables: readonly string[];
  readonly events: number;
  readonly folder: string;
}

function copied(name: string, like: string, { made, tables, events, folder }: Copied): Alternative {
  return {
    name,
    async prepare() {
      await asked(made, [
        'drop schema if exists bare cascade',
        'create schema bare',
        ...tables.map((table) => `create table bare.${table} (like ${SCHEMA}.${table} ${like})`),
      ]);
    },
    async run() {
      await asked(made, [
        'begin',
        ...tables.map((table) => `copy bare.${table} from '${join(folder, table)}'`),
        'commit',
      ]);
      return events;
    },
  };
}
