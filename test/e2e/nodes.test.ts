/**
 * Several nodes over one register: the leader is stopped, killed and frozen under load, the servers are taken away and come back. No real
 * EventStoreDB is met here, but a stand-in that speaks its protocol; PostgreSQL is a real one.
 */
import { setTimeout as after } from 'node:timers/promises';
import { checkpointStream } from '../../src/application/ids.js';
import { openHead } from '../../src/verifier/heads.js';
import { parsePolicy } from '../../src/verifier/policy.js';
import type { EventLog, OrganisationId, Seals } from '../../src/log/index.js';
import { appendLeaf, emptyFrontier, frontierRoot } from '../../src/proof/index.js';
import { collect } from '../contract/events.js';
import { at } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { verifySeals } from '../log/verifySeals.js';
import { ownPostgres } from '../support/ownPostgres.js';
import { eventually, holdAgainst, Organisation, type Acknowledged } from './load.js';
import { startNodes, type Node, type Nodes } from './nodes.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const ROUNDS = long ? 20 : 1;
/** Milliseconds within which another node has taken over. */
const TAKEN_OVER = 10_000;

const postgres = ownPostgres();
let folder: ReturnType<typeof aFolder>;
let cluster: Nodes;
let acme: Organisation;
let other: Organisation;

beforeEach(async () => {
  folder = aFolder();
  cluster = await startNodes(postgres, folder);
  // Each at home on a node of its own, and on the other where that is away.
  const [one, two] = cluster.nodes;
  acme = new Organisation('acme', () => (one.runs ? one : two).server);
  other = new Organisation('other', () => (two.runs ? two : one).server);
  // Of an empty log there is no position to subscribe from: somebody else is there before.
  const admin = { authorization: await one.server.authorization({ org: 'third', role: 'ADMIN' }) };
  const settings = 'mutation { configureOrganisation(input: {name: "Troisième"}) { userErrors { code } } }';
  expect(at(await ask(one, settings, admin), 'data.configureOrganisation.userErrors')).toEqual([]);
  await Promise.all([acme.begin(), other.begin()]);
}, 60_000);
afterEach(async () => {
  await Promise.all([acme.end(), other.end()]);
  await cluster.end();
  folder.remove();
}, 60_000);

async function ask(node: Node, query: string, more: Readonly<Record<string, string>>): Promise<unknown> {
  const headers = { 'content-type': 'application/json', ...more };
  const body = JSON.stringify({ query });
  const signal = AbortSignal.timeout(30_000);
  return (await fetch(`${node.server.url}/graphql`, { method: 'POST', headers, body, signal })).json();
}

/** Everybody was told everything, and log, leaves, heads and lists agree with what was acknowledged. */
async function settle(): Promise<void> {
  await Promise.all([acme.settled(), other.settled()]);
  const running = cluster.nodes.filter(({ runs }) => runs);
  for (const node of running) await listsAgree(node);
  await Promise.all([acme.end(), other.end()]);
  const policies = await policiesOf(running);
  for (const node of running) await node.stop();
  const record = await cluster.record();
  const { log, seals } = record;
  try {
    const events = await collect(log.readAll());
    const streams = new Set<string>([acme, other].flatMap(({ acknowledged }) => acknowledged.map(streamOf)));
    const both = new Set(events.filter(({ stream }) => streams.has(stream)).map(({ organisation }) => organisation));
    expect(both.size).toBe(2);
    holdAgainst(
      events.filter(({ organisation }) => both.has(organisation)),
      [acme, other],
    );
    const sizes = await verifySeals({ readAll: (options) => log.readAll(options), seals });
    for (const organisation of both) {
      await headsHold(log, seals, organisation, sizes.get(organisation) ?? 0, policies);
    }
  } finally {
    await record.close();
  }
}

const streamOf = ({ incidentId }: Acknowledged) => `incident-${incidentId}`;
const reportsOf = ({ acknowledged }: Organisation) => acknowledged.filter(({ revision }) => revision === 0).length;

async function listsAgree(node: Node): Promise<void> {
  for (const organisation of [acme, other]) {
    const authorization = await node.server.authorization({ org: organisation.name });
    const total = async () =>
      Number(at(await ask(node, '{ incidents { totalCount } }', { authorization }), 'data.incidents.totalCount'));
    let found = await total();
    // A node that follows shows it a moment later.
    for (const until = Date.now() + TAKEN_OVER; found !== reportsOf(organisation) && Date.now() < until;) {
      await after(20);
      found = await total();
    }
    expect(found).toBe(reportsOf(organisation));
  }
}

async function policiesOf([node]: readonly Node[]): Promise<readonly string[]> {
  if (node === undefined) throw new Error('No node runs');
  const policies = [acme, other].map(async ({ name }) => {
    const authorization = await node.server.authorization({ org: name, role: 'AUDITOR' });
    return (await fetch(`${node.server.url}/log/policy`, { headers: { authorization } })).text();
  });
  return Promise.all(policies);
}

