/** A side that is files of one folder: owned for the whole time of the move, which nobody else at work there lets happen. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogError, markArrived, markArriving, markMoved, movedTo, openEmbeddedLog } from '../../log/index.js';
import { DirectoryFault, openDirectoryStore } from '../../store/directoryStore.js';
import { ReadLogFault, ReadLogStore } from '../../store/readLogStore.js';
import { logFault, makeDataFolder } from '../dataFolder.js';
import type { Closer } from '../foundations.js';
import { StartFault } from '../startFault.js';
import { MoveFault } from './fault.js';
import type { FilePlace } from './place.js';
import type { Side } from './side.js';

/**
 * @param role a target is made where there is none; a source must be there.
 * @param closers as openRegister.
 * @throws StartFault; MoveFault where the source is not there.
 */
export async function openFiles(place: FilePlace, role: 'source' | 'target', closers: Closer[]): Promise<Side> {
  const { log: file } = place;
  if (role === 'source') assertThere([file, place.directory]);
  makeDataFolder(dirname(file));
  makeDataFolder(dirname(place.directory));
  try {
    const log = openEmbeddedLog({ file, moved: 'ignored' });
    closers.push(() => log.close());
    const directory = await openDirectoryStore(place.directory);
    closers.push(() => directory.destroy());
    const reads = await ReadLogStore.open(place.reads);
    closers.push(() => reads.close());
    return {
      ...{ name: file, log, directory, reads },
      left: () => {
        const moved = movedTo(file);
        return Promise.resolve(moved === null ? null : { name: moved.to, log: moved.log });
      },
      leave: (to, proven) => {
        markMoved(file, { to: to.name, log: to.log, at: new Date().toISOString(), proven });
        return Promise.resolve();
      },
      arrive: (from, whole) => {
        if (whole) markArrived(file);
        else markArriving(file, from);
        return Promise.resolve();
      },
    };
  } catch (error) {
    throw inWords(error);
  }
}

function inWords(error: unknown): unknown {
  if (error instanceof LogError) return logFault(error);
  const isStore = error instanceof DirectoryFault || error instanceof ReadLogFault;
  return isStore ? new StartFault('DATA_UNUSABLE', error.message, { cause: error }) : error;
}

function assertThere(files: readonly string[]): void {
  const missing = files.find((file) => !existsSync(file));
  if (missing === undefined) return;
  throw new MoveFault(
    `${missing} is not there: a register that is moved has an event log, and directory.sqlite beside it. Where they lie apart, configure that register and export it.`,
  );
}
