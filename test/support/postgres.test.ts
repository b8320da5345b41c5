import pg from 'pg';
import { startPostgres, type Postgres } from './postgres.js';

describe('the PostgreSQL server of the tests', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.dispose());

  test('keeps what was committed when it is taken down and up again', async () => {
    const connectionString = await server.database();
    const ask = async (text: string) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      const { rows } = await client.query<{ n: number }>(text);
      await client.end();
      return rows;
    };
    await ask('create table things as select 7 as n');
    await server.stop();
    await expect(ask('select n from things')).rejects.toThrow();
    await server.start();
    expect(await ask('select n from things')).toEqual([{ n: 7 }]);
  });
});
