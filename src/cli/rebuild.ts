import { openReadModels, requestRebuild, type RebuildAnswer } from '../read/index.js';
import type { Config } from '../server/config.js';
import { openLog, readModelsFolder } from '../server/dataFolder.js';
import { StartFault } from '../server/startFault.js';
import { exitCodes, type ExitCode } from './exitCodes.js';
import type { Surroundings } from './surroundings.js';

/** Milliseconds that a running server has to take up a request. */
const PATIENCE = 10_000;
const TELL_EVERY = 500;

/**
 * Makes the read models anew from the log: by the server that owns the data folder where one runs, else here.
 * @throws StartFault where the data folder cannot be used.
 */
export async function rebuild(config: Config, surroundings: Surroundings): Promise<ExitCode> {
  const folder = readModelsFolder(config);
  const tell = progress(surroundings);
  let last: RebuildAnswer | null;
  try {
    last = await here(config, folder, tell);
  } catch (error) {
    if (!(error instanceof StartFault) || error.kind !== 'DATA_IN_USE') throw error;
    last = await requestRebuild(folder, PATIENCE, tell);
  }
  if (last === null) {
    surroundings.err('The server that uses the data folder does not answer: it may be of an older version.\n');
    return exitCodes.DATA_IN_USE;
  }
  if (last.state === 'DONE') return exitCodes.OK;
  surroundings.err(`The read models could not be made anew: ${last.state === 'FAILED' ? last.reason : 'unknown'}\n`);
  return exitCodes.FAILURE;
}

async function here(config: Config, folder: string, tell: (answer: RebuildAnswer) => void): Promise<RebuildAnswer> {
  const log = openLog(config);
  try {
    const models = await openReadModels({ folder, log });
    const timer = setInterval(() => {
      const { rebuilding } = models.status();
      if (rebuilding !== null) tell({ state: 'RUNNING', percent: rebuilding.percent, events: rebuilding.events });
    }, TELL_EVERY);
    try {
      await models.rebuild();
      const done = { state: 'DONE', events: models.status().serving?.events ?? 0 } as const;
      tell(done);
      return done;
    } catch (error) {
      return { state: 'FAILED', reason: error instanceof Error ? error.message : 'unknown fault' };
    } finally {
      clearInterval(timer);
      await models.close();
    }
  } finally {
    await log.close();
  }
}

/** A line that is written over on a terminal, and one for each ten per cent elsewhere. */
function progress({ out, terminal = false }: Surroundings): (answer: RebuildAnswer) => void {
  let told = -1;
  return (answer) => {
    if (answer.state === 'RUNNING') {
      const tenth = Math.floor(answer.percent / 10);
      if (!terminal && tenth === told) return;
      told = tenth;
      out(`${terminal ? '\r' : ''}${answer.percent} % (${answer.events} events)${terminal ? '' : '\n'}`);
    } else if (answer.state === 'DONE') {
      out(`${terminal ? '\r' : ''}Rebuilt from ${answer.events} events.\n`);
    }
  };
}
