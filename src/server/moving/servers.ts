/** A side that is servers: nodes may be at work on it, and then it is not moved. */
import { Kysely, sql } from 'kysely';
import { SCHEMA, type ClusterTables } from '../../cluster/tables.js';
import { LogError, openEventStoreLog, type EventStoreLog, type StreamName } from '../../log/index.js';
import { DirectoryFault, openDirectoryStore } from '../../store/directoryStore.js';
import { postgresDialect, postgresName } from '../../store/postgres.js';
import { ReadLogFault, ReadLogStore } from '../../store/readLogStore.js';
import type { Closer } from '../foundations.js';
import { StartFault } from '../startFault.js';
import { MoveFault } from './fault.js';
import { nameOf, type ServersPlace } from './place.js';
import type { Destination, Side } from './side.js';

export type Tell = (level: 'info' | 'warn' | 'error', message: string) => void;

/** What the log says to every node, and what is read back from its refusal. */
const LEAVING = /moved to (.+), log ([0-9a-f-]{36})$/;

/**
 * @param role a target may be one that a register is arriving at; a source must be whole.
 * @param closers as openRegister.
 * @throws StartFault SERVERS, DATA_IN_USE where a node is at work there; MoveFault where its database is another log's.
 */
export async function openServers(
  place: ServersPlace,
  role: 'source' | 'target',
  closers: Closer[],
  tell: Tell,
): Promise<Side> {
  const { eventStore: connectionString, database, register } = place;
  try {
    const log = await openEventStoreLog({
      ...{ connectionString, register, tell },
      arriving: role === 'target' ? 'ignored' : 'refused',
    });
    closers.push(() => log.close());
    const directory = await openDirectoryStore(database);
    closers.push(() => directory.destroy());
    const reads = await ReadLogStore.open(database);
    closers.push(() => reads.close());
    const cluster = new Kysely<ClusterTables>({ dialect: postgresDialect(database, { schema: SCHEMA, most: 1 }) });
    closers.push(() => cluster.destroy());
    await assertFree(cluster, postgresName(database), log.id);
    return {
      ...{ name: nameOf(place), log, directory, reads },
      left: () => leftOf(log),
      leave: async (to) => {
        // Closed once, and for good: a copy that is proven adds nothing to it.
        if ((await leftOf(log))?.log !== to.log) await log.closeForWriting(`moved to ${to.name}, log ${to.log}`);
      },
      arrive: async (from, whole) => {
        await log.arrive(from, whole);
        // One that opened the log before it was said leads by now, or hears of it before it writes.
        if (!whole) await assertFree(cluster, postgresName(database), log.id);
      },
    };
  } catch (error) {
    throw inWords(error);
  }
}

/** An append of nothing writes nothing, and is refused where the log is closed. */
async function leftOf(log: EventStoreLog): Promise<Destination | null> {
  try {
    await log.append(`move-${log.id}` as StreamName, [], 'any');
    return null;
  } catch (error) {
    const [, name, id] = LEAVING.exec(error instanceof LogError ? error.message : '') ?? [];
    if (name === undefined || id === undefined) throw error;
    return { name, log: id };
  }
}

/** A node that is at work leads, or another one does within seconds. */
async function assertFree(cluster: Kysely<ClusterTables>, database: string, log: string): Promise<void> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass(${`${SCHEMA}.lease`}) is not null as there`.execute(cluster);
  if (tables[0]?.there !== true) return;
  const { rows } = await sql<{ led: boolean; log: string | null }>`
    select lease.until > now() as led, sealing.log from lease, sealing`.execute(cluster);
  const [row] = rows;
  if (row?.led === true) {
    throw new StartFault(
      'DATA_IN_USE',
      `A node is at work on ${database}. Stop all nodes of that register, and start none before the move is done.`,
    );
  }
  const other = row?.log ?? null;
  if (other === null || other === log) return;
  throw new MoveFault(`${database} holds the seals of another log: name a database of its own.`);
}

function inWords(error: unknown): unknown {
  const isTold = error instanceof LogError || error instanceof DirectoryFault || error instanceof ReadLogFault;
  return isTold ? new StartFault('SERVERS', `${error.message}.`.replace(/\.\.$/, '.'), { cause: error }) : error;
}
