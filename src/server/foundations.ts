/** What a register stands on: a data folder of one machine, or servers that its nodes share. */
import type { SealedHere } from '../application/signing/signing.js';
import type { Directory } from '../identity/directory.js';
import type { EmbeddedLog, EventLog, Seals } from '../log/index.js';
import type { ReadModels } from '../read/index.js';
import type { SlowReads } from '../read/queries/slowReads.js';
import { ThreadReads } from '../read/queries/threadReads.js';
import type { ReadLogStore } from '../store/readLogStore.js';
import type { Config } from './config.js';
import { makeDataFolder, openDirectory, openLog, openModels, openReadLog } from './dataFolder.js';
import type { HealthPart } from './health.js';
import { programAt } from './programs.js';
import type { ServerLog } from './serverLog.js';

export type Closer = () => Promise<void>;

export interface Foundations {
  readonly log: EventLog;
  readonly seals: Seals;
  readonly readModels: ReadModels;
  readonly slowReads: SlowReads;
  readonly directory: Directory;
  readonly readLog: ReadLogStore;
  /** The log where it is a file of the data folder. */
  readonly embedded: EmbeddedLog | null;
  /** What this node seals; undefined where events are sealed with each append. */
  readonly sealed: SealedHere | undefined;
  /** Why nothing is recorded just now; null where nothing is in the way. */
  readonly refusal: () => string | null;
  /** What readiness looks at beside log and read models. */
  readonly health: readonly HealthPart[];
  /** Calls back once this node is the one that works for all: at once where it is alone. */
  readonly whenLeading: (begin: () => void) => void;
}

const readThread = programAt('read/queries/readThread.mjs');

/**
 * Everything on the data folder of one machine.
 * @param closers gets what closes each part, in the order of opening, also where a later part cannot be opened.
 * @throws StartFault.
 */
export async function folderFoundations(config: Config, serverLog: ServerLog, closers: Closer[]): Promise<Foundations> {
  makeDataFolder(config.dataFolder);
  // First of all: it tells whether another server is at work here.
  const embedded = openLog(config);
  closers.push(() => embedded.close());
  const directory = await openDirectory(config);
  closers.push(() => directory.close());
  const readModels = await openModels(config, embedded, serverLog);
  closers.push(() => readModels.close());
  const slowReads = new ThreadReads({ file: () => readModels.file, code: readThread });
  closers.push(() => slowReads.close());
  const readLog = await openReadLog(config);
  closers.push(() => readLog.close());
  return {
    ...{ log: embedded, seals: embedded.seals, readModels, slowReads, directory, readLog, embedded },
    sealed: undefined,
    refusal: () => null,
    health: [],
    whenLeading: (begin) => {
      begin();
    },
  };
}
