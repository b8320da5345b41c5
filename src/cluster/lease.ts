/** Leadership as a row in the database that all nodes share: whoever holds it says so again each second, or loses it. */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { sql, type Kysely } from 'kysely';
import { NotLeading, type Leadership } from './leadership.js';
import type { ClusterStore, ClusterTables } from './tables.js';

export interface LeaseOptions {
  readonly store: ClusterStore;
  /** Hears what an operator should know. */
  readonly tell: (level: 'info' | 'warn', message: string) => void;
  /** Milliseconds that a lease lasts from the last word of its holder; 5,000 unless told. */
  readonly life?: number;
  /** Milliseconds between two words; 1,000 unless told. */
  readonly every?: number;
  /** This machine's clock, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** What the database said last. */
export interface DatabaseContact {
  /** Milliseconds that this machine's clock is ahead of the database's: negative where it is behind. */
  readonly clockAhead: number;
  /** Milliseconds since it was heard. */
  readonly age: number;
}

const LIFE = 5_000;
const EVERY = 1_000;
/** Milliseconds to wait for transactions under the epoch before: they are short, and this is tried again. */
const TAKING = sql`set local lock_timeout = 2000`;

export class Lease implements Leadership {
  readonly #holder = randomUUID();
  readonly #hearers = new Set<(leads: boolean) => void>();
  readonly #life: number;
  #epoch: number | null = null;
  #contact: { readonly clockAhead: number; readonly at: number } | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What is asked just now: a database that is slow to answer is not asked twice. */
  #asking: Promise<void> | null = null;
  #stopped = false;

  constructor(private readonly options: LeaseOptions) {
    this.#life = options.life ?? LIFE;
  }

  get epoch(): number | null {
    return this.#isOver() ? null : this.#epoch;
  }

  /** What was heard of the database last; null before the first answer. */
  get contact(): DatabaseContact | null {
    return this.#contact === null
      ? null
      : { clockAhead: this.#contact.clockAhead, age: performance.now() - this.#contact.at };
  }

  /** Asks for the lease, and goes on asking. */
  async start(): Promise<void> {
    await this.#ask();
    this.#timer = setInterval(() => {
      this.#asking ??= this.#ask().finally(() => (this.#asking = null));
    }, this.options.every ?? EVERY);
    this.#timer.unref();
  }

  /** Gives the lease back, so that another node takes it at once. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#asking;
    const epoch = this.#epoch;
    this.#become(null);
    if (epoch === null) return;
    await sql`update lease set until = 'epoch' where id = 1 and epoch = ${epoch}`
      .execute(this.options.store)
      .catch(() => undefined); // Where it cannot be given back it runs out.
  }

  async guard<Tables>(transaction: Kysely<Tables>): Promise<void> {
    const own = this.epoch;
    // Whoever takes the lease waits for this lock; whoever renews it does not.
    const { rows } = await sql<Pick<ClusterTables['lease'], 'epoch'>>`
      select epoch from article33.lease where id = 1 for key share`.execute(transaction);
    if (own === null || rows[0]?.epoch !== own) throw new NotLeading('Another node leads');
  }

  onChange(hear: (leads: boolean) => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  async #ask(): Promise<void> {
    if (this.#stopped) return;
    if (this.#isOver()) this.#become(null);
    const clock = this.options.now ?? Date.now;
    const before = clock();
    try {
      const { epoch, now } = this.#epoch === null ? await this.#take() : await this.#renew(this.#epoch);
      // An answer that came late: meanwhile nobody led here, and whoever found that out is to begin again.
      if (this.#isOver()) this.#become(null);
      // The database looked at its clock somewhere in between: only what is off for certain counts.
      const clockAhead = Math.max(before - now, Math.min(0, clock() - now));
      this.#contact = { clockAhead, at: performance.now() };
      this.#become(epoch);
    } catch (error) {
      // The lease runs out by itself where it cannot be renewed.
      const why = error instanceof Error ? error.message : 'unknown fault';
      this.options.tell('warn', `The lease cannot be asked for (${why}).`);
      if (this.#isOver()) this.#become(null);
    }
  }

  async #renew(epoch: number): Promise<Answer> {
    const { rows } = await sql<Answer>`
      with renewed as (
        update lease set until = clock_timestamp() + make_interval(secs => ${this.#life / 1_000})
        where id = 1 and epoch = ${epoch} and holder = ${this.#holder} and until > clock_timestamp() returning epoch
      )
      select (select epoch from renewed) as epoch, ${NOW} as now`.execute(this.options.store);
    return answerIn(rows);
  }

  async #take(): Promise<Answer> {
    return this.options.store.transaction().execute(async (within) => {
      const { rows: free } = await sql<Answer>`
        select (select epoch from lease where id = 1 and until < clock_timestamp()) as epoch, ${NOW} as now`.execute(
        within,
      );
      const seen = answerIn(free);
      if (seen.epoch === null) return seen;
      await TAKING.execute(within);
      await sql`select 1 from lease where id = 1 for update`.execute(within);
      const { rows } = await sql<Answer>`
        with taken as (
          update lease set epoch = epoch + 1, holder = ${this.#holder},
            until = clock_timestamp() + make_interval(secs => ${this.#life / 1_000})
          where id = 1 and epoch = ${seen.epoch} returning epoch
        )
        select (select epoch from taken) as epoch, ${NOW} as now`.execute(within);
      return answerIn(rows);
    });
  }

  /** A holder that heard nothing for as long as its lease lasts has none, whatever it believes. */
  #isOver(): boolean {
    return this.#epoch !== null && performance.now() - (this.#contact?.at ?? 0) > this.#life;
  }

  #become(epoch: number | null): void {
    if (epoch === this.#epoch) return;
    const [did, does] = [this.#epoch !== null, epoch !== null];
    this.#epoch = epoch;
    this.options.tell(
      'info',
      does ? `This node leads (epoch ${epoch}): it seals, projects and signs.` : 'This node does not lead any more.',
    );
    // Another epoch of its own is another leadership: what worked under the one before ends first.
    if (did) for (const hear of this.#hearers) hear(false);
    if (does) for (const hear of this.#hearers) hear(true);
  }
}

/** Milliseconds since 1970, by the database's clock. */
const NOW = sql`(extract(epoch from clock_timestamp()) * 1000)::float8`;

interface Answer {
  readonly epoch: number | null;
  readonly now: number;
}

function answerIn(rows: readonly Answer[]): Answer {
  const [answer] = rows;
  if (answer === undefined) throw new Error('The lease is not there');
  return answer;
}
