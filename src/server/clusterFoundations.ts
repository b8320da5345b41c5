/** A register on an EventStoreDB and a PostgreSQL that its nodes share. */
import { setTimeout as after } from 'node:timers/promises';
import { openCluster, type Cluster } from '../cluster/cluster.js';
import { LogError, LogMoved, openEventStoreLog, type EventLog } from '../log/index.js';
import { openPostgresReadModels } from '../read/index.js';
import { PostgresReads } from '../read/queries/postgresReads.js';
import { assertComparesBytes } from '../store/comparing.js';
import { postgresName } from '../store/postgres.js';
import type { Config, ServersConfig } from './config.js';
import { logFault, makeDataFolder, openDirectory, openReadLog } from './dataFolder.js';
import type { Closer, Foundations } from './foundations.js';
import type { ServerLog } from './serverLog.js';
import { StartFault, systemCode } from './startFault.js';

type Tell = (level: 'info' | 'warn' | 'error', message: string) => void;

/** Milliseconds to wait for a database that is not there yet, and between two tries. */
const PATIENCE = 30_000;
const PAUSE = 500;
/** What is said while a server, or its name, is not there yet: the system's codes, and PostgreSQL's of a server that starts or stops. */
const NOT_YET: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EAI_AGAIN', '57P03', '57P01']);

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
  const tell: Tell = (level, message) => {
    serverLog[level](message);
  };
  const events = await eventStore(servers, tell);
  closers.push(() => events.close());
  const cluster = await database(servers, tell, async () => {
    // Before any table is made there.
    await assertComparesBytes(servers.database);
    return openCluster({ url: servers.database, log: events, tell });
  });
  closers.push(() => cluster.close());
  await cluster.sealedWhole((why) => {
    throw new StartFault('SERVERS', `The log cannot be sealed: ${why}.`);
  });
  const { log, seals, leadership } = cluster;
  const directory = await openDirectory(config);
  closers.push(() => directory.close());
  const readModels = await database(servers, tell, () =>
    openPostgresReadModels({ url: servers.database, log, leadership, tell }),
  );
  closers.push(() => readModels.close());
  const slowReads = new PostgresReads({
    url: servers.database,
    generation: () => readModels.status().serving?.generation ?? null,
  });
  closers.push(() => slowReads.close());
  const readLog = await openReadLog(config);
  closers.push(() => readLog.close());
  return {
    ...{ log, seals, readModels, slowReads, directory, readLog, embedded: null },
    sealed: cluster,
    refusal: () => cluster.refusal(),
    health: healthOf(cluster),
    whenLeading: (begin) => {
      if (leadership.epoch !== null) begin();
      else {
        leadership.onChange((leads) => {
          if (leads) begin();
        });
      }
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

async function eventStore({ eventStore: connectionString, register }: ServersConfig, tell: Tell): Promise<EventLog> {
  try {
    return await openEventStoreLog({ connectionString, register, tell });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    if (error instanceof LogMoved) throw logFault(error);
    throw new StartFault('SERVERS', `${error.message}. Check ARTICLE33_EVENT_STORE, and that the server runs.`, {
      cause: error,
    });
  }
}

/** A database that is not there yet is waited for, as the event store is. */
async function database<T>({ database: url }: ServersConfig, tell: Tell, open: () => Promise<T>): Promise<T> {
  for (const giveUpAt = performance.now() + PATIENCE; ;) {
    try {
      return await open();
    } catch (error) {
      if (error instanceof StartFault || error instanceof LogError) throw error;
      const why = error instanceof Error ? error.message : 'unknown fault';
      const isPassing = NOT_YET.has(systemCode(error) ?? '') && performance.now() < giveUpAt;
      if (!isPassing) {
        throw new StartFault(
          'SERVERS',
          `The database ${postgresName(url)} cannot be used: ${why}. Check ARTICLE33_DATABASE, and that the server runs.`,
          { cause: error },
        );
      }
      tell('warn', `The database cannot be used yet (${why}): it is waited for.`);
      await after(PAUSE);
    }
  }
}
