/** Read models that are damaged while the register runs: lists say so for a moment, and come back by themselves. */
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { ApplicationError } from '../../../src/application/application.js';
import type { ReadTables } from '../../../src/read/tables.js';
import { derivedSqlite } from '../../../src/store/sqlite.js';
import { aDesk } from './desk.js';

/** Does something to the file through a connection that the register knows nothing of. */
async function inFile(file: string, work: (db: Kysely<ReadTables>) => Promise<unknown>): Promise<void> {
  const db = new Kysely<ReadTables>({ dialect: derivedSqlite(file, 'write') });
  await work(db);
  await db.destroy();
}

describe('lists over read models', () => {
  const desk = aDesk();

  const damages: Record<string, (file: string) => Promise<void>> = {
    'of which a table is gone': (file) => inFile(file, (db) => sql`drop table incidents`.execute(db)),
    'whose file is overwritten': async (file) => {
      await inFile(file, (db) => sql`pragma wal_checkpoint(truncate)`.execute(db));
      const handle = openSync(file, 'r+');
      const page = 4_096;
      writeSync(handle, Buffer.alloc(statSync(file).size - page, 0xa5), 0, undefined, page);
      closeSync(handle);
    },
  };

  test.each(Object.entries(damages))(
    '%s are UNAVAILABLE, and come back whole by themselves',
    async (_which, damage) => {
      const before = [await desk.report(), await desk.report()];
      const { readModels } = desk.register;
      const first = readModels.status().serving?.generation ?? 0;
      await damage(readModels.file ?? '');
      const refusals = new Set<string>();
      while ((readModels.status().serving?.generation ?? 0) <= first) {
        // What a connection remembers of its file may go on answering until something is written.
        if (readModels.reader !== null) before.push(await desk.report());
        await turn();
        await desk
          .ids()
          .catch((error: unknown) => refusals.add(error instanceof ApplicationError ? error.code : String(error)));
      }
      expect([...refusals]).toEqual(['UNAVAILABLE']);
      expect(new Set(await desk.ids())).toEqual(new Set(before.slice(-100)));
    },
  );
});
