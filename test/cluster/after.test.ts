/** Events since a position that was given out before its event was sealed. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { EventStreams } from '../../src/application/live/events.js';
import { Feed } from '../../src/application/live/feed.js';
import { Positions } from '../../src/application/positions.js';
import { openCluster } from '../../src/cluster/cluster.js';
import { openEmbeddedLog, type StreamName } from '../../src/log/index.js';
import { granted, nextOf } from '../application/live/page.js';
import { SECRET, somebody } from '../application/register.js';
import { anEvent } from '../contract/events.js';
import { aFolder } from '../log/folder.js';
import { held } from './heldLog.js';
import { ownPostgres } from '../support/ownPostgres.js';

const folder = aFolder();
const postgres = ownPostgres();
afterAll(() => {
  folder.remove();
});

test('whoever follows from the position of a command is told what comes after it, and not that again', async () => {
  const caller = somebody();
  const { organisation } = caller;
  const stream = `incident-${randomUUID()}` as StreamName;
  const log = openEmbeddedLog({ file: folder.path('log.sqlite') });
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const cluster = await openCluster({ url: await postgres.database(), log: held(log, gate), tell: () => undefined });
  const { seals } = cluster;
  const write = async () => {
    const result = await log.append(stream, [anEvent({ organisation })], 'any');
    return result.ok ? result.position : fail();
  };
  // The subscriber has found no leaf yet; they come before it listens to what is told live.
  const upTo = async () => {
    const sealed = await seals.upTo();
    release();
    while ((await seals.size(organisation)) < 2) await after(5);
    return sealed;
  };
  const feed = new Feed(cluster.log, { upTo }, () => undefined);
  const positions = new Positions(SECRET, log.id);
  const streams = new EventStreams({
    ...{ log: cluster.log, seals, feed, positions },
    reporterOf: () => Promise.resolve(null),
    heartbeat: 1_000,
  });
  try {
    const own = positions.seal(await write());
    const next = await write();
    const told = granted(await streams.subscribe(caller, own, null));
    const items = [];
    do items.push(await nextOf(told));
    while (items.at(-1)?.live !== true);
    expect(items.flatMap(({ event }) => event?.position ?? [])).toEqual([next]);
    await told.return?.();
  } finally {
    feed.close();
    await cluster.close();
    await log.close();
  }
});
