/** Files beside a log's own that say that its register is on the way elsewhere, or only arriving: such a log is nobody's to write. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { LogError } from '../port.js';

/** Where a register went. */
export interface MovedTo {
  /** Told to an operator: without passwords. */
  readonly to: string;
  /** Id of the log that it went into. */
  readonly log: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whether the copy was proven to be whole: until then it may be on the way. */
  readonly proven: boolean;
}

/** Null where the log is at home. @throws LogError DAMAGED where what says so cannot be read, or the file system's error. */
export function movedTo(file: string): MovedTo | null {
  const marker = movedMarker(file);
  if (!existsSync(marker)) return null;
  const fields = parsed(readFileSync(marker, 'utf8'));
  const [to, log, at, proven] = ['to', 'log', 'at', 'proven'].map((key) => fields?.get(key));
  if (typeof to === 'string' && typeof log === 'string' && typeof at === 'string' && typeof proven === 'boolean') {
    return { to, log, at, proven };
  }
  throw new LogError('DAMAGED', `${marker} says that the event log beside it was moved, and not where to`);
}

/** Why nobody but who moves it may write this log; null where nothing is in the way. @throws as movedTo. */
export function movingRefusal(file: string): string | null {
  const moved = movedTo(file);
  if (moved?.proven === true) {
    return `The register of ${file} was moved to ${moved.to} (${moved.at}): it is at work there and nowhere else. ${movedMarker(file)} says so`;
  }
  if (moved !== null) {
    return `The register of ${file} is being moved to ${moved.to} (since ${moved.at}). Where that was interrupted the same command goes on with it; to give it up, empty the other place first and then delete ${movedMarker(file)}`;
  }
  return existsSync(arrivingMarker(file))
    ? `The register of ${file} has not arrived whole: run the command that moves it again, and it goes on where it was interrupted. ${arrivingMarker(file)} says so`
    : null;
}

/** On the disk when this returns. @throws the file system's error. */
export function markMoved(file: string, moved: MovedTo): void {
  write(movedMarker(file), moved);
}

/** The log is a copy that is not whole yet. @throws the file system's error. */
export function markArriving(file: string, from: string): void {
  write(arrivingMarker(file), { from });
}

/** It is whole. @throws the file system's error. */
export function markArrived(file: string): void {
  rmSync(arrivingMarker(file), { force: true });
  toDisk(dirname(file));
}

function movedMarker(file: string): string {
  return `${file}.moved`;
}

function arrivingMarker(file: string): string {
  return `${file}.arriving`;
}

/** Under another name first: a marker is whole or absent. */
function write(marker: string, content: object): void {
  const draft = `${marker}.draft`;
  writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, marker);
  toDisk(dirname(marker));
}

/** Windows syncs no folders. */
function toDisk(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function parsed(text: string): ReadonlyMap<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
  } catch {
    return null;
  }
}
