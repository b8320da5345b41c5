/** What a node refuses, and says of itself, where what it shares with the others is not as it should be. */
import { setTimeout as after } from 'node:timers/promises';
import { openCluster, type Cluster } from '../../src/cluster/cluster.js';
import { openEmbeddedLog } from '../../src/log/index.js';
import { aStream, anEvent, anOrganisation } from '../contract/events.js';
import { aFolder } from '../log/folder.js';
import { ownPostgres } from '../support/ownPostgres.js';

const postgres = ownPostgres();
const folder = aFolder();
let count = 0;
afterAll(() => {
  folder.remove();
});

async function withCluster(work: (cluster: Cluster) => Promise<void>, now: () => number = Date.now): Promise<void> {
  const log = openEmbeddedLog({ file: folder.path(`log-${(count += 1)}.sqlite`) });
  await log.append(aStream(), [anEvent({ organisation: anOrganisation() })], 'noStream');
  const cluster = await openCluster({ url: await postgres.database(), log, tell: () => undefined, now });
  try {
    await work(cluster);
  } finally {
    await cluster.close();
    await log.close();
  }
}

test.each([
  ['ahead', 5_500, /the clock is 5\.\d s ahead of the database's/],
  ['behind', -5_500, /the clock is 5\.\d s behind the database's/],
])('a node whose clock is more than five seconds %s records nothing, and says so', async (_how, off, words) => {
  await withCluster(
    async (cluster) => {
      expect(cluster.refusal()).toMatch(/The clock of this node is wrong/);
      expect(cluster.clockFault()).toMatch(words);
      await Promise.resolve();
    },
    () => Date.now() + off,
  );
});

test('a clock that is off by less is good enough', async () => {
  await withCluster(
    async (cluster) => {
      expect([cluster.refusal(), cluster.clockFault(), cluster.databaseFault()]).toEqual([null, null, null]);
      await Promise.resolve();
    },
    () => Date.now() + 4_000,
  );
});

test('what was recorded before is sealed before anybody is served', async () => {
  await withCluster(async (cluster) => {
    await cluster.sealedWhole((why) => {
      throw new Error(why);
    });
    const organisations = [];
    for await (const organisation of cluster.seals.organisations()) organisations.push(organisation);
    expect(organisations).toHaveLength(1);
    expect(cluster.leadership.epoch).toBe(1);
  });
});

test('a node that lost its database records nothing and does not lead; when it is back, so is the node', async () => {
  await withCluster(async (cluster) => {
    const until = async (isSo: () => boolean) => {
      while (!isSo()) await after(20);
    };
    await postgres.stop();
    await until(() => cluster.refusal() !== null);
    expect(cluster.refusal()).toMatch(/lost its database/);
    expect(cluster.databaseFault()).toMatch(/not heard of/);
    expect(cluster.leadership.epoch).toBeNull();
    await postgres.start();
    await until(() => cluster.refusal() === null && cluster.leadership.epoch !== null);
    expect(cluster.leadership.epoch).toBe(2);
  });
}, 60_000);
