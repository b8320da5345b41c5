import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FileFault, fileLimits, readOpenData, type LineFault, type OpenDataFile } from '../cnil/file.js';
import { ImportRefused, importRows } from '../cnil/importing.js';
import { COLUMNS } from '../cnil/openData.js';
import type { Config } from '../server/config.js';
import { withRegister } from '../server/register.js';
import { createServerLog } from '../server/serverLog.js';
import { systemCode } from '../server/startFault.js';
import { commandOf } from './cnilRegister.js';
import { exitCodes, type ExitCode } from './exitCodes.js';
import type { Surroundings } from './surroundings.js';

export interface ImportCnilOptions {
  /** The `org` claim of the organisation. */
  readonly org: string;
  /** Import the lines that are understood where others are not. */
  readonly partial?: true;
}

/** Lines not understood that are told one by one. */
const TOLD = 100;

/**
 * Imports a file of the CNIL's open data into an organisation. Cut off in the middle and run again it goes on: the register is the same as
 * after one run.
 * @throws StartFault where the data folder cannot be used; DATA_IN_USE where a server runs on it.
 */
export async function importCnil(
  config: Config,
  name: string,
  options: ImportCnilOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { out, err } = surroundings;
  const file = await opened(resolve(surroundings.folder, name));
  if (typeof file === 'string') {
    err(`${file}\n`);
    return exitCodes.INPUT;
  }
  tellNotUnderstood(file, err);
  if (file.notUnderstood.length > 0 && options.partial !== true) {
    err('Nothing was imported. With --partial the other lines are.\n');
    return exitCodes.INPUT;
  }
  try {
    await withRegister(config, createServerLog(config.logLevel), async (register) => {
      const { org } = options;
      const caller = await commandOf(register, config, { org, command: 'import-cnil', role: 'HANDLER' });
      await importRows(register.application, caller, file, progress(file.lines.length, surroundings));
    });
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    err(`${error.message} What was imported before it stays; the same command goes on from there.\n`);
    return exitCodes.FAILURE;
  }
  out(
    `${file.lines.length} notifications of ${name} (SHA-256 ${file.digest}) are in the register of ${options.org}.\n`,
  );
  return exitCodes.OK;
}

/** The file, or why it cannot be read. */
async function opened(path: string): Promise<OpenDataFile | string> {
  try {
    const { size } = await stat(path);
    if (size > fileLimits.bytes) return `${path} has ${size} bytes; at most ${fileLimits.bytes} are read.`;
    return readOpenData(await readFile(path));
  } catch (error) {
    if (error instanceof FileFault) return `${error.message} Nothing was imported.`;
    const code = systemCode(error);
    if (code === null) throw error;
    return `${path} cannot be read (${code}).`;
  }
}

function tellNotUnderstood({ lines, notUnderstood }: OpenDataFile, err: (text: string) => void): void {
  if (notUnderstood.length === 0) return;
  err(`${notUnderstood.length} of ${lines.length + notUnderstood.length} lines are not understood:\n`);
  err(notUnderstood.slice(0, TOLD).map(lineFault).join(''));
  if (notUnderstood.length > TOLD) err(`  and ${notUnderstood.length - TOLD} more\n`);
}

function lineFault({ line, faults }: LineFault): string {
  return faults.map(({ column, cell }) => `  line ${line}, ${COLUMNS[column][0]}: "${cell}"\n`).join('');
}

/** A line that is written over on a terminal, and one for each ten per cent elsewhere. */
function progress(total: number, { err, terminal = false }: Surroundings): (rows: number) => void {
  let told = -1;
  return (rows) => {
    const percent = Math.floor((rows / total) * 100);
    const step = terminal ? percent : Math.floor(percent / 10);
    if (step === told) return;
    told = step;
    const ending = terminal && rows < total ? '' : '\n';
    err(`${terminal ? '\r' : ''}${percent} % (${rows} of ${total} notifications)${ending}`);
  };
}
