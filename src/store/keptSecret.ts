import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';

/**
 * The secret kept in `file`, made at the first call. Only its owner may read the file (mode 0600). Whole or not there at all, and two
 * processes that make it at the same moment end with the same one: a link to a finished file is the one step that cannot be half done.
 * @throws the file system's error where the file can be neither read nor made.
 */
export function keptSecret(file: string, make: () => Buffer): Buffer {
  return readIfThere(file) ?? makeOnce(file, make());
}

/** Another secret in the place of the one that is kept: readers find the one or the other, whole. @throws the file system's error. */
export function replaceSecret(file: string, secret: Buffer): void {
  const draft = draftOf(file, secret);
  try {
    renameSync(draft, file);
  } catch (error) {
    unlinkSync(draft);
    throw error;
  }
}

function makeOnce(file: string, secret: Buffer): Buffer {
  const draft = draftOf(file, secret);
  try {
    linkSync(draft, file);
    return secret;
  } catch (error) {
    if (!isFault(error, 'EEXIST')) throw error;
    return readFileSync(file);
  } finally {
    unlinkSync(draft);
  }
}

/** Written whole beside the file, and on the disk. */
function draftOf(file: string, secret: Buffer): string {
  const draft = `${file}.${randomUUID()}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(handle, secret);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return draft;
}

function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isFault(error, 'ENOENT')) return null;
    throw error;
  }
}

function isFault(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
