/** A register on an EventStoreDB and a PostgreSQL that its nodes share. */
import { openCluster, type Cluster } from '../cluster/cluster.js';
import { LogError, openEventStoreLog, type EventLog } from '../log/index.js';
import { openPostgresReadModels } from '../read/index.js';
import { postgresName } from '../store/postgres.js';
import type { Config, ServersConfig } from './config.js';
import { makeDataFolder, openDirectory, openReadLog } from './dataFolder.js';
import type { Closer, Foundations } from './foundations.js';
import type { ServerLog } from './serverLog.js';
import { StartFault } from './startFault.js';

/**
 * Opens both, takes part in who leads, and waits until what was recorded is sealed.
 * @param closers as folderFoundations.
 * @throws StartFault SERVERS.
 */
export async function clusterFoundations(
  config: Config,
  servers: ServersConfig,
  serverLog: ServerLog,
  closers: Closer[],
): Promise<Foundations> {
  makeDataFolder(config.dataFolder);
  const tell = (level: 'info' | 'warn' | 'error', message: string) => {
    serverLog[level](message);
  };
  const events = await eventStore(servers, tell);
  closers.push(() => events.close());
  const cluster = await database(servers, () => openCluster({ url: servers.database, log: events, tell }));
  closers.push(() => cluster.close());
  await cluster.sealedWhole((why) => {
    throw new StartFault('SERVERS', `The log cannot be sealed: ${why}.`);
  });
  const { log, seals, leadership } = cluster;
  const directory = await openDirectory(config);
  closers.push(() => directory.close());
  const readModels = await database(servers, () =>
    openPostgresReadModels({ url: servers.database, log, leadership, tell }),
  );
  closers.push(() => readModels.close());
  const readLog = await openReadLog(config);
  closers.push(() => readLog.close());
  return {
    ...{ log, seals, readModels, slowReads: null, directory, readLog, embedded: null },
    sealed: cluster,
    refusal: () => cluster.refusal(),
    health: healthOf(cluster),
    whenLeading: (begin) => {
      if (leadership.epoch !== null) begin();
      else leadership.onChange((leads) => leads && begin());
    },
  };
}

function healthOf(cluster: Cluster): Foundations['health'] {
  return [
    { name: 'database', look: () => Promise.resolve(cluster.databaseFault()) },
    { name: 'clock', look: () => Promise.resolve(cluster.clockFault()) },
    { name: 'sealing', look: () => Promise.resolve(cluster.sealingFault()) },
  ];
}

async function eventStore(
  { eventStore: connectionString, register }: ServersConfig,
  tell: (level: 'info' | 'warn' | 'error', message: string) => void,
): Promise<EventLog> {
  try {
    return await openEventStoreLog({ connectionString, register, tell });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    throw new StartFault('SERVERS', `${error.message}. Check ARTICLE33_EVENT_STORE, and that the server runs.`, {
      cause: error,
    });
  }
}

async function database<T>({ database: url }: ServersConfig, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof StartFault || error instanceof LogError) throw error;
    const why = error instanceof Error ? error.message : 'unknown fault';
    throw new StartFault(
      'SERVERS',
      `The database ${postgresName(url)} cannot be used: ${why}. Check ARTICLE33_DATABASE, and that the server runs.`,
      { cause: error },
    );
  }
}
