/** A database that sorts texts by the rules of a language is refused before anything is made in it. */
import { writeFileSync } from 'node:fs';
import { SigningKeys } from '../../src/application/signing/keys.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { assertComparesBytes, ComparingFault } from '../../src/store/comparing.js';
import { DirectoryFault, openDirectoryStore } from '../../src/store/directoryStore.js';
import { aStandIn } from '../eventstore/opened.js';
import { aFolder } from '../log/folder.js';
import { ownPostgres } from '../support/ownPostgres.js';
import { ask } from './places.js';

const folder = aFolder();
const postgres = ownPostgres();
afterAll(() => {
  folder.remove();
});

/** @returns its address. */
async function databaseLike(name: string, how: string): Promise<string> {
  const first = await postgres.database();
  await ask(first, `create database ${name} template template0 ${how}`);
  return first.replace(/\/\w+$/, `/${name}`);
}

const FRENCH = `encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'fr'`;

test('by bytes it is with collation C, and with the provider of PostgreSQL itself', async () => {
  await assertComparesBytes(await postgres.database());
  await assertComparesBytes(
    await databaseLike('builtin', `encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8'`),
  );
});

test('a collation of a language, and an encoding that is not UTF-8, are refused in words', async () => {
  const french = await databaseLike('french', FRENCH);
  await expect(assertComparesBytes(french)).rejects.toThrow(ComparingFault);
  await expect(assertComparesBytes(await databaseLike('ascii', `encoding 'SQL_ASCII' locale 'C'`))).rejects.toThrow(
    /made with encoding SQL_ASCII/,
  );
  await expect(openDirectoryStore(french)).rejects.toThrow(DirectoryFault);
  await expect(openDirectoryStore(french)).rejects.toThrow(/compare texts by their bytes/);
});

test('a node does not start on such a database, and makes nothing in it', async () => {
  const database = await databaseLike('lists', FRENCH);
  writeFileSync(folder.path('key'), SigningKeys.fresh());
  const reading = readConfig(
    {
      ARTICLE33_EVENT_STORE: (await aStandIn()).connectionString,
      ARTICLE33_DATABASE: database,
      ARTICLE33_SECRET: 's'.repeat(40),
      ARTICLE33_CHECKPOINT_KEY: folder.path('key'),
      ARTICLE33_DATA: folder.path('data'),
    },
    folder.path('.'),
  );
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  await expect(startServer(reading.config, createServerLog('silent'))).rejects.toMatchObject({
    kind: 'SERVERS',
    message: expect.stringMatching(
      /^The database postgres:\/\/127\S+ cannot be used: .* by their bytes, .*locale 'C'/,
    ) as string,
  });
  expect(await ask(database, `select 1 from pg_namespace where nspname like 'article33%'`)).toEqual([]);
}, 60_000);
