/**
 * reportIncident over HTTP at 64 in flight, against the same mutation on the same door, the same token checked, the same answer given, and
 * nothing decided or stored. `npm run bench:report`; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { Authenticator } from '../../src/identity/caller.js';
import { Directory } from '../../src/identity/directory.js';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import { readConfig } from '../../src/server/config.js';
import { Gate } from '../../src/server/gate/gate.js';
import { Proxies } from '../../src/server/gate/proxies.js';
import { Health } from '../../src/server/health.js';
import { openHttpDoor } from '../../src/server/http.js';
import { Metrics } from '../../src/server/metrics.js';
import type { RequestFacts } from '../../src/server/operationPlugin.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { machine, measure, report, table, type Alternative } from './harness.js';
import { startClients } from './load.js';

const REQUESTS = 2_048;
const IN_FLIGHT = 64;
const TARGET = 0.4;

const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
const log = createServerLog('silent');

const document = `mutation Report($input: ReportIncidentInput!) {
  reportIncident(input: $input) { incident { id reference status revision } revision position userErrors { code message field } }
}`;
const input = {
  title: 'Champs de texte non enregistrés',
  summary: 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne. '.repeat(3),
  natures: ['AVAILABILITY', 'INTEGRITY'],
  occurredFrom: '2023-04-26T17:40:00+02:00',
  detectedAt: '2023-04-27T09:05:00+02:00',
};

/** The schema as printed, whose one resolver checks that somebody with a valid token asks, and answers what it always answers. */
async function storingNothing(): Promise<GraphQLSchema> {
  const schema = buildSchema(printSchema(await buildArticle33Schema()));
  const field = schema.getMutationType()?.getFields()['reportIncident'];
  if (field === undefined) throw new Error('The schema has no reportIncident');
  const id = '6f0c8c3e-8f5e-5d0c-9b0a-3c1d2e4f5a6b';
  const incident = { id, reference: '2026-0001', status: 'DETECTED', revision: 0 };
  const payload = { incident, revision: 0, position: 'x'.repeat(64), userErrors: [] };
  field.resolve = (_root, _args, context: RequestFacts) => {
    if (context.caller === null) throw new Error('no valid token');
    return Promise.resolve(payload);
  };
  return schema;
}

const reading = readConfig(
  { ARTICLE33_DATA: join(folder, 'data'), ARTICLE33_PORT: '0', ARTICLE33_POINTS_A_MINUTE: '999999999' },
  folder,
);
if (!reading.ok) throw new Error(reading.problems.join('\n'));
const register = await startServer({ ...reading.config, logLevel: 'silent' }, log);
const issuer = LocalIssuer.open(reading.config.dataFolder);
const token = await issuer.sign(
  { role: 'DPO', org: 'acme', sub: 'bench', name: 'Bench', lifeSeconds: 3_600 },
  new Date(),
);

const directory = await Directory.open(join(folder, 'directory.sqlite'));
const schema = await storingNothing();
const door = await openHttpDoor({
  schema,
  gate: new Gate({ schema, log, production: false, points: Infinity, reach: () => Promise.resolve('REACHED') }),
  proxies: new Proxies([]),
  authenticator: new Authenticator(issuer.verifier(Date.now), directory),
  context: (facts) => facts,
  health: new Health([]),
  instruments: new Metrics(schema),
  log,
});
const bareUrl = await door.listen('127.0.0.1', 0);

const clients = startClients();
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };

function reporting(name: string, url: string): Alternative {
  const body = JSON.stringify({ query: document, variables: { input } });
  const load = {
    url: `${url}/graphql`,
    headers,
    body,
    requests: REQUESTS,
    inFlight: IN_FLIGHT,
    expected: '"userErrors":[]',
  };
  return { name, run: () => clients.send(load).then(() => REQUESTS) };
}

const measured = await measure([
  reporting('token checked, nothing stored', bareUrl),
  reporting('reportIncident: decided, numbered, sealed, stored', register.url),
]);
clients.end();
await door.close(1_000);
await directory.close();
await register.stop();
rmSync(folder, { recursive: true, force: true });
report(
  'docs/benchmarks.md',
  'report',
  [
    '## Reporting an incident over HTTP, 64 in flight',
    '',
    `The same document, door, token and answer; ${REQUESTS.toLocaleString('en')} requests a round, median of 7 interleaved rounds. The clients are a process of their own: CPU is the server's. ${machine()}.`,
    '',
    table(measured, 'reports'),
    '',
    `Target: at least ${TARGET} of the rate of the mutation that stores nothing.`,
  ].join('\n'),
);
