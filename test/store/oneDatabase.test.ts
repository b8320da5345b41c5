import { openDirectoryStore } from '../../src/store/directoryStore.js';
import { postgresDialect, PostgresAddressFault, postgresName } from '../../src/store/postgres.js';
import { ReadLogStore } from '../../src/store/readLogStore.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { ask } from './places.js';

describe('one PostgreSQL database for a register', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server.dispose();
  });

  test('holds the directory and the log of reads of several nodes that are started at one moment', async () => {
    const url = await server.database();
    const nodes = Array.from({ length: 4 }, () => [openDirectoryStore(url), ReadLogStore.open(url)] as const);
    for (const [directory, reads] of nodes) {
      await (await directory).destroy();
      await (await reads).close();
    }
    const again = await openDirectoryStore(url);
    await again.destroy();
    const tables = `select table_name as name from information_schema.tables where table_schema = 'article33' order by 1`;
    expect(await ask(url, tables)).toEqual(
      [
        ...['actors', 'directory_migration', 'directory_migration_lock', 'organisations'],
        ...['read_log_migration', 'read_log_migration_lock', 'reads'],
      ].map((name) => ({ name })),
    );
  });

  test('gives whole numbers as numbers, and refuses those that are none exactly', async () => {
    const url = await server.database();
    expect(
      await ask(url, 'select count(*) as n, sum(9007199254740991::bigint) as most from (values (1)) as one'),
    ).toEqual([{ n: 1, most: Number.MAX_SAFE_INTEGER }]);
    await expect(ask(url, 'select 9007199254740993::bigint as n')).rejects.toThrow(RangeError);
  });

  test('ends a statement that takes too long', async () => {
    const url = await server.database();
    await expect(ask(url, 'select pg_sleep(20)', { statementTimeout: 50 })).rejects.toThrow(/statement timeout/);
  });

  test('goes by a name without user and password; what is none is refused without saying it', () => {
    expect(postgresName('postgres://me:hidden@db.example:5433/register?sslmode=require')).toBe(
      'postgres://db.example:5433/register',
    );
    const refused = () => postgresDialect('postgres://me:hidden@:bad:/x');
    expect(refused).toThrow(PostgresAddressFault);
    expect(refused).not.toThrow(/hidden/);
  });

  test('an option of the address stays beside the search path', async () => {
    const url = `${await server.database()}?options=${encodeURIComponent('-c work_mem=7MB')}`;
    const [row] = await ask(
      url,
      `select current_setting('work_mem') as memory, current_setting('search_path') as path`,
    );
    expect(row).toEqual({ memory: '7MB', path: 'article33' });
  });
});
