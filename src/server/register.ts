/** The register on its data folder: all that stands behind the doors, for the server and for commands that work while none runs. */
import type { Application } from '../application/application.js';
import { createApplication } from '../application/createApplication.js';
import { threadChecker } from '../application/proofs/threadChecker.js';
import type { Directory } from '../identity/directory.js';
import type { EmbeddedLog, EventLog } from '../log/index.js';
import type { ReadModels } from '../read/index.js';
import { ThreadReads } from '../read/queries/threadReads.js';
import type { Config } from './config.js';
import {
  makeDataFolder,
  openDirectory,
  openLog,
  openModels,
  openReadLog,
  openSigningKeys,
  registerSecret,
} from './dataFolder.js';
import { programAt } from './programs.js';
import type { ServerLog } from './serverLog.js';

const readThread = programAt('read/queries/readThread.mjs');
const checkThread = programAt('application/proofs/checkThread.mjs');

export interface OpenedRegister<Log extends EventLog = EventLog> {
  readonly events: EmbeddedLog;
  /** The same log as the application has it. */
  readonly log: Log;
  readonly directory: Directory;
  readonly readModels: ReadModels;
  readonly application: Application;
}

export type Closer = () => Promise<void>;

/**
 * Opens the register and owns it.
 * @param closers gets what closes each part, in the order of opening, also where a later part cannot be opened.
 * @param watched puts something between the log and all who use it.
 * @throws StartFault for what an operator can set right; DATA_IN_USE where a server, or another command, is at work here.
 */
export async function openRegister<Log extends EventLog>(
  config: Config,
  serverLog: ServerLog,
  closers: Closer[],
  watched: (log: EmbeddedLog) => Log,
): Promise<OpenedRegister<Log>> {
  makeDataFolder(config.dataFolder);
  // First of all: it tells whether another server is at work here.
  const events = openLog(config);
  closers.push(() => events.close());
  const directory = await openDirectory(config);
  closers.push(() => directory.close());
  const readModels = await openModels(config, events, serverLog);
  closers.push(() => readModels.close());
  const slowReads = new ThreadReads({ file: () => readModels.file, code: readThread });
  closers.push(() => slowReads.close());
  const log = watched(events);
  const readLog = await openReadLog(config);
  closers.push(() => readLog.close());
  const application = await createApplication({
    log,
    seals: events.seals,
    readModels,
    slowReads,
    signing: { keys: openSigningKeys(config), host: config.origin },
    checker: threadChecker(checkThread),
    reads: { store: readLog, days: config.readLogDays },
    directory,
    secret: registerSecret(config),
    alarm: (fault) => {
      serverLog.error({ err: fault }, 'the log must be looked at');
    },
    interrupted: (fault) => {
      serverLog.error({ err: fault }, 'live subscribers were interrupted');
    },
  });
  closers.push(() => application.close());
  return { events, log, directory, readModels, application };
}

/** In the reverse order of opening: the door first, the log last. */
export async function closeAll(closers: readonly Closer[]): Promise<void> {
  for (const close of [...closers].reverse()) await close();
}

/** Opens the register, works with it, and closes it whatever happens. @throws as `openRegister`, and what the work throws. */
export async function withRegister<T>(
  config: Config,
  serverLog: ServerLog,
  work: (register: OpenedRegister) => Promise<T>,
): Promise<T> {
  const closers: Closer[] = [];
  try {
    return await work(await openRegister(config, serverLog, closers, (log) => log));
  } finally {
    await closeAll(closers);
  }
}
