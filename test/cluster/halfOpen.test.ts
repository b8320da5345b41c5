/** Connections to the database that stay open and carry nothing more: its machine died, or something between forgot them. */
import { setTimeout as after } from 'node:timers/promises';
import { openCluster } from '../../src/cluster/cluster.js';
import { openEmbeddedLog } from '../../src/log/index.js';
import { Relay } from '../eventstore/relay.js';
import { aFolder } from '../log/folder.js';
import { ownPostgres } from '../support/ownPostgres.js';

const folder = aFolder();
const postgres = ownPostgres();
afterAll(() => {
  folder.remove();
});

test('a node whose connections are answered no more opens others, leads again, and can be closed', async () => {
  const address = new URL(await postgres.database());
  const relay = new Relay(Number(address.port));
  await relay.open();
  address.port = String(relay.port);
  const log = openEmbeddedLog({ file: folder.path('log.sqlite') });
  const cluster = await openCluster({ url: address.href, log, tell: () => undefined });
  const until = async (holds: () => boolean) => {
    while (!holds()) await after(50);
  };
  relay.freeze();
  await until(() => cluster.refusal() !== null);
  relay.freeze({ newOnes: false });
  await until(() => cluster.refusal() === null && cluster.leadership.epoch !== null);
  relay.freeze();
  await cluster.close();
  await relay.close();
  await log.close();
}, 90_000);
