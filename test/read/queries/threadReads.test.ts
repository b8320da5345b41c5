/** Slow reads run in real threads, from the compiled code (`npm test` builds it first). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CompiledQuery, Kysely } from 'kysely';
import { createIndexes, createTables } from '../../../src/read/migration.js';
import { ReadStopped, TooManyReads } from '../../../src/read/queries/slowReads.js';
import { ThreadReads } from '../../../src/read/queries/threadReads.js';
import type { ReadTables } from '../../../src/read/tables.js';
import { derivedSqlite } from '../../../src/store/sqlite.js';
import { aFolder } from '../../log/folder.js';

const compiled = join(__dirname, '..', '..', '..', 'dist', 'read', 'queries', 'readThread.mjs');
const code = pathToFileURL(compiled);
/** Ends in a thousand years or so. */
const endless = CompiledQuery.raw(
  'with recursive n(i) as (select 1 union all select i + 1 from n where i < 1e15) select max(i) as most from n',
);
const one = CompiledQuery.raw('select 1 as one');

describe('reads in threads of their own', () => {
  const folder = aFolder();
  const file = folder.path('read-models-1.sqlite');
  let reads: ThreadReads;
  beforeAll(async () => {
    if (!existsSync(compiled)) throw new Error(`${compiled} is missing: npm run build`);
    const db = new Kysely<ReadTables>({ dialect: derivedSqlite(file, 'write') });
    await createTables(db);
    await createIndexes(db);
    await db.destroy();
  });
  beforeEach(() => {
    reads = new ThreadReads({ file: () => file, code, threads: 2, waiting: 3 });
  });
  afterEach(() => reads.close());
  afterAll(() => {
    folder.remove();
  });

  test('answer rows with their parameters, each question its own answer', async () => {
    const asked = Array.from({ length: 3 }, (_, index) =>
      CompiledQuery.raw('select ? as x, ? as y', [index, `é${index}`]),
    );
    expect(await Promise.all(asked.map((query) => reads.run(query)))).toEqual(
      asked.map((_, index) => [{ x: index, y: `é${index}` }]),
    );
  });

  test('end with their signal, and others are answered in the meantime and afterwards', async () => {
    const aborter = new AbortController();
    const stopped = [reads.run(endless, aborter.signal), reads.run(endless, aborter.signal)];
    const waiting = reads.run(one);
    aborter.abort();
    for (const read of stopped) await expect(read).rejects.toThrow(ReadStopped);
    expect(await waiting).toEqual([{ one: 1 }]);
    await expect(reads.run(one, aborter.signal)).rejects.toThrow(ReadStopped);
  });

  test('leave the queue with their signal', async () => {
    const [busy, queued] = [new AbortController(), new AbortController()];
    const running = [reads.run(endless, busy.signal), reads.run(endless, busy.signal)];
    const third = reads.run(one, queued.signal);
    queued.abort();
    await expect(third).rejects.toThrow(ReadStopped);
    busy.abort();
    for (const read of running) await expect(read).rejects.toThrow(ReadStopped);
  });

  test('are refused where too many wait', async () => {
    const aborter = new AbortController();
    const begun = Array.from({ length: 5 }, () => reads.run(endless, aborter.signal));
    await expect(reads.run(one)).rejects.toThrow(TooManyReads);
    aborter.abort();
    for (const read of begun) await expect(read).rejects.toThrow(ReadStopped);
    expect(await reads.run(one)).toEqual([{ one: 1 }]);
  });

  test('cannot write, and go on after a fault', async () => {
    await expect(reads.run(CompiledQuery.raw("delete from incidents where id = 'x'"))).rejects.toThrow('readonly');
    await expect(reads.run(CompiledQuery.raw('select absent'))).rejects.toThrow('no such column');
    expect(await reads.run(one)).toEqual([{ one: 1 }]);
  });

  test('follow the file where another one takes its place', async () => {
    const files = ['a', 'b'].map((name) => folder.path(`${name}.sqlite`));
    for (const [index, path] of files.entries()) {
      const db = new Kysely<ReadTables>({ dialect: derivedSqlite(path, 'write') });
      await db.executeQuery(CompiledQuery.raw(`create table generation (number integer)`));
      await db.executeQuery(CompiledQuery.raw('insert into generation values (?)', [index]));
      await db.destroy();
    }
    let serving: string | null = null;
    const following = new ThreadReads({ file: () => serving, code, threads: 1 });
    const which = CompiledQuery.raw('select number from generation');
    await expect(following.run(which)).rejects.toThrow(ReadStopped);
    for (const index of [0, 1, 0]) {
      serving = files[index] ?? null;
      expect(await following.run(which)).toEqual([{ number: index }]);
    }
    await following.close();
    await expect(following.run(which)).rejects.toThrow(ReadStopped);
  });
});
