/**
 * Lists over HTTP. `npm run bench:lists [small] [large]`: 1,000 and 1,000,000 incidents unless told; ARTICLE33_BENCH_FOLDER names the disk.
 *
 * A page of 20 incidents with 12 fields from the register, against the same rows with the same token check from Apollo on Express and from
 * graphql-yoga, both with their defaults; then a page of incidents, a page of duties and one incident with few and with many incidents.
 */
import './production.js';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { generationFiles } from '../../src/read/files.js';
import { readModelsFolder } from '../../src/server/dataFolder.js';
import { machine, measure, report, table, type Alternative } from './harness.js';
import { fillReadModels } from './lists/fill.js';
import { startPeers } from './lists/peers.js';
import { startClients } from './load.js';

const [SMALL = 1_000, LARGE = 1_000_000] = process.argv.slice(2).map(Number);
const REQUESTS = 1_000;
const IN_FLIGHT = 8;
const ROUNDS = 5;
/** Against the others: what they share with the register is compiled after some ten thousand requests, and what is compared is what comes then. */
const ROUNDS_AGAINST = 25;
const FIELDS = 'id reference title status role revision exercise detectedAt awareAt recordedAt updatedAt natures';
const PAGE = `{ incidents(first: 20) { nodes { ${FIELDS} } } }`;
const DUTIES = '{ duties(first: 50) { nodes { id kind state dueAt incident { id title } } } }';

interface Filled {
  readonly server: RunningServer;
  readonly headers: Readonly<Record<string, string>>;
  readonly incident: string;
  readonly dataFolder: string;
  readonly issuer: LocalIssuer;
  readonly file: string;
  end(): Promise<void>;
}

/** A register of so many incidents: one on record, the others in its read models alone. */
async function filled(incidents: number): Promise<Filled> {
  const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
  const settings = {
    ARTICLE33_DATA: join(folder, 'data'),
    ARTICLE33_PORT: '0',
    ARTICLE33_POINTS_A_MINUTE: '999999999',
  };
  const reading = readConfig(settings, folder);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const config = { ...reading.config, logLevel: 'silent' } as const;
  const begin = () => startServer(config, createServerLog('silent'));
  const first = await begin();
  const issuer = LocalIssuer.open(config.dataFolder);
  const who = { role: 'DPO', org: 'acme', sub: 'bench', name: 'Bench', lifeSeconds: 36_000 } as const;
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await issuer.sign(who, new Date())}`,
  };
  const incident = await reported(first, headers);
  await first.stop();
  const [generation] = await generationFiles(readModelsFolder(config));
  if (generation === undefined) throw new Error('There are no read models');
  await fillReadModels(generation.path, incidents - 1);
  const server = await begin();
  const end = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, headers, incident, dataFolder: config.dataFolder, issuer, file: generation.path, end };
}

/** The id of a new incident; it is in the read models when this resolves. */
async function reported({ url }: RunningServer, headers: Readonly<Record<string, string>>): Promise<string> {
  const input = { title: 'Champs non enregistrés', awareAt: '2026-04-27T11:40:00+02:00', natures: ['AVAILABILITY'] };
  const query = 'mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) { incident { id } } }';
  const body = JSON.stringify({ query, variables: { input } });
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
  const [id] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(await response.text()) ?? [];
  if (id === undefined) throw new Error('Nothing was reported');
  return id;
}

const clients = startClients();

function asking(name: string, url: string, { headers }: Filled, query: string, expected: string): Alternative {
  const load = { url, headers, body: JSON.stringify({ query }), requests: REQUESTS, inFlight: IN_FLIGHT, expected };
  return { name, run: () => clients.send(load).then(() => REQUESTS) };
}

const small = await filled(SMALL);
const peers = await startPeers(small.file, small.dataFolder, small.issuer);
const own = `${small.server.url}/graphql`;
const against = await measure(
  [
    asking('Apollo on Express', peers.apollo, small, PAGE, '"reference"'),
    asking('graphql-yoga', peers.yoga, small, PAGE, '"reference"'),
    asking('this register', own, small, PAGE, '"reference"'),
  ],
  ROUNDS_AGAINST,
);
await peers.end();

const large = await filled(LARGE);
const questions = [
  ['a page of 20 incidents', () => PAGE, '"reference"'],
  ['a page of 50 duties', () => DUTIES, '"NOTIFY_AUTHORITY"'],
  ['one incident', ({ incident }: Filled) => `{ incident(id: "${incident}") { ${FIELDS} } }`, '"reference"'],
] as const;
const sections: string[] = [];
for (const [name, query, expected] of questions) {
  const measured = await measure(
    [small, large].map((register, index) =>
      asking(
        `${name}, ${(index === 0 ? SMALL : LARGE).toLocaleString('en')} incidents`,
        `${register.server.url}/graphql`,
        register,
        query(register),
        expected,
      ),
    ),
    ROUNDS,
  );
  sections.push(table(measured, 'requests'));
}
clients.end();
await large.end();
await small.end();

report(
  'docs/benchmarks.md',
  'lists',
  [
    '## Lists over HTTP',
    '',
    `The clients are a process of their own, ${IN_FLIGHT} requests in flight; CPU is that of the servers, which share a process, with \`NODE_ENV=production\`. Medians of interleaved rounds of ${REQUESTS} requests: ${ROUNDS_AGAINST} against the others, ${ROUNDS} of many incidents. ${machine()}.`,
    '',
    `A page of 20 incidents with 12 fields, of ${SMALL.toLocaleString('en')}; all three check the token and read the same rows from the same file:`,
    '',
    table(against, 'requests'),
    '',
    'Targets: at least 1.5 times Apollo on Express, more than graphql-yoga.',
    '',
    'The same questions with few and with many incidents (all but one of them in the read models alone):',
    '',
    sections.join('\n\n'),
    '',
    'Target: with many at most 1.5 times the cost with few, a share of at least 0.67.',
  ].join('\n'),
);
