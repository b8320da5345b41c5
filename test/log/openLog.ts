import { openEmbeddedLog, type EmbeddedLog, type EmbeddedLogOptions, type LogErrorCode } from '../../src/log/index.js';
import { LogError } from '../../src/log/port.js';

/** The code with which the log refuses to open; null where it opens (and is closed again). */
export async function refusalToOpen(
  options: EmbeddedLogOptions,
): Promise<{ code: LogErrorCode; words: string } | null> {
  let log: EmbeddedLog;
  try {
    log = openEmbeddedLog(options);
  } catch (error) {
    if (error instanceof LogError) return { code: error.code, words: error.message };
    throw error;
  }
  await log.close();
  return null;
}
