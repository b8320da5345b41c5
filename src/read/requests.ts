/**
 * How a command asks the server that owns the data folder for a rebuild: two small files in the folder of the read models, which only the
 * folder's owner can write. `rebuild-request` holds an id; `rebuild-answer` tells of the newest request, again and again until it is done.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { ReadModels } from './port.js';

export type RebuildAnswer =
  | { readonly state: 'RUNNING'; readonly percent: number; readonly events: number }
  | { readonly state: 'DONE'; readonly events: number }
  | { readonly state: 'FAILED'; readonly reason: string };

type Answered = RebuildAnswer & { readonly id: string };

const LOOK_EVERY = 250;

/** Answers requests from now on, until the function returned is called. */
export function answerRequests(folder: string, models: ReadModels): () => void {
  let current: string | null = null;
  const answer = (id: string, said: RebuildAnswer) => {
    if (id === current) writeWhole(answerFile(folder), JSON.stringify({ id, ...said }));
  };
  const begin = (id: string) => {
    current = id;
    answer(id, runningIn(models));
    models.rebuild().then(
      () => {
        answer(id, { state: 'DONE', events: models.status().serving?.events ?? 0 });
        if (current === id) current = null;
      },
      (error: unknown) => {
        answer(id, { state: 'FAILED', reason: error instanceof Error ? error.message : 'unknown fault' });
        if (current === id) current = null;
      },
    );
  };
  const look = () => {
    const id = readIfThere(requestFile(folder));
    if (id !== null) {
      rmSync(requestFile(folder), { force: true });
      begin(id);
    } else if (current !== null) answer(current, runningIn(models));
  };
  const timer = setInterval(look, LOOK_EVERY).unref();
  return () => {
    clearInterval(timer);
  };
}

/**
 * Asks for a rebuild and tells what is answered until it is done or failed.
 * @param patience milliseconds without any answer, after which it is given up.
 * @returns the last answer; null where nobody answered.
 */
export async function requestRebuild(
  folder: string,
  patience: number,
  hear: (answer: RebuildAnswer) => void,
): Promise<RebuildAnswer | null> {
  const id = randomUUID();
  writeWhole(requestFile(folder), id);
  let [last, silent]: [string | null, number] = [null, 0];
  while (silent < patience) {
    await after(LOOK_EVERY);
    const text = readIfThere(answerFile(folder));
    const answer = text === null ? null : parse(text);
    if (text === last || answer?.id !== id) {
      // A server that is at work answers at every look, be it with the same words.
      silent = readIfThere(requestFile(folder)) === null && answer?.id === id ? 0 : silent + LOOK_EVERY;
      continue;
    }
    [last, silent] = [text, 0];
    hear(answer);
    if (answer.state !== 'RUNNING') return answer;
  }
  rmSync(requestFile(folder), { force: true });
  return null;
}

function runningIn(models: ReadModels): RebuildAnswer {
  const { rebuilding } = models.status();
  return { state: 'RUNNING', percent: rebuilding?.percent ?? 0, events: rebuilding?.events ?? 0 };
}

function requestFile(folder: string): string {
  return join(folder, 'rebuild-request');
}

function answerFile(folder: string): string {
  return join(folder, 'rebuild-answer');
}

/** Nobody ever reads half of it. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function parse(text: string): Answered | null {
  const value: unknown = JSON.parse(text);
  return isAnswered(value) ? value : null;
}

function isAnswered(value: unknown): value is Answered {
  return typeof value === 'object' && value !== null && 'id' in value && 'state' in value;
}
