import { Kysely } from 'kysely';
import type { ReadTables } from '../../src/read/tables.js';
import { derivedSqlite } from '../../src/store/sqlite.js';
import { aFolder } from '../log/folder.js';
import { describeReadModels } from './readModels.contract.js';

describeReadModels('SQLite', () => {
  const folder = aFolder();
  const db = new Kysely<ReadTables>({ dialect: derivedSqlite(folder.path('read.sqlite'), 'write') });
  const close = async () => {
    await db.destroy();
    folder.remove();
  };
  return Promise.resolve({ db, close });
});
