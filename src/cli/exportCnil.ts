import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exportedRows } from '../cnil/exporting.js';
import { writeOpenData, type OpenDataFile } from '../cnil/file.js';
import type { Config } from '../server/config.js';
import { withRegister } from '../server/register.js';
import { createServerLog } from '../server/serverLog.js';
import { systemCode } from '../server/startFault.js';
import { commandOf } from './cnilRegister.js';
import { exitCodes, type ExitCode } from './exitCodes.js';
import type { Surroundings } from './surroundings.js';

export const ENCODINGS = ['Windows-1252', 'UTF-8'] as const satisfies readonly OpenDataFile['encoding'][];

export interface ExportCnilOptions {
  readonly out: string;
  /** The `org` claim of the organisation. */
  readonly org: string;
  readonly encoding: OpenDataFile['encoding'];
}

/**
 * Writes the incidents of an organisation that the CNIL was notified of as a file of its open data, in the order they were recorded; drills
 * are left out. A file of that name is replaced.
 * @throws StartFault where the data folder cannot be used; DATA_IN_USE where a server runs on it.
 */
export async function exportCnil(
  config: Config,
  options: ExportCnilOptions,
  { folder, out, err }: Surroundings,
): Promise<ExitCode> {
  const path = resolve(folder, options.out);
  const rows = await withRegister(config, createServerLog(config.logLevel), async (register) => {
    const { org } = options;
    const caller = await commandOf(register, config, { org, command: 'export-cnil', role: 'AUDITOR' });
    await register.application.readLog.record(caller, 'export', null);
    return exportedRows(register.application, register.seals, caller);
  });
  try {
    await writeFile(path, writeOpenData(rows, options.encoding));
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    err(`${path} cannot be written (${code}).\n`);
    return exitCodes.INPUT;
  }
  out(`${rows.length} notifications of ${options.org} written to ${path}.\n`);
  return exitCodes.OK;
}
