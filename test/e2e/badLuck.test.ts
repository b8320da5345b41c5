/** Bad luck of a whole server under load, from a seed that is printed: run one again with ARTICLE33_SEED=<seed>. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { openEmbeddedLog } from '../../src/log/index.js';
import { collect } from '../contract/events.js';
import { at } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { verifySeals } from '../log/verifySeals.js';
import { chanceOf } from '../simulation/chance.js';
import { ChildServer } from './childServer.js';
import { eventually, holdAgainst, Organisation } from './load.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const KILLS = long ? 20 : 2;
const STARVED_MS = long ? 20_000 : 3_000;

describe(`a register under load (ARTICLE33_SEED=${seed})`, () => {
  const chance = chanceOf(seed);
  let folder: ReturnType<typeof aFolder>;
  let data: string;
  let server: ChildServer;
  let acme: Organisation;
  let other: Organisation;

  beforeEach(async () => {
    folder = aFolder();
    data = folder.path('data');
    server = await ChildServer.start(data);
    [acme, other] = [new Organisation('acme', () => server), new Organisation('other', () => server)];
    await Promise.all([acme.begin(), other.begin()]);
  });
  afterEach(async () => {
    await Promise.all([acme.end(), other.end()]);
    await server.kill();
    folder.remove();
  });

  /** Everybody has been told everything; then the server ends in order, and the log says what there was to tell. */
  async function settle(): Promise<void> {
    await Promise.all([acme.settled(), other.settled()]);
    await Promise.all([acme.end(), other.end()]);
    expect(await server.stop()).toBe(0);
    const log = openEmbeddedLog({ file: join(data, 'events.sqlite') });
    try {
      holdAgainst(await collect(log.readAll()), [acme, other]);
      await verifySeals(log);
    } finally {
      await log.close();
    }
  }

  async function totalOf(organisation: Organisation): Promise<number> {
    return Number(at(await organisation.ask('{ incidents { totalCount } }'), 'data.incidents.totalCount'));
  }

  const reportsOf = ({ acknowledged }: Organisation) => acknowledged.filter(({ revision }) => revision === 0).length;

  test(
    `killed ${KILLS} times: what was acknowledged is there once, and subscribers that come back were told everything, in order`,
    async () => {
      for (let kill = 0; kill < KILLS; kill += 1) {
        await acme.progress(5 + chance.below(40));
        // Not a wait for anything: the moment is what the seed draws.
        await after(chance.below(30));
        const { port } = server;
        await server.kill();
        server = await ChildServer.start(data, port);
      }
      await Promise.all([acme.progress(5), other.progress(5)]);
      await settle();
    },
    KILLS * 15_000 + 30_000,
  );

  test('the read models are deleted: lists are back by themselves, whole, and nobody else notices', async () => {
    await acme.progress(20);
    const models = join(data, 'read-models');
    const files = () => readdirSync(models).filter((name) => name.endsWith('.sqlite'));
    expect(files()).toEqual(['read-models-1.sqlite']);
    for (const name of readdirSync(models)) if (name.startsWith('read-models-1.')) rmSync(join(models, name));
    const before = acme.acknowledged.length;
    await eventually(
      () => files().includes('read-models-2.sqlite'),
      () => `there is ${files().join()}`,
    );
    await acme.progress(20);
    expect(acme.acknowledged.length).toBeGreaterThan(before);
    await Promise.all([acme.settled(), other.settled()]);
    for (const organisation of [acme, other]) expect(await totalOf(organisation)).toBe(reportsOf(organisation));
    await settle();
  });

  test(
    `the event loop is starved for ${STARVED_MS} ms with sockets open: they live or come back, and nothing is lost`,
    async () => {
      await acme.progress(20);
      const began = Date.now();
      server.starve(STARVED_MS);
      await acme.progress(20, STARVED_MS);
      expect(Date.now() - began).toBeGreaterThanOrEqual(STARVED_MS);
      await other.progress(20);
      await settle();
    },
    STARVED_MS + 60_000,
  );
});
