/** Signers of several nodes over one log: what one signed the others know, and what is not sealed yet is never taken for missing. */
import { SigningKeys } from '../../src/application/signing/keys.js';
import { Signer } from '../../src/application/signing/signer.js';
import { openCluster, type Cluster } from '../../src/cluster/cluster.js';
import { instantAt } from '../../src/law/instant.js';
import { openEmbeddedLog, type EmbeddedLog, type Seals } from '../../src/log/index.js';
import { aStream, anEvent, anOrganisation } from '../contract/events.js';
import { aFolder } from '../log/folder.js';
import { held } from './heldLog.js';
import { ownPostgres } from '../support/ownPostgres.js';

const keys = SigningKeys.parse(SigningKeys.fresh()) ?? fail();
const organisation = anOrganisation();
const folder = aFolder();
const postgres = ownPostgres();
let count = 0;
let log: EmbeddedLog;
afterAll(() => {
  folder.remove();
});
beforeEach(() => {
  log = openEmbeddedLog({ file: folder.path(`log-${(count += 1)}.sqlite`) });
});
afterEach(() => log.close());

const write = () => log.append(aStream(), [anEvent({ organisation })], 'noStream');

/** All that is recorded is sealed. */
async function aNode(url: string): Promise<Cluster> {
  const cluster = await openCluster({ url, log, tell: () => undefined });
  await cluster.sealedWhole((why) => {
    throw new Error(why);
  });
  return cluster;
}

function aSigner(seals: Seals): Signer {
  const now = () => instantAt(Date.now());
  return new Signer({ log, seals, keys, host: 'register.example', now, patience: 100 }, organisation);
}

test('the newest head is known on every node, whichever of them signed it', async () => {
  await write();
  const [one, other] = [aSigner(log.seals), aSigner(log.seals)];
  expect((await one.sign())?.size).toBe(1);
  expect((await other.newest())?.size).toBe(1);
  await write();
  expect((await one.sign())?.size).toBe(2);
  expect((await other.newest())?.size).toBe(2);
});

test('a database that is behind what was signed is waited for: nothing is on record that contradicts a head', async () => {
  await write();
  await write();
  const before = await aNode(await postgres.database());
  const head = await aSigner(before.seals).sign();
  expect(head?.size).toBe(2);

  // Another database, as after a copy was put in its place: the same leaves are to be sealed again.
  const url = await postgres.database();
  await before.close();
  const after = await openCluster({ url, log: held(log, new Promise(() => undefined)), tell: () => undefined });
  const signer = aSigner(after.seals);
  const found = await after.seals.root(organisation);
  expect(found.size).toBe(0);
  await expect(signer.sign()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(signer.check()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(signer.assertSealed()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(signer.keep(found, head?.note ?? '')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await after.close();

  const again = await aNode(url);
  const healed = aSigner(again.seals);
  await healed.check();
  await healed.assertSealed();
  expect(await healed.sign()).toEqual(head);
  expect((await healed.memory.read()).contradicted).toBeNull();
  await again.close();
});
