/**
 * Subscribers over the real WebSocket door against a bare broadcast of the same bytes in the same run: one event at a time, until the last
 * client has it. Then memory while a client reads nothing. `npm run bench:subscriptions -- [subscribers] [events] [eventsPaused]`;
 * ARTICLE33_BENCH_FOLDER names the disk.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { machine, report } from './harness.js';
import { startClients } from './load.js';
import { startSockets, type Client, type Sockets } from './sockets.js';

const [subscribers = 1_000, events = 500, eventsPaused = 100_000] = process.argv.slice(2).map(Number);
const ROUNDS = 5;
const SELECTIONS = 100;
/** More than are kept anywhere. */
const WARMING = 8_000;
/** The door takes so many sockets of one person. */
const SOCKETS_OF_ONE = 100;
const TARGETS = { share: 0.6, p99: 2, p99Different: 3, megabytes: 50 };

const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
const settings = {
  ARTICLE33_DATA: join(folder, 'data'),
  ARTICLE33_PORT: '0',
  ARTICLE33_POINTS_A_MINUTE: '999999999',
};
const reading = readConfig(settings, folder);
if (!reading.ok) throw new Error(reading.problems.join('\n'));
const register = await startServer({ ...reading.config, logLevel: 'silent' }, createServerLog('silent'));
const issuer = LocalIssuer.open(reading.config.dataFolder);
const sockets = startSockets();

function tokenOf(person: number): Promise<string> {
  const sub = `bench-${person}`;
  return issuer.sign({ role: 'DPO', org: 'acme', sub, name: 'Bench', lifeSeconds: 20_000 }, new Date());
}

const writing = startClients();
const writer = {
  url: `${register.url}/graphql`,
  headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(0)}` },
};
let connected = 0;

const REPORT =
  'mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) { incident { id } userErrors { code } position } }';
const NOTE = 'mutation ($input: AddNoteInput!) { addNote(input: $input) { revision userErrors { code } position } }';

function body(query: string, input: object): string {
  return JSON.stringify({ query, variables: { input } });
}

/** For its answer; what is measured is written from another process. */
async function mutate(query: string, input: object): Promise<string> {
  const { url, headers } = writer;
  return (await fetch(url, { method: 'POST', headers, body: body(query, input) })).text();
}

/** So many of them, so many at a time. @returns as Clients.send. */
function write(query: string, input: object, requests = 1, inFlight = 1): Promise<bigint> {
  return writing.send({ ...writer, body: body(query, input), requests, inFlight, expected: '"userErrors":[]' });
}

const reported = { title: 'Champs de texte non enregistrés' };
const [, incidentId = ''] = /"id":"([^"]+)"/.exec(await mutate(REPORT, reported)) ?? [];
const noted = { incidentId, text: 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne.' };

/** As many as told, each from where the log stands now; `different` of them ask each in their own words. */
async function clientsOf(count: number, different: number, paused = false): Promise<readonly Client[]> {
  const [, after] = /"position":"([^"]+)"/.exec(await mutate(NOTE, noted)) ?? [];
  const url = `${register.url.replace('http', 'ws')}/graphql`;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const token = await tokenOf(1_000 + Math.floor(index / SOCKETS_OF_ONE));
      const name = `revision${index % different}`;
      const query = `subscription ($after: Position) { events(after: $after) { position live
        event { id type ${name}: revision actorRole recordedAt data } incident { id title status revision } } }`;
      const init = { type: 'connection_init', payload: { authorization: `Bearer ${token}` } };
      const subscribe = { id: '1', type: 'subscribe', payload: { query, variables: { after } } };
      // The door takes so many connections a minute from one address.
      const from = `127.0.${(connected += 1) % 200}.1`;
      return { url, says: [JSON.stringify(init), JSON.stringify(subscribe)], paused, from };
    }),
  );
}

interface Round {
  /** Milliseconds from the cause of each event until the last client has it. */
  readonly times: readonly number[];
  /** One of the messages. */
  readonly sample: string;
}

/** One event after the other. @param cause resolves at once or when its command is answered, with when it began: the clock runs from there. */
async function measure(text: string, cause: () => bigint | Promise<bigint>): Promise<Round> {
  const times: number[] = [];
  let sample = '';
  for (let event = -10; event < events / ROUNDS; event += 1) {
    await sockets.listen({ clients: subscribers, messages: 1, text });
    const began = await cause();
    const { last, sample: heard } = await sockets.told();
    sample = heard;
    // The first ones warm up.
    if (event >= 0) times.push(Number(last - began) / 1e6);
  }
  return { times, sample };
}

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
}

/** Of all rounds. */
function measured(name: string, rounds: readonly Round[]): Measured {
  const sorted = rounds.flatMap(({ times }) => times).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const perSecond = (subscribers * sorted.length * 1_000) / sorted.reduce((sum, time) => sum + time, 0);
  return { name, p50: at(0.5), p95: at(0.95), p99: at(0.99), perSecond };
}

async function throughTheDoor(selections: number): Promise<Round> {
  await sockets.connect(await clientsOf(subscribers, selections));
  const round = await measure('NoteAdded', () => write(NOTE, noted));
  await sockets.disconnect();
  return round;
}

/** What any server on this machine pays for handing the same text to as many sockets. */
async function bare(bytes: string): Promise<Round> {
  const server = createServer();
  const webSockets = new WebSocketServer({ server, perMessageDeflate: false });
  const connected = new Set<WebSocket>();
  webSockets.on('connection', (socket) => {
    connected.add(socket);
    socket.once('message', () => {
      socket.send('{"live":true}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = { url: `ws://127.0.0.1:${port}`, says: ['hello'] };
  await sockets.connect(Array.from({ length: subscribers }, () => client));
  const round = await measure('NoteAdded', () => {
    const began = process.hrtime.bigint();
    for (const socket of connected) socket.send(bytes);
    return began;
  });
  await sockets.disconnect();
  webSockets.close();
  server.close();
  return round;
}

