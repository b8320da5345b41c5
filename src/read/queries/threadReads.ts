/** Slow reads of a SQLite file in threads of their own: better-sqlite3 answers at once or not at all, so a read that takes too long is ended with its thread. */
import { Worker } from 'node:worker_threads';
import type { CompiledQuery } from 'kysely';
import { ReadStopped, TooManyReads, type SlowReads } from './slowReads.js';

/** What a thread is asked. */
export interface ThreadQuestion {
  readonly file: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What it answers: rows, or the database's own words. */
export type ThreadAnswer<Row> = { readonly rows: readonly Row[] } | { readonly fault: string };

export interface ThreadReadsOptions {
  /** Path of the file as it is now: another one after a rebuild; null where there is none. */
  readonly file: () => string | null;
  /** The compiled code of a thread: readThread. */
  readonly code: URL;
  /** Threads at most; 2 unless told. */
  readonly threads?: number;
  /** Reads that wait at most; 200 unless told. */
  readonly waiting?: number;
}

interface Task {
  readonly question: ThreadQuestion;
  readonly signal: AbortSignal | undefined;
  readonly settle: (answer: ThreadAnswer<unknown> | Error) => void;
}

const THREADS = 2;
const WAITING = 200;

export class ThreadReads implements SlowReads {
  readonly #options: Required<ThreadReadsOptions>;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Task>();
  readonly #queue: Task[] = [];
  #closed = false;

  /** Threads begin when they are first needed. */
  constructor(options: ThreadReadsOptions) {
    this.#options = { threads: THREADS, waiting: WAITING, ...options };
  }

  async run<Row>(query: CompiledQuery<Row>, signal?: AbortSignal): Promise<readonly Row[]> {
    if (this.#closed || signal?.aborted === true) throw new ReadStopped('The read was not begun');
    if (this.#queue.length >= this.#options.waiting) throw new TooManyReads(`${this.#queue.length} reads wait already`);
    const file = this.#options.file();
    if (file === null) throw new ReadStopped('There is nothing to read from');
    const question = { file, sql: query.sql, parameters: query.parameters };
    const answer = await new Promise<ThreadAnswer<unknown> | Error>((settle) => {
      const task: Task = { question, signal, settle };
      const stop = () => {
        this.#stop(task);
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#queue.push(task);
      this.#next();
    });
    if (answer instanceof Error) throw answer;
    if ('fault' in answer) throw new Error(`A read failed: ${answer.fault}`);
    // The rows are those of the query that was sent.
    return answer.rows as readonly Row[];
  }

  async close(): Promise<void> {
    this.#closed = true;
    const stopped = new ReadStopped('The reads are closed');
    for (const { settle } of [...this.#queue.splice(0), ...this.#busy.values()]) settle(stopped);
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#queue.length > 0 && !this.#closed) {
      const worker = this.#idle.pop() ?? this.#begin();
      const task = worker === null ? undefined : this.#queue.shift();
      if (worker === null || task === undefined) return;
      this.#busy.set(worker, task);
      worker.postMessage(task.question);
    }
  }

  #begin(): Worker | null {
    if (this.#idle.length + this.#busy.size >= this.#options.threads) return null;
    const worker = new Worker(this.#options.code);
    worker.on('message', (answer: ThreadAnswer<unknown>) => {
      const task = this.#busy.get(worker);
      if (task === undefined) return;
      this.#busy.delete(worker);
      this.#idle.push(worker);
      task.settle(answer);
      this.#next();
    });
    worker.on('error', (error) => {
      this.#lose(worker, error instanceof Error ? error : new Error('A thread of reads failed', { cause: error }));
    });
    worker.unref();
    return worker;
  }

  /** A thread that has ended: whoever waited for it hears why, and another takes its place. */
  #lose(worker: Worker, error: Error): void {
    const task = this.#busy.get(worker);
    this.#busy.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
    task?.settle(error);
    this.#next();
  }

  #stop(task: Task): void {
    const stopped = new ReadStopped('The read took too long and was ended');
    const place = this.#queue.indexOf(task);
    if (place >= 0) {
      this.#queue.splice(place, 1);
      task.settle(stopped);
      return;
    }
    for (const [worker, running] of this.#busy) {
      if (running !== task) continue;
      this.#lose(worker, stopped);
      void worker.terminate();
    }
  }
}
