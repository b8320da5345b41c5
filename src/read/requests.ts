/** How a command asks the server that owns the data folder for a rebuild: files in the folder of the read models. */
import { answerRequests as answer, requestWork, type WorkAnswer } from '../store/folderRequests.js';
import type { ReadModels } from './port.js';

export type RebuildAnswer = WorkAnswer<
  { readonly percent: number; readonly events: number },
  { readonly events: number }
>;

const NAME = 'rebuild';

/** Answers requests from now on, until the function returned is called. */
export function answerRequests(folder: string, models: ReadModels): () => void {
  return answer(folder, NAME, {
    begin: async () => {
      await models.rebuild();
      return { events: models.status().serving?.events ?? 0 };
    },
    progress: () => {
      const { rebuilding } = models.status();
      return { percent: rebuilding?.percent ?? 0, events: rebuilding?.events ?? 0 };
    },
  });
}

/**
 * Asks for a rebuild and tells what is answered until it is done or failed.
 * @param patience milliseconds without any answer, after which it is given up.
 * @returns the last answer; null where nobody answered.
 */
export function requestRebuild(
  folder: string,
  patience: number,
  hear: (answer: RebuildAnswer) => void,
): Promise<RebuildAnswer | null> {
  return requestWork(folder, NAME, '', patience, hear);
}
