/** What SQLite suffers, in the words of the port. */
import { LogError } from '../port.js';

/** What the log was doing: it decides what a full disk means. */
export type Doing = 'opening' | 'reading' | 'writing' | 'committing';

/**
 * A LogError for whatever storage threw; the cause goes with it. Messages of SQLite name tables and columns, never values.
 * @param code SQLite's extended result code, e.g. `SQLITE_IOERR_FSYNC`; null where it is no error of SQLite.
 */
export function logFault(cause: unknown, code: string | null, doing: Doing, file: string): LogError {
  if (cause instanceof LogError) return cause;
  const fault = (errorCode: LogError['code'], words: string) => new LogError(errorCode, words, { cause });
  if (code === null) return fault('UNAVAILABLE', `The event log ${file} failed while ${doing}`);
  if (is(code, 'SQLITE_CORRUPT', 'SQLITE_NOTADB')) {
    return fault('DAMAGED', `The event log ${file} is damaged (${code}): restore it from a backup`);
  }
  if (is(code, 'SQLITE_BUSY', 'SQLITE_LOCKED')) {
    return fault('OWNED_BY_ANOTHER', `The event log ${file} is in use by another process: stop that one first`);
  }
  // Frames are written before the one that commits them, so a write that fails has committed nothing; a failed fsync may have.
  if (doing === 'committing' && !is(code, 'SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR_WRITE')) {
    return fault('UNKNOWN_OUTCOME', `The disk failed while ${file} was committed (${code}): retry with the same bytes`);
  }
  if (is(code, 'SQLITE_FULL')) return fault('UNAVAILABLE', `The disk of ${file} is full: nothing was written`);
  if (is(code, 'SQLITE_READONLY')) return fault('UNAVAILABLE', `The event log ${file} cannot be written: read-only`);
  const nothing = doing === 'writing' || doing === 'committing' ? ': nothing was written' : '';
  return fault('UNAVAILABLE', `The disk of ${file} failed while ${doing} (${code})${nothing}`);
}

function is(code: string, ...primary: string[]): boolean {
  return primary.some((name) => code === name || code.startsWith(`${name}_`));
}
