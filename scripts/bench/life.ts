/**
 * A processor's incident over HTTP: 2,300 controllers identified, told and acknowledged; and one of 10,000 notices and 10,000 events, read.
 * `npm run bench:life`; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder).
 */
import { machine, measure, report, table, type Alternative, type Measured } from './harness.js';
import { startClients } from './load.js';
import { ownRegister } from './ownRegister.js';

const CONTROLLERS = 2_300;
const NOTICES = 10_000;
const EVENTS = 10_000;
const PER_CALL = 2_500;
const READS = 20;

const register = await ownRegister();
const { url, headers } = register;
const clients = startClients();

function mutation(name: string, input: object): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${name}(input: $input) { revision position userErrors { code } } }`;
  return JSON.stringify({ query, variables: { input } });
}

function sent(body: string, requests = 1, inFlight = 1, expected = '"userErrors":[]'): Promise<bigint> {
  return clients.send({ url, headers, body, requests, inFlight, expected });
}

/** The id of a new incident of a processor. */
async function reported(): Promise<string> {
  const input = { title: 'Champs non enregistrés', role: 'PROCESSOR', awareAt: '2023-04-27T11:40:00+02:00' };
  const query = 'mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) { incident { id } } }';
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) });
  const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(await response.text()) ?? [];
  if (id === undefined) throw new Error('Nothing was reported');
  return id;
}

function controllers(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    externalId: `contrat-${from + index}`,
    name: `Cabinet médical ${from + index}`,
  }));
}

const notice = {
  allIdentified: true,
  channel: 'EMAIL',
  sentAt: '2023-05-03T10:00:00+02:00',
  message: 'Des champs de vos consultations n’ont pas été enregistrés. '.repeat(10),
};

function telling(): Alternative {
  let bodies: readonly string[] = [];
  return {
    name: `${CONTROLLERS.toLocaleString('en')} controllers identified, told, acknowledged`,
    async prepare() {
      const incidentId = await reported();
      const list = controllers(0, CONTROLLERS);
      const externalIds = list.map(({ externalId }) => externalId);
      bodies = [
        mutation('identifyControllers', { incidentId, controllers: list, remaining: 0 }),
        mutation('notifyControllers', { incidentId, ...notice }),
        mutation('acknowledgeControllerNotice', { incidentId, externalIds, receivedAt: '2023-05-04T10:00:00+02:00' }),
      ];
    },
    async run() {
      for (const body of bodies) await sent(body);
      return 1;
    },
  };
}

/** An incident of so many notices and events, which are notes for the most part. */
async function large(): Promise<string> {
  const incidentId = await reported();
  for (let from = 0; from < NOTICES; from += PER_CALL) {
    await sent(mutation('identifyControllers', { incidentId, controllers: controllers(from, PER_CALL) }));
    await sent(mutation('notifyControllers', { incidentId, ...notice }));
  }
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: `{ incident(id: "${incidentId}") { revision } }` }),
  });
  const revision = Number(/"revision":(\d+)/.exec(await response.text())?.[1]);
  await sent(mutation('addNote', { incidentId, text: 'Appel d’un cabinet.' }), EVENTS - 1 - revision, 64);
  return incidentId;
}

function asking(name: string, id: string, fields: string, expected: string): Alternative {
  const body = JSON.stringify({ query: `{ incident(id: "${id}") { ${fields} } }` });
  return { name, run: () => sent(body, READS, 1, expected).then(() => READS) };
}

const told = await measure([telling()], 5);
const id = await large();
const notices =
  'controllerNotices(first: 50) { totalCount nodes { id externalId name state sentAt attempts } pageInfo { endCursor } }';
const timeline =
  'timeline(first: 50) { totalCount nodes { type title detail occurredAt recordedAt backdated actor { name } } }';
const whole = `id reference title status revision awareAt duties { kind state dueAt explanation } actions { action allowed }
  decisions { kind } measures { id } controllersRemaining notes(first: 50) { totalCount nodes { text } } ${notices} ${timeline}`;
const read = await measure([
  asking('the incident with a page of every list', id, whole, `"revision":${EVENTS - 1}`),
  asking('a page of 50 notices', id, notices, `"totalCount":${NOTICES}`),
  asking('a page of 50 of the timeline, by when things happened', id, timeline, `"totalCount":${EVENTS}`),
]);
clients.end();
await register.end();

const millisecondsOf = (measured: Measured | undefined, what: 'wall' | 'cpu') =>
  ((measured?.[what] ?? Number.NaN) / 1_000).toFixed(1);
report(
  'docs/benchmarks.md',
  'life',
  [
    '## A processor’s incident over HTTP',
    '',
    `The clients are a process of their own: CPU is the server’s. ${machine()}.`,
    '',
    `${told[0]?.name ?? ''}: ${millisecondsOf(told[0], 'cpu')} ms of CPU, ${millisecondsOf(told[0], 'wall')} ms of wall time (median of 5; three mutations). Target: under a second of CPU.`,
    '',
    `An incident of ${NOTICES.toLocaleString('en')} notices and ${EVENTS.toLocaleString('en')} events, warm, one request at a time; median of 7 interleaved rounds of ${READS} requests:`,
    '',
    table(read, 'requests'),
    '',
    'Targets: the incident under 100 ms, its page of notices under 10 ms.',
  ].join('\n'),
);
