/** The register opened: all that stands behind the doors, for the server and for commands that work while none runs. */
import type { Application } from '../application/application.js';
import { createApplication } from '../application/createApplication.js';
import { threadChecker } from '../application/proofs/threadChecker.js';
import type { EventLog } from '../log/index.js';
import { clusterFoundations } from './clusterFoundations.js';
import type { Config } from './config.js';
import { openSigningKeys, registerSecret } from './dataFolder.js';
import { folderFoundations, type Closer, type Foundations } from './foundations.js';
import { programAt } from './programs.js';
import type { ServerLog } from './serverLog.js';

const checkThread = programAt('application/proofs/checkThread.mjs');

export interface OpenedRegister<Log extends EventLog = EventLog> extends Foundations {
  /** As the application has it. */
  readonly log: Log;
  readonly application: Application;
}

/**
 * Opens the register: on a data folder it is then its owner.
 * @param closers gets what closes each part, in the order of opening, also where a later part cannot be opened.
 * @param watched puts something between the log and all who use it.
 * @throws StartFault for what an operator can set right; DATA_IN_USE where a server, or another command, is at work here. OtherOrigin.
 */
export async function openRegister<Log extends EventLog>(
  config: Config,
  serverLog: ServerLog,
  closers: Closer[],
  watched: (log: EventLog) => Log,
): Promise<OpenedRegister<Log>> {
  const foundations = await (config.servers === null
    ? folderFoundations(config, serverLog, closers)
    : clusterFoundations(config, config.servers, serverLog, closers));
  const { seals, readModels, slowReads, directory, readLog, sealed, refusal } = foundations;
  const log = watched(foundations.log);
  const application = await createApplication({
    ...{ log, seals, readModels, slowReads, directory, refusal },
    signing: { keys: openSigningKeys(config), host: config.origin, sealed },
    checker: threadChecker(checkThread),
    reads: { store: readLog, days: config.readLogDays },
    secret: registerSecret(config),
    alarm: (fault) => {
      serverLog.error({ err: fault }, 'the log must be looked at');
    },
    interrupted: (fault) => {
      serverLog.error({ err: fault }, 'live subscribers were interrupted');
    },
  });
  closers.push(() => application.close());
  return { ...foundations, log, application };
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