function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

/**
 * Growth of the server's memory over many events, each the first of an incident, while one client of eleven reads nothing; from when the incidents
 * that are kept folded are as many as ever will be.
 */
async function paused(clients: Sockets): Promise<{ readonly grown: number; readonly peak: number }> {
  await clients.connect([...(await clientsOf(10, 1)), ...(await clientsOf(1, 1, true))]);
  const IN_FLIGHT = 32;
  const writeAll = async (count: number) => {
    await clients.listen({ clients: 10, messages: count, text: 'IncidentDetected' });
    await write(REPORT, reported, count, IN_FLIGHT);
    await clients.told();
  };
  await writeAll(Math.min(WARMING, eventsPaused));
  const before = megabytes();
  let peak = before;
  for (let done = 0; done < eventsPaused; done += 1_000) {
    await writeAll(Math.min(1_000, eventsPaused - done));
    peak = Math.max(peak, megabytes());
  }
  await clients.disconnect();
  return { grown: megabytes() - before, peak: peak - before };
}

// In turn: a machine that is slower for a while is so for all three.
const rounds: { readonly same: Round; readonly broadcast: Round; readonly different: Round }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const same = await throughTheDoor(1);
  const broadcast = await bare(same.sample);
  rounds.push({ same, broadcast, different: await throughTheDoor(SELECTIONS) });
}
const broadcast = measured(
  'bare ws broadcast of the same bytes',
  rounds.map((round) => round.broadcast),
);
const same = measured(
  'the same selection, through the door',
  rounds.map((round) => round.same),
);
const different = measured(
  `${SELECTIONS} different selections, through the door`,
  rounds.map((round) => round.different),
);
const memory = await paused(sockets);
sockets.end();
writing.end();
await register.stop();
rmSync(folder, { recursive: true, force: true });

const rows = [broadcast, same, different].map(({ name, perSecond, p50, p95, p99 }) =>
  [
    `| ${name}`,
    Math.round(perSecond).toLocaleString('en'),
    p50.toFixed(1),
    p95.toFixed(1),
    p99.toFixed(1),
    (perSecond / broadcast.perSecond).toFixed(2),
    `${(p99 / broadcast.p99).toFixed(2)} |`,
  ].join(' | '),
);
report(
  'docs/benchmarks.md',
  'subscriptions',
  [
    `## Live events to ${subscribers.toLocaleString('en')} subscribers`,
    '',
    `One event at a time, ${events} of them in ${ROUNDS} interleaved rounds, from before its command is sent (of the broadcast: before it begins) until the last client has it. The clients are a process of their own, and whoever writes is another one. ${machine()}.`,
    '',
    '| | deliveries/s | p50 to the last, ms | p95 | p99 | share of the broadcast’s rate | p99 against its p99 |',
    '|---|---|---|---|---|---|---|',
    ...rows,
    '',
    `While one of eleven clients reads nothing, over ${eventsPaused.toLocaleString('en')} events: memory ${memory.grown.toFixed(0)} MB more at the end, ${memory.peak.toFixed(0)} MB at most.`,
    '',
    `Targets: share at least ${TARGETS.share}, p99 at most ${TARGETS.p99} times the broadcast’s, under ${TARGETS.p99Different} times with ${SELECTIONS} different selections; memory under ${TARGETS.megabytes} MB more.`,
  ].join('\n'),
);
