/** A copy of everything that is not derived, in a folder of its own, while the register is at work. */
import { constants, existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { EmbeddedLog } from '../../log/index.js';
import { copySqlite } from '../../store/sqlite.js';
import type { Config } from '../config.js';
import { BackupFault, DATABASES, EVIDENCE, LOG, MANIFEST, SECRETS, sha256Of } from './files.js';

export interface BackedUp {
  readonly files: number;
}

/**
 * Copies log, directory, log of reads, keys and evidence, in this order: whoever the copy of the log names is in the copy of the directory, and
 * the heads that the log was signed with are in the log itself. The manifest (`sha256sum -c`) is written last: without it a backup is none.
 * @param to a folder that is empty or not there yet. @param tell hears how far the log is, 0 to 100.
 * @throws BackupFault, LogError, or the file system's error.
 */
export async function backUp(
  { dataFolder }: Pick<Config, 'dataFolder'>,
  log: EmbeddedLog,
  to: string,
  tell: (percent: number) => void,
): Promise<BackedUp> {
  if (existsSync(to) && readdirSync(to).length > 0) throw new BackupFault(`${to} is not empty: name another folder`);
  await mkdir(to, { recursive: true, mode: 0o700 });
  const copied: string[] = [LOG];
  await log.backUp(join(to, LOG), tell);
  for (const name of DATABASES.filter((one) => existsSync(join(dataFolder, one)))) {
    await copySqlite(join(dataFolder, name), join(to, name));
    copied.push(name);
  }
  for (const name of SECRETS.filter((one) => existsSync(join(dataFolder, one)))) {
    await copyNew(join(dataFolder, name), join(to, name));
    copied.push(name);
  }
  copied.push(...(await copyEvidence(dataFolder, to)));
  const lines: string[] = [];
  for (const name of copied) lines.push(`${await sha256Of(join(to, name))}  ${name}\n`);
  await writeFile(join(to, MANIFEST), lines.join(''), { mode: 0o600 });
  await toDisk(join(to, MANIFEST));
  await toDisk(to);
  return { files: copied.length };
}

async function copyEvidence(dataFolder: string, to: string): Promise<readonly string[]> {
  const copied: string[] = [];
  for (const organisation of await foldersIn(join(dataFolder, EVIDENCE))) {
    await mkdir(join(to, EVIDENCE, organisation), { recursive: true, mode: 0o700 });
    for (const name of await readdir(join(dataFolder, EVIDENCE, organisation))) {
      const path = join(EVIDENCE, organisation, name);
      await copyNew(join(dataFolder, path), join(to, path));
      // A file is known by its own hash.
      if ((await sha256Of(join(to, path))) !== name) throw new BackupFault(`${join(dataFolder, path)} is damaged`);
      copied.push(`${EVIDENCE}/${organisation}/${name}`);
    }
  }
  return copied;
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
}

/** Copies into a file that is not there yet, and onto the disk. */
export async function copyNew(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  await toDisk(to);
  await toDisk(dirname(to));
}

/** Windows syncs no folders. */
async function toDisk(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
