/**
 * How a command asks the server that owns a folder for work: two small files in that folder, which only its owner can write.
 * `<name>-request` holds an id and what is asked; `<name>-answer` tells of the newest request, again and again until it is done.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/** How far the work is, and what came of it. */
export type WorkAnswer<Progress, Done> =
  | ({ readonly state: 'RUNNING' } & Progress)
  | ({ readonly state: 'DONE' } & Done)
  | { readonly state: 'FAILED'; readonly reason: string };

export interface Work<Progress, Done> {
  /** Does what is asked; rejects with an error whose message is for an operator. */
  begin(asked: string): Promise<Done>;
  progress(): Progress;
}

const LOOK_EVERY = 250;

/** Answers requests of that name from now on, until the function returned is called. */
export function answerRequests<Progress extends object, Done extends object>(
  folder: string,
  name: string,
  work: Work<Progress, Done>,
): () => void {
  const [request, answer] = [requestFile(folder, name), answerFile(folder, name)];
  let current: string | null = null;
  const say = (id: string, said: WorkAnswer<Progress, Done>) => {
    if (id === current) writeWhole(answer, JSON.stringify({ id, ...said }));
  };
  const end = (id: string, said: WorkAnswer<Progress, Done>) => {
    say(id, said);
    if (id === current) current = null;
  };
  const look = () => {
    const text = readIfThere(request);
    if (text === null) {
      if (current !== null) say(current, { state: 'RUNNING', ...work.progress() });
      return;
    }
    rmSync(request, { force: true });
    const [id = '', ...asked] = text.split('\n');
    current = id;
    say(id, { state: 'RUNNING', ...work.progress() });
    work.begin(asked.join('\n')).then(
      (done) => {
        end(id, { state: 'DONE', ...done });
      },
      (error: unknown) => {
        end(id, { state: 'FAILED', reason: error instanceof Error ? error.message : 'unknown fault' });
      },
    );
  };
  const timer = setInterval(look, LOOK_EVERY).unref();
  return () => {
    clearInterval(timer);
  };
}

/**
 * Asks for work and tells what is answered until it is done or failed.
 * @param patience milliseconds without any answer, after which it is given up.
 * @returns the last answer; null where nobody answered. What is in it is the word of whoever may write the folder.
 */
export async function requestWork<Progress extends object, Done extends object>(
  folder: string,
  name: string,
  asked: string,
  patience: number,
  hear: (answer: WorkAnswer<Progress, Done>) => void,
): Promise<WorkAnswer<Progress, Done> | null> {
  const [request, file] = [requestFile(folder, name), answerFile(folder, name)];
  const id = randomUUID();
  writeWhole(request, `${id}\n${asked}`);
  let [last, silent]: [string | null, number] = [null, 0];
  while (silent < patience) {
    await after(LOOK_EVERY);
    const text = readIfThere(file);
    const answer = text === null ? null : parse<Progress, Done>(text);
    if (text === last || answer?.id !== id) {
      // A server that is at work answers at every look, be it with the same words.
      silent = readIfThere(request) === null && answer?.id === id ? 0 : silent + LOOK_EVERY;
      continue;
    }
    [last, silent] = [text, 0];
    hear(answer);
    if (answer.state !== 'RUNNING') return answer;
  }
  rmSync(request, { force: true });
  return null;
}

function requestFile(folder: string, name: string): string {
  return join(folder, `${name}-request`);
}

function answerFile(folder: string, name: string): string {
  return join(folder, `${name}-answer`);
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

type Answered<Progress, Done> = WorkAnswer<Progress, Done> & { readonly id: string };

function parse<Progress, Done>(text: string): Answered<Progress, Done> | null {
  const value: unknown = JSON.parse(text);
  return isAnswered<Progress, Done>(value) ? value : null;
}

function isAnswered<Progress, Done>(value: unknown): value is Answered<Progress, Done> {
  return typeof value === 'object' && value !== null && 'id' in value && 'state' in value;
}
