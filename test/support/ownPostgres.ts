import { startPostgres, type Postgres } from './postgres.js';

/** A server for all tests of a file: to be called once, outside of them. It starts before the first one and is gone after the last one. */
export function ownPostgres(): Postgres {
  let server: Postgres | null = null;
  const there = (): Postgres => {
    if (server === null) throw new Error('The PostgreSQL server of this file was not started');
    return server;
  };
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server?.dispose());
  return {
    database: () => there().database(),
    stop: () => there().stop(),
    start: () => there().start(),
    dispose: () => there().dispose(),
  };
}
