/** `article33 backup` and `article33 restore`: a copy of the register, and going on from one. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { LogError } from '../log/index.js';
import { backUp } from '../server/backup/backUp.js';
import { BackupFault } from '../server/backup/files.js';
import { requestBackup, type BackupAnswer } from '../server/backup/requests.js';
import { restoreBackup } from '../server/backup/restore.js';
import type { Config } from '../server/config.js';
import { openLog } from '../server/dataFolder.js';
import { StartFault, systemCode } from '../server/startFault.js';
import { acceptLog, REASON_CHARACTERS, type AcceptOptions } from './accept.js';
import type { CommandParts } from './commandParts.js';
import { exitCodes, exitCodesHelp, type ExitCode } from './exitCodes.js';
import { ended } from './proof/export.js';
import type { Surroundings } from './surroundings.js';

/** Milliseconds that a running server has to take up a request. */
const SERVER_PATIENCE = 10_000;

export function addBackupCommands(command: Command, { surroundings, withConfig }: CommandParts): void {
  command
    .command('backup')
    .description('copy log, directory, log of reads, keys and evidence; a running server goes on meanwhile')
    .argument('<folder>', 'empty or not there yet')
    .addHelpText('after', exitCodesHelp)
    .action((folder: string) =>
      withConfig((config) => inWords(surroundings, () => backup(config, folder, surroundings))),
    );
  command
    .command('restore')
    .description('put a backup back where no log is, or go on from a log that is not the one that was signed last')
    .argument('[folder]', 'of the backup; without it the log that is there stays as it is')
    .option('--accept <reasons>', 'go on from it: recorded as RegisterRestored, and heads of a new epoch are signed')
    .option('--last-good-head <file>', 'with --accept: the newest head that somebody kept; it is pinned in that event')
    .option('--org <organisation>', 'with --accept: which organisation, by claim or id; the only one unless told')
    .addHelpText('after', exitCodesHelp)
    .action((folder: string | undefined, options: AcceptOptions) =>
      withConfig((config) => inWords(surroundings, () => restore(config, folder, options, surroundings))),
    );
}

async function inWords(surroundings: Surroundings, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StartFault) throw error;
    const isTold = error instanceof BackupFault || error instanceof LogError || systemCode(error) !== null;
    if (!isTold) throw error;
    return ended(surroundings, exitCodes.DATA_UNUSABLE, messageOf(error));
  }
}

/** Told by its form: the system's errors are of another realm in some runtimes. */
function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'unknown fault';
}

async function backup(config: Config, folder: string, surroundings: Surroundings): Promise<ExitCode> {
  const to = resolve(surroundings.folder, folder);
  const answer = await made(config, to, progress(surroundings));
  if (answer === null) {
    const words = 'The server that uses the data folder does not answer: it may be of an older version.';
    return ended(surroundings, exitCodes.DATA_IN_USE, words);
  }
  if (answer.state !== 'DONE') {
    return ended(surroundings, exitCodes.DATA_UNUSABLE, answer.state === 'FAILED' ? answer.reason : 'unknown');
  }
  surroundings.out(`${to}: ${answer.files} files, with manifest-sha256.txt. Keep it apart: it holds the keys.\n`);
  return exitCodes.OK;
}

/** By this process where no server owns the data folder, else by that server. */
async function made(config: Config, to: string, tell: (percent: number) => void): Promise<BackupAnswer | null> {
  try {
    const log = openLog(config);
    try {
      return { state: 'DONE', ...(await backUp(config, log, to, tell)) };
    } finally {
      await log.close();
    }
  } catch (error) {
    if (!(error instanceof StartFault) || error.kind !== 'DATA_IN_USE') throw error;
    return requestBackup(config, to, SERVER_PATIENCE, (answer) => {
      if (answer.state === 'RUNNING') tell(answer.percent);
    });
  }
}

function progress({ err, terminal = false }: Surroundings): (percent: number) => void {
  return (percent) => {
    if (terminal) err(`\r${percent} %\r`);
  };
}

async function restore(
  config: Config,
  folder: string | undefined,
  options: AcceptOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { accept } = options;
  const wrong = misused(folder, options);
  if (wrong !== null) return ended(surroundings, exitCodes.WRONG_USE, wrong);
  if (folder !== undefined) {
    const files = await restoreBackup(resolve(surroundings.folder, folder), config);
    surroundings.out(`${config.dataFolder}: ${files} files, as the backup's manifest has them.\n`);
  }
  return accept === undefined ? exitCodes.OK : acceptLog(config, accept, options, surroundings);
}

function misused(folder: string | undefined, { accept, lastGoodHead, org }: AcceptOptions): string | null {
  if (accept === undefined) {
    if (folder === undefined) return 'Name the folder of a backup, or go on from the log that is there with --accept.';
    return lastGoodHead === undefined && org === undefined ? null : '--last-good-head and --org go with --accept.';
  }
  const fits = accept.trim() !== '' && accept.length <= REASON_CHARACTERS;
  return fits ? null : `--accept takes reasons of 1 to ${REASON_CHARACTERS} characters.`;
}
