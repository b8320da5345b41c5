/**
 * A register on servers: the log against the bare client, lag to lists and subscribers, read models made anew against COPY. Over the EventStoreDB of
 * EVENTSTORE_URL, or a stand-in, and the PostgreSQL of the tests. `npm run bench:servers [events]`: 20,000 events unless told.
 */
import { randomBytes } from 'node:crypto';
import { openEventStoreLog } from '../../src/log/index.js';
import { machine, report, table } from './harness.js';
import { aLife, appended, EVENTS_PER_INCIDENT, IN_FLIGHT, record, register } from './serversEvents.js';
import { lags } from './serversLag.js';
import { appending, catchingUp, reading } from './serversLog.js';
import { database, eventStore } from './serversPlaces.js';
import { rebuilding } from './serversRebuild.js';

const EVENTS = Number(process.argv[2] ?? 20_000);
const LAGS = 500;
const ROUNDS = 5;

const store = await eventStore();
const { connectionString } = store;
const postgres = await database();
const opened = (name: string) => openEventStoreLog({ connectionString, register: name });
const name = `bench${randomBytes(6).toString('hex')}`;
const log = await opened(name);
await register(log);
const lives = Array.from({ length: Math.ceil(EVENTS / EVENTS_PER_INCIDENT) }, aLife);
await record(lives, (stream, event, revision) => appended(log, stream, event, revision));
const events = 1 + lives.length * EVENTS_PER_INCIDENT;

const parts = { connectionString, log, register: name, events, rounds: ROUNDS };
const read = await reading(parts);
const caughtUp = await catchingUp(parts);
const rebuilt = await rebuilding(parts, postgres);
const other = await opened(`${name}lag`);
const { visible, told } = await lags(other, await postgres.fresh(), LAGS);
await other.close();
const written = await appending(parts);
await log.close();
await store.end();
await postgres.end();

function at(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
}

function percentiles(sorted: readonly number[]): string {
  return `p50 ${at(sorted, 0.5)} ms, p95 ${at(sorted, 0.95)} ms, p99 ${at(sorted, 0.99)} ms`;
}

/** CPU of this process alone: what the server costs is not in it. */
function times([bare, ours]: typeof read): string {
  return ((ours?.cpu ?? Number.NaN) / (bare?.cpu ?? Number.NaN)).toFixed(2);
}

/** A COPY can begin only when its rows are known; files ready on the server's own disk are nobody's read models. */
function shareOfReading(measured: typeof rebuilt): string {
  const [, , reading, ours] = measured;
  return ((ours?.share ?? Number.NaN) / (reading?.share ?? Number.NaN)).toFixed(2);
}

report(
  'docs/benchmarks.md',
  'servers',
  [
    '## A register on servers',
    '',
    `Event store: ${store.name}. PostgreSQL: the tests’ own, fsync off. Medians of ${ROUNDS} interleaved rounds. ${machine()}.`,
    '',
    `Appends of one event, ${IN_FLIGHT} in flight:`,
    '',
    table(written, 'events'),
    '',
    `CPU of the client’s process: ${times(written)} times the bare client’s. Target: at most 1.3 times.`,
    '',
    `Reading a log of ${events.toLocaleString('en')} events:`,
    '',
    table(read, 'events'),
    '',
    `CPU: ${times(read)} times the bare client’s. Target: at most 1.3 times.`,
    '',
    'Catching up by a subscription from its beginning:',
    '',
    table(caughtUp, 'events'),
    '',
    `CPU: ${times(caughtUp)} times the bare client’s. Target: at most 1.3 times.`,
    '',
    `From an acknowledged append on one node, ${LAGS} one after the other: to the visible row in PostgreSQL ${percentiles(visible)}; to a subscriber, sealed, ${percentiles(told)}.`,
    '',
    'The read models of that log made anew, beside PostgreSQL’s own COPY of the same rows from files (counted in events of the log):',
    '',
    table(rebuilt, 'events'),
    '',
    `Of the bare client that has caught up and then copies what it was given: ${shareOfReading(rebuilt)}. Target: at least 0.2 of the rate of a bare COPY.`,
  ].join('\n'),
);
