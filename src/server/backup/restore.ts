/** A backup put back in the place of a data folder that has no log. */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config.js';
import { copyNew } from './backUp.js';
import { BackupFault, LOG, MANIFEST, NAME, sha256Of } from './files.js';

const LINE = /^([0-9a-f]{64}) {2}(.+)$/;

interface Listed {
  readonly sum: string;
  readonly name: string;
}

/**
 * Checks every file against the manifest first, then copies them, the log last: a restore that was broken off leaves nothing that looks whole.
 * @returns the number of files. @throws BackupFault, or the file system's error.
 */
export async function restoreBackup(
  from: string,
  { dataFolder, eventLogFile }: Pick<Config, 'dataFolder' | 'eventLogFile'>,
): Promise<number> {
  const files = listedIn(from).map((file) => ({
    ...file,
    to: file.name === LOG ? eventLogFile : join(dataFolder, file.name),
  }));
  for (const { to } of files) {
    if (!existsSync(to)) continue;
    throw new BackupFault(`${to} is there already: move it away before a backup is restored`);
  }
  for (const { name, sum } of files) {
    if (!existsSync(join(from, name))) throw new BackupFault(`${name} is missing from the backup`);
    if ((await sha256Of(join(from, name))) !== sum) throw new BackupFault(`${name} is not as the manifest has it`);
  }
  for (const { name, to } of files.toSorted((a, b) => Number(a.name === LOG) - Number(b.name === LOG))) {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await copyNew(join(from, name), to);
    await chmod(to, 0o600);
  }
  return files.length;
}

function listedIn(from: string): readonly Listed[] {
  const file = join(from, MANIFEST);
  if (!existsSync(file)) throw new BackupFault(`${from} is no whole backup: it has no ${MANIFEST}`);
  const listed = readFileSync(file, 'utf8').trimEnd().split('\n').map(parsed);
  if (!listed.some(({ name }) => name === LOG)) throw new BackupFault(`${file} lists no ${LOG}`);
  return listed;
}

function parsed(line: string): Listed {
  const [, sum = '', name = ''] = LINE.exec(line) ?? [];
  if (!NAME.test(name)) throw new BackupFault(`The manifest lists what is no part of a backup`);
  return { sum, name };
}
