/** Slow reads of a real PostgreSQL: what is stopped here ends there, too. */
import { setTimeout as after } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import { PostgresReads } from '../../../src/read/queries/postgresReads.js';
import { ReadStopped, TooManyReads } from '../../../src/read/queries/slowReads.js';
import { ask } from '../../store/places.js';
import { startPostgres, type Postgres } from '../../support/postgres.js';

const endless = CompiledQuery.raw('select count(*) as endless from generate_series(1, 1000000000000)');
const one = CompiledQuery.raw('select 1 as one');

let postgres: Postgres;
let url: string;
let reads: PostgresReads;
beforeAll(async () => {
  postgres = await startPostgres();
  url = await postgres.database();
  for (const generation of [1, 2]) {
    await ask(url, `create schema article33_read_${generation}`);
    await ask(url, `create table article33_read_${generation}.generation as select ${generation} as number`);
  }
}, 60_000);
beforeEach(() => {
  reads = new PostgresReads({ url, generation: () => 1, most: 2, waiting: 3 });
});
afterEach(() => reads.close());
afterAll(() => postgres.dispose());

async function endlessOnServer(): Promise<number> {
  const query = `select pid from pg_stat_activity where state = 'active' and query like '%as endless%' and pid <> pg_backend_pid()`;
  return (await ask(url, query)).length;
}

async function until(count: number): Promise<void> {
  while ((await endlessOnServer()) !== count) await after(10);
}

test('answer rows with their parameters, each question its own answer', async () => {
  const asked = Array.from({ length: 3 }, (_, index) =>
    CompiledQuery.raw('select $1::int as x, $2::text as y', [index, `é${index}`]),
  );
  expect(await Promise.all(asked.map((query) => reads.run(query)))).toEqual(
    asked.map((_, index) => [{ x: index, y: `é${index}` }]),
  );
});

test('end with their signal, on the server too, and others are answered meanwhile and afterwards', async () => {
  const aborter = new AbortController();
  const stopped = [reads.run(endless, aborter.signal), reads.run(endless, aborter.signal)];
  const waiting = reads.run(one);
  await until(2);
  aborter.abort();
  for (const read of stopped) await expect(read).rejects.toThrow(ReadStopped);
  expect(await waiting).toEqual([{ one: 1 }]);
  await until(0);
  await expect(reads.run(one, aborter.signal)).rejects.toThrow(ReadStopped);
});

test('whose signal comes before they reach the server never begin, and take no other down with them', async () => {
  for (let round = 0; round < 30; round += 1) {
    const aborter = new AbortController();
    const stopped = reads.run(endless, aborter.signal);
    const others = [reads.run(one), reads.run(one)];
    setTimeout(() => {
      aborter.abort();
    }, round / 5);
    await expect(stopped).rejects.toThrow(ReadStopped);
    expect(await Promise.all(others)).toEqual([[{ one: 1 }], [{ one: 1 }]]);
  }
  await until(0);
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

test('that the database itself ends took too long, too', async () => {
  const cancelled = reads.run(CompiledQuery.raw('select pg_cancel_backend(pg_backend_pid()), pg_sleep(60)'));
  await expect(cancelled).rejects.toThrow(ReadStopped);
});

test('cannot write, and go on after a fault', async () => {
  await expect(reads.run(CompiledQuery.raw('delete from generation'))).rejects.toThrow('read-only transaction');
  await expect(reads.run(CompiledQuery.raw('select absent'))).rejects.toThrow('does not exist');
  expect(await reads.run(one)).toEqual([{ one: 1 }]);
});

test('follow the generation where another one takes its place; closed, they end on the server', async () => {
  let serving: number | null = null;
  const following = new PostgresReads({ url, generation: () => serving, most: 1 });
  const which = CompiledQuery.raw('select number from generation');
  await expect(following.run(which)).rejects.toThrow(ReadStopped);
  for (const generation of [1, 2, 1]) {
    serving = generation;
    expect(await following.run(which)).toEqual([{ number: generation }]);
  }
  const running = following.run(endless);
  const ended = expect(running).rejects.toThrow(ReadStopped);
  await until(1);
  await following.close();
  await ended;
  await until(0);
  await expect(following.run(which)).rejects.toThrow(ReadStopped);
});
