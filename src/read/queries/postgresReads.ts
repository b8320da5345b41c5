/** Slow reads of a PostgreSQL database on few connections of their own: they leave those of all others alone, and end on the server too. */
import { setTimeout as after } from 'node:timers/promises';
import { Kysely, sql, type CompiledQuery } from 'kysely';
import { postgresDialect } from '../../store/postgres.js';
import { schemaOf } from '../schemas.js';
import { ReadStopped, TooManyReads, type SlowReads } from './slowReads.js';

export interface PostgresReadsOptions {
  /** Address of the database. */
  readonly url: string;
  /** Number of the generation that answers now: another one after a rebuild; null where there is none. */
  readonly generation: () => number | null;
  /** Reads at one time; 2 unless told. */
  readonly most?: number;
  /** Reads that wait at most; 200 unless told. */
  readonly waiting?: number;
}

interface Task {
  readonly query: CompiledQuery;
  /** Its statement on the server, while there is one. */
  readonly running: { pid: number | null; cancelled: Promise<void> | null };
  readonly settle: (answer: readonly unknown[] | Error) => void;
}

const MOST = 2;
const WAITING = 200;
/** Milliseconds between two words to a statement that is to end. */
const PAUSE = 50;
/** SQLSTATE of a statement that was cancelled, or took longer than the connection lets one take. */
const CANCELLED = '57014';

export class PostgresReads implements SlowReads {
  readonly #options: Required<PostgresReadsOptions>;
  readonly #db: Kysely<object>;
  /** Not behind the reads that it ends. */
  readonly #canceller: Kysely<object>;
  readonly #queue: Task[] = [];
  readonly #running = new Map<Task, Promise<void>>();
  #closed = false;

  /** Connects when the first read is asked. @throws PostgresAddressFault. */
  constructor(options: PostgresReadsOptions) {
    this.#options = { most: MOST, waiting: WAITING, ...options };
    const { url, most } = this.#options;
    this.#db = new Kysely({ dialect: postgresDialect(url, { most }) });
    this.#canceller = new Kysely({ dialect: postgresDialect(url, { most: 1 }) });
  }

  async run<Row>(query: CompiledQuery<Row>, signal?: AbortSignal): Promise<readonly Row[]> {
    if (this.#closed || signal?.aborted === true) throw new ReadStopped('The read was not begun');
    if (this.#queue.length >= this.#options.waiting) throw new TooManyReads(`${this.#queue.length} reads wait already`);
    let stop: () => void = () => undefined;
    const answer = await new Promise<readonly unknown[] | Error>((settle) => {
      const task: Task = { query, running: { pid: null, cancelled: null }, settle };
      stop = () => {
        this.#stop(task, new ReadStopped('The read took too long and was ended'));
      };
      signal?.addEventListener('abort', stop, { once: true });
      this.#queue.push(task);
      this.#next();
    });
    signal?.removeEventListener('abort', stop);
    if (answer instanceof Error) throw answer;
    // The rows are those of the query that was sent.
    return answer as readonly Row[];
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const task of [...this.#queue, ...this.#running.keys()]) {
      this.#stop(task, new ReadStopped('The reads are closed'));
    }
    await Promise.all(this.#running.values());
    await Promise.all([this.#db.destroy(), this.#canceller.destroy()]);
  }

  #next(): void {
    while (this.#running.size < this.#options.most) {
      const task = this.#queue.shift();
      if (task === undefined) return;
      const done = this.#answer(task).then(task.settle, (error: unknown) => {
        task.settle(inWords(error));
      });
      const over = done.then(() => {
        this.#running.delete(task);
        this.#next();
      });
      this.#running.set(task, over);
    }
  }

  #answer({ query, running }: Task): Promise<readonly unknown[]> {
    return this.#db.connection().execute(async (own) => {
      const generation = this.#options.generation();
      if (generation === null) throw new ReadStopped('There is nothing to read from');
      const { rows } = await sql<{ readonly pid: number }>`
        select pg_backend_pid() as pid, set_config('search_path', ${schemaOf(generation)}, false),
          set_config('default_transaction_read_only', 'on', false)`.execute(own);
      // Stopped while it was on its way to a connection: there was nothing to cancel.
      if (running.cancelled !== null) throw new ReadStopped('The read was not begun');
      running.pid = rows[0]?.pid ?? null;
      try {
        return (await own.executeQuery(query)).rows;
      } finally {
        running.pid = null;
        // Else the next statement of this connection could be the one that is cancelled.
        await cancelling(running);
      }
    });
  }

  /** Whoever asked is told at once; the connection is free again when the server has ended the statement. */
  #stop(task: Task, why: ReadStopped): void {
    task.settle(why);
    const place = this.#queue.indexOf(task);
    if (place >= 0) this.#queue.splice(place, 1);
    else task.running.cancelled ??= this.#cancel(task.running);
  }

  /** Until it is over: a statement that is only on its way to the server is not ended by the first word. */
  async #cancel(running: Task['running']): Promise<void> {
    while (running.pid !== null) {
      // Where that fails the database is lost, and with it the statement.
      await sql`select pg_cancel_backend(${running.pid})`.execute(this.#canceller).catch(() => undefined);
      await after(PAUSE);
    }
  }
}

function cancelling({ cancelled }: Task['running']): Promise<void> {
  return cancelled ?? Promise.resolve();
}

function inWords(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('A read failed', { cause: error });
  const isEnded = 'code' in error && error.code === CANCELLED;
  return isEnded ? new ReadStopped('The read took too long and was ended', { cause: error }) : error;
}
