/** How long what is recorded on a node takes to its lists and to its subscribers: sealed, projected into PostgreSQL, told. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openCluster } from '../../src/cluster/cluster.js';
import type { EventLog } from '../../src/log/index.js';
import { openPostgresReadModels } from '../../src/read/index.js';
import { aLife, appended, register } from './serversEvents.js';

export interface Lags {
  /** Milliseconds from an acknowledged append, ascending. */
  readonly visible: readonly number[];
  readonly told: readonly number[];
}

/** @param log of a register of its own. @param url of an empty database. */
export async function lags(log: EventLog, url: string, appends: number): Promise<Lags> {
  const tell = () => undefined;
  const cluster = await openCluster({ url, log, tell });
  await register(cluster.log);
  const models = await openPostgresReadModels({ url, log: cluster.log, leadership: cluster.leadership, tell });
  const heard = new Map<string, number>();
  const ending = new AbortController();
  const hearing = (async () => {
    for await (const item of cluster.log.subscribeAll({ signal: ending.signal })) {
      if (!('caughtUp' in item)) heard.set(item.id, performance.now());
    }
  })();
  const [visible, told]: number[][] = [[], []];
  try {
    for (let count = 0; count < appends; count += 1) {
      const { stream, events } = aLife();
      const [event] = events;
      if (event === undefined) throw new Error('There is no first event');
      const position = await appended(cluster.log, stream, event, 0);
      const before = performance.now();
      if (!(await models.waitFor(position, 10_000))) throw new Error('It never became visible');
      visible?.push(performance.now() - before);
      while (!heard.has(event.id)) await pause(1);
      told?.push(Math.max(0, (heard.get(event.id) ?? before) - before));
    }
  } finally {
    ending.abort();
    await hearing;
    await models.close();
    await cluster.close();
  }
  const ascending = (measured: readonly number[] = []) => measured.toSorted((a, b) => a - b);
  return { visible: ascending(visible), told: ascending(told) };
}
