/** `article33 import --from` and `article33 export --to`: a whole register from one log into another. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { LogError } from '../log/index.js';
import type { Config } from '../server/config.js';
import { openSigningKeys } from '../server/dataFolder.js';
import type { Closer } from '../server/foundations.js';
import { MoveFault, StoreFault } from '../server/moving/fault.js';
import { move, openSide, type Moved, type Progress } from '../server/moving/move.js';
import { configuredPlace, nameOf, namedPlace, type Place } from '../server/moving/place.js';
import { closeAll } from '../server/register.js';
import { systemCode } from '../server/startFault.js';
import type { CommandParts } from './commandParts.js';
import { exitCodes, exitCodesHelp, type ExitCode } from './exitCodes.js';
import { ended } from './proof/export.js';
import type { Surroundings } from './surroundings.js';

export const REGISTER = ['--register <name>', 'of the register on that event store; article33 unless told'] as const;
export const ELSEWHERE = ['--elsewhere', 'an earlier move of the source to another place was given up'] as const;

/** What `--from` and `--to` have in common. */
export interface MoveCommandOptions {
  readonly register?: string;
  readonly elsewhere?: true;
}

interface ImportOptions extends MoveCommandOptions {
  readonly from: string;
  readonly fromDatabase?: string;
}

export interface ExportToOptions extends MoveCommandOptions {
  readonly to: string;
  readonly toDatabase?: string;
}

export function addImport(command: Command, { surroundings, withConfig }: CommandParts): void {
  command
    .command('import')
    .description(
      'move a whole register into what is configured: its log, directory and log of reads; nothing may be at work on either',
    )
    .requiredOption('--from <place>', 'sqlite:<file> of its event log, or the address of its event store')
    .option('--from-database <address>', 'with an event store: postgres://… of that register')
    .option(...REGISTER)
    .option(...ELSEWHERE)
    .addHelpText('after', exitCodesHelp)
    .action(({ from, fromDatabase, register, elsewhere }: ImportOptions) =>
      withConfig((config) => {
        const source = namedPlace({ place: from, database: fromDatabase, register }, surroundings.folder);
        if (typeof source === 'string') return Promise.resolve(ended(surroundings, exitCodes.WRONG_USE, source));
        return moved({ config, source, target: configuredPlace(config), elsewhere: elsewhere === true }, surroundings);
      }),
    );
}

/** `article33 export --to`: the register that is configured. */
export async function exportTo(
  config: Config,
  { to, toDatabase, register, elsewhere }: ExportToOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const target = namedPlace({ place: to, database: toDatabase, register }, surroundings.folder);
  if (typeof target === 'string') return ended(surroundings, exitCodes.WRONG_USE, target);
  return moved({ config, source: configuredPlace(config), target, elsewhere: elsewhere === true }, surroundings);
}

interface Asked {
  readonly config: Config;
  readonly source: Place;
  readonly target: Place;
  readonly elsewhere: boolean;
}

async function moved({ config, source, target, elsewhere }: Asked, surroundings: Surroundings): Promise<ExitCode> {
  const closers: Closer[] = [];
  const tell = (_level: string, message: string) => {
    surroundings.err(`${message}\n`);
  };
  try {
    const from = await openSide(source, 'source', closers, tell);
    const to = await openSide(target, 'target', closers, tell);
    const keyFile = config.checkpointKeyFile;
    // Never made here: a register that has signed cannot go on with a fresh key.
    const keys = existsSync(keyFile) ? openSigningKeys(config) : null;
    const signing = { keys, keyFile, host: config.origin };
    const done = await move(from, to, { signing, elsewhere, progress: progress(surroundings) });
    if (surroundings.terminal === true) surroundings.err(overwritten(''));
    surroundings.out(`${told(done)}${remaining(source, config)}`);
    return exitCodes.OK;
  } catch (error) {
    return failed(error, { source, target }, surroundings);
  } finally {
    await closeAll(closers);
  }
}

/** @throws what is told elsewhere, or is no fault that was foreseen. */
function failed(error: unknown, { source, target }: Pick<Asked, 'source' | 'target'>, surroundings: Surroundings) {
  if (error instanceof MoveFault) return ended(surroundings, exitCodes.INPUT, error.message);
  if (error instanceof LogError && error.code === 'DAMAGED') {
    return ended(surroundings, exitCodes.DATA_DAMAGED, error.message);
  }
  const isOfPlaces = error instanceof LogError || error instanceof StoreFault;
  if (!isOfPlaces && (!(error instanceof Error) || systemCode(error) === null)) throw error;
  const onServers = isOfPlaces && (source.kind === 'servers' || target.kind === 'servers');
  const words = `${error.message}. Run the same command again: it goes on where it was.`;
  return ended(surroundings, onServers ? exitCodes.SERVERS : exitCodes.DATA_UNUSABLE, words);
}

function told({ from, to, events, copied, directory, reads, organisations }: Moved): string {
  const lines = organisations.map(({ id, size, root, signed }) => {
    const head = signed === null ? 'no head signed yet' : `the head over ${signed} holds`;
    return `  organisation ${id}: ${size} events, root ${Buffer.from(root).toString('base64')}; ${head}\n`;
  });
  return `Moved: ${from}
   to: ${to}
${events} events in the same order, ${copied} of them copied now; ${directory} organisations and persons, ${reads} reads.
Sealed anew on both sides, with the same sizes and the same roots:
${lines.join('')}`;
}

function remaining(source: Place, { dataFolder }: Config): string {
  const evidence = source.kind === 'file' ? join(source.directory, '..', 'evidence') : join(dataFolder, 'evidence');
  return `${nameOf(source)} takes nothing more.
Not copied: the files of evidence (${evidence}), the file of keys, the secret (ARTICLE33_SECRET). They go into the new place by hand before it is started.
`;
}

/** Milliseconds between two words on how far it is. */
const TELL_EVERY = 1_000;

/** One line that is written over on a terminal, and one each second elsewhere. */
function progress({ err, terminal = false }: Surroundings): (progress: Progress) => void {
  let toldAt = performance.now();
  return ({ doing, events, total }) => {
    const now = performance.now();
    if (now - toldAt < TELL_EVERY) return;
    toldAt = now;
    const line = `${doing}: ${events}${total === null ? '' : ` of ${total}`} events`;
    err(terminal ? overwritten(line) : `${line}\n`);
  };
}

function overwritten(line: string): string {
  return `\r${line.padEnd(60)}\r`;
}