/** Every head that was ever signed is of this log, each larger than the one before, and the last one covers everything. */
async function headsHold(
  log: EventLog,
  seals: Seals,
  organisation: OrganisationId,
  size: number,
  policies: readonly string[],
): Promise<void> {
  const roots = new Map<number, string>();
  let grown = emptyFrontier;
  for await (const hash of seals.hashes(organisation, { from: 0, to: size })) {
    grown = appendLeaf(grown, hash);
    roots.set(grown.size, Buffer.from(frontierRoot(grown)).toString('hex'));
  }
  const policy = parsePolicy(policies.find((text) => text.includes(organisation)) ?? '');
  let before = 0;
  for (const { type, data } of await collect(log.readStream(checkpointStream(organisation)))) {
    expect(type).toBe('CheckpointSigned');
    const { note } = (JSON.parse(data) as { d: { note: string } }).d;
    const head = openHead(Buffer.from(note), policy);
    if (typeof head === 'string') throw new Error(head);
    expect(head.size).toBeGreaterThan(before);
    expect(Buffer.from(head.root).toString('hex')).toBe(roots.get(head.size));
    before = head.size;
  }
  expect(before).toBe(size);
}

async function anotherLeads(than: Node): Promise<void> {
  const deadline = Date.now() + TAKEN_OVER;
  await eventually(
    () => cluster.leader() !== than,
    () => `nobody took over from ${than.name}`,
  );
  expect(Date.now()).toBeLessThan(deadline);
}

test(
  `the leader is stopped, killed and frozen under load, ${ROUNDS} times each: another takes over within ten seconds, nothing is skipped or doubled`,
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const way of ['stopped', 'killed', 'frozen'] as const) {
        await acme.progress(10);
        const leader = cluster.leader();
        if (way === 'frozen') leader.server.freeze();
        else if (way === 'killed') await leader.kill();
        else await leader.stop();
        await anotherLeads(leader);
        if (way === 'frozen') leader.server.thaw();
        else await leader.start();
        await Promise.all([acme.progress(10), other.progress(10)]);
      }
    }
    await settle();
  },
  ROUNDS * 90_000 + 60_000,
);

test(
  `event store and database are restarted under load, ${ROUNDS} times each, and cut off: nothing acknowledged is lost or doubled`,
  async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await cluster.standIn.restart();
      await Promise.all([acme.progress(10), other.progress(10)]);
      cluster.standIn.relay.cut();
      await postgres.stop();
      await postgres.start();
      await Promise.all([acme.progress(10), other.progress(10)]);
    }
    await settle();
  },
  ROUNDS * 60_000 + 60_000,
);

test('what was written on one node is read on the other by its position; and each tells its subscribers of both', async () => {
  await Promise.all([acme.progress(10), other.progress(10)]);
  const [one, two] = cluster.nodes;
  const fourth = { authorization: await one.server.authorization({ org: 'fourth' }) };
  for (let count = 1; count <= 20; count += 1) {
    const written = await ask(one, 'mutation { reportIncident(input: {title: "Perdu"}) { position } }', fourth);
    const position = String(at(written, 'data.reportIncident.position'));
    const read = await ask(two, '{ incidents { totalCount } }', { ...fourth, 'x-min-position': position });
    expect(at(read, 'data.incidents.totalCount')).toBe(count);
  }
  await settle();
}, 60_000);

test('a node that lost the database or the event store says so, refuses writing in words, and is well again by itself', async () => {
  const [node] = cluster.nodes;
  const acmes = { authorization: await node.server.authorization({ org: 'acme' }) };
  const said = async () =>
    JSON.stringify(await ask(node, 'mutation { reportIncident(input: {title: "Perdu"}) { revision } }', acmes));
  const readiness = async (isAsHoped: (unwell: Readonly<Record<string, string>>) => boolean) => {
    for (const until = Date.now() + 30_000; ;) {
      const unwell = await node.unready();
      if (isAsHoped(unwell)) return;
      if (Date.now() > until) throw new Error(`unwell are ${JSON.stringify(unwell)}`);
      await after(100);
    }
  };
  const well = () => readiness((unwell) => Object.keys(unwell).length === 0);
  await well();
  await postgres.stop();
  await readiness((unwell) => 'database' in unwell);
  expect(await said()).toMatch(/UNAVAILABLE/);
  await postgres.start();
  await well();
  await cluster.standIn.stop();
  await readiness((unwell) => 'log' in unwell);
  expect(await said()).toMatch(/UNAVAILABLE/);
  await cluster.standIn.start();
  await well();
  await settle();
}, 180_000);
