/**
 * An incident as it was, beside the incident as it is, over HTTP: one of 10 events and one of 10,000.
 * `npm run bench:replay`; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder).
 */
import { machine, measure, report, table, type Alternative } from './harness.js';
import { startClients } from './load.js';
import { ownRegister } from './ownRegister.js';

const FEW = 10;
const MANY = 10_000;
const READS = 20;

const register = await ownRegister();
const { url, headers } = register;
const clients = startClients();

/** The id of a new incident of so many events: it was reported, somebody was aware, and the rest are notes. */
async function told(events: number): Promise<string> {
  const input = { title: 'Champs non enregistrés', awareAt: '2023-04-27T11:40:00+02:00' };
  const query =
    'mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) { incident { incidentId revision } } }';
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables: { input } }) });
  const [, incidentId, revision] = /"incidentId":"([0-9a-f-]{36})","revision":(\d+)/.exec(await response.text()) ?? [];
  if (incidentId === undefined) throw new Error('Nothing was reported');
  const note = 'mutation ($input: AddNoteInput!) { addNote(input: $input) { userErrors { code } } }';
  const body = JSON.stringify({ query: note, variables: { input: { incidentId, text: 'Appel d’un cabinet.' } } });
  const requests = events - 1 - Number(revision);
  await clients.send({ url, headers, body, requests, inFlight: Math.min(requests, 64), expected: '"userErrors":[]' });
  return incidentId;
}

const fields =
  'title status revision awareAt duties { kind state dueAt } notes(first: 20) { totalCount nodes { text } }';

/** @param asOf in the language of the API; empty for the present. */
function asking(name: string, id: string, asOf: string, expected: string): Alternative {
  const body = JSON.stringify({ query: `{ incident(id: "${id}"${asOf}) { ${fields} } }` });
  return {
    name,
    run: () => clients.send({ url, headers, body, requests: READS, inFlight: 1, expected }).then(() => READS),
  };
}

const at = (revision: number) => `, asOf: {revision: ${revision}}`;
const shown = (revision: number) => `"revision":${revision}`;

const few = await told(FEW);
const many = await told(MANY);
const sections: string[] = [];
for (const [events, id] of [
  [FEW, few],
  [MANY, many],
] as const) {
  const [half, last] = [events / 2, events - 1];
  const measured = await measure([
    asking('as it is', id, '', shown(last)),
    asking('after its last event', id, at(last), shown(last)),
    asking('half way', id, at(half), shown(half)),
    asking('after its first event', id, at(0), shown(0)),
  ]);
  sections.push(`An incident of ${events.toLocaleString('en')} events:`, '', table(measured, 'requests'), '');
}
clients.end();
await register.end();

report(
  'docs/benchmarks.md',
  'replay',
  [
    '## An incident as it was',
    '',
    `\`incident(asOf:)\` with duties and a page of notes, over HTTP, beside the incident as it is, one request at a time; median of 7 interleaved rounds of ${READS} requests. The clients are a process of their own: CPU is the server’s. ${machine()}.`,
    '',
    ...sections,
    'A look into the past reads at most 250 events: states on the way through a long life are kept.',
  ].join('\n'),
);
