/** Nodes that start at the same moment on a new database. */
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { openCluster } from '../../src/cluster/cluster.js';
import { openEmbeddedLog } from '../../src/log/index.js';
import { aFolder } from '../log/folder.js';
import { ownPostgres } from '../support/ownPostgres.js';

const folder = aFolder();
const postgres = ownPostgres();
afterAll(() => {
  folder.remove();
});

test('a node that finds another one at making the schema goes on with what that one made', async () => {
  const url = await postgres.database();
  const log = openEmbeddedLog({ file: folder.path('log.sqlite') });
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  const waits = async () => {
    const { rowCount } = await other.query(`select 1 from pg_locks where not granted`);
    return rowCount !== 0;
  };
  try {
    await other.query('begin');
    await other.query('create schema article33');
    const opening = openCluster({ url, log, tell: () => undefined });
    const opened = expect(opening.then(({ leadership }) => leadership.epoch)).resolves.toBe(1);
    while (!(await waits())) await after(5);
    await other.query('commit');
    await opened;
    await (await opening).close();
  } finally {
    await other.end();
    await log.close();
  }
});
