/** A backup that a command asks the running server for. */
import type { EmbeddedLog } from '../../log/index.js';
import { answerRequests, requestWork, type WorkAnswer } from '../../store/folderRequests.js';
import type { Config } from '../config.js';
import { backUp, type BackedUp } from './backUp.js';
import { BackupFault } from './files.js';

export type BackupAnswer = WorkAnswer<{ readonly percent: number }, BackedUp>;

const NAME = 'backup';

/** Makes backups that are asked for, one at a time, until the function returned is called. */
export function answerBackups(config: Config, log: EmbeddedLog): () => void {
  let percent: number | null = null;
  return answerRequests(config.dataFolder, NAME, {
    begin: async (to) => {
      if (percent !== null) throw new BackupFault('Another backup is being made');
      percent = 0;
      try {
        return await backUp(config, log, to, (done) => (percent = done));
      } finally {
        percent = null;
      }
    },
    progress: () => ({ percent: percent ?? 0 }),
  });
}

/** See requestWork. @param to absolute path. */
export function requestBackup(
  { dataFolder }: Pick<Config, 'dataFolder'>,
  to: string,
  patience: number,
  hear: (answer: BackupAnswer) => void,
): Promise<BackupAnswer | null> {
  return requestWork(dataFolder, NAME, to, patience, hear);
}
