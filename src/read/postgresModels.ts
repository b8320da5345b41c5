/** The read models of several nodes in one PostgreSQL database: the node that leads projects, the others read what it wrote. */
import { performance } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Leadership } from '../cluster/leadership.js';
import type { Position } from '../log/port.js';
import { Bell } from './bell.js';
import { Following } from './following.js';
import type { ReadModels, ReadModelsStatus } from './port.js';
import { openReadModelsIn, type ProjectingOptions } from './readModels.js';
import { rebuildBeyond } from './rebuildRequests.js';
import { CHANNEL, Schemas } from './schemas.js';
import type { ReadTables } from './tables.js';

export interface PostgresReadModelsOptions extends ProjectingOptions {
  /** The database; its collation must be C. */
  readonly url: string;
  /** Null where no other node uses the database. */
  readonly leadership: Leadership | null;
}

const LOOK_EVERY = 1_000;
/** Milliseconds before trying again to become what this node is to be. */
const AGAIN_AFTER = 500;

/**
 * Opens what is there, or begins anew where this node leads.
 * @throws PostgresAddressFault, the database's error, or LogError.
 */
export async function openPostgresReadModels(options: PostgresReadModelsOptions): Promise<ReadModels> {
  const models = new PostgresModels(options);
  try {
    await models.begin();
    return models;
  } catch (error) {
    await models.close();
    throw error;
  }
}

class PostgresModels implements ReadModels {
  readonly dialect = 'postgres';
  readonly file = null;
  readonly #closing = new AbortController();
  readonly #schemas: Schemas;
  /** What another role left behind: its queries end before it is closed. */
  readonly #closings = new Set<Promise<void>>();
  #current: ReadModels | null = null;
  #following: Following | null = null;
  #leads = false;
  #turning: Promise<void> = Promise.resolve();
  #bell: Bell | null = null;
  #looking: NodeJS.Timeout | null = null;
  #unhear: () => void = () => undefined;

  constructor(private readonly options: PostgresReadModelsOptions) {
    const { url, leadership } = options;
    this.#schemas = new Schemas(url, async (within) => leadership?.guard(within));
  }

  get reader(): Kysely<ReadTables> | null {
    return this.#current?.reader ?? null;
  }

  /** See openPostgresReadModels. */
  async begin(): Promise<void> {
    const { leadership, url, checkEvery = LOOK_EVERY } = this.options;
    this.#leads = leadership === null || leadership.epoch !== null;
    await this.#become(this.#leads);
    if (leadership !== null) {
      this.#unhear = leadership.onChange(() => {
        this.#follow(leadership);
      });
      this.#follow(leadership);
    }
    this.#bell = Bell.open(url, CHANNEL, (said) => {
      this.#hear(said);
    });
    this.#looking = setInterval(() => void this.#following?.look(), checkEvery).unref();
  }

  status(): ReadModelsStatus {
    return this.#current?.status() ?? { serving: null, rebuilding: null, alarm: null };
  }

  failed(reader: Kysely<ReadTables>, error: unknown): boolean {
    return this.#current?.failed(reader, error) ?? true;
  }

  async lag(): Promise<number | null> {
    return (await this.#current?.lag()) ?? null;
  }

  /** Who waits while the role changes waits on for the rest of the time. */
  async waitFor(position: Position, milliseconds: number): Promise<boolean> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const asked = this.#current;
      if (asked === null) return false;
      if (await asked.waitFor(position, Math.max(0, end - performance.now()))) return true;
      if (asked === this.#current || performance.now() >= end) return false;
    }
  }

  rebuild(): Promise<void> {
    return this.#current?.rebuild() ?? Promise.reject(new Error('The read models are being closed'));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#unhear();
    if (this.#looking !== null) clearInterval(this.#looking);
    await this.#bell?.close();
    await this.#turning;
    await this.#current?.close();
    [this.#current, this.#following] = [null, null];
    await Promise.all(this.#closings);
    await this.#schemas.close();
  }

  #hear(said: string): void {
    const beyond = rebuildBeyond(said);
    if (beyond === null) {
      void this.#following?.look();
      return;
    }
    const { serving, rebuilding } = this.status();
    // Joined where it is under way, and done where it was; whoever asked hears of it by the newer generation.
    if (this.#following !== null || Math.max(serving?.generation ?? 0, rebuilding?.generation ?? 0) > beyond) return;
    this.rebuild().catch(() => undefined);
  }

  #follow({ epoch }: Leadership): void {
    this.#leads = epoch !== null;
    this.#turning = this.#turning.then(() => this.#turn());
  }

  /** Becomes what this node is to be, however often that takes. */
  async #turn(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted && this.#leads !== (this.#following === null)) {
      try {
        await this.#become(this.#leads);
      } catch (error) {
        const why = error instanceof Error ? error.message : 'unknown fault';
        this.options.tell?.('warn', `The read models cannot change hands yet (${why}).`);
        await after(AGAIN_AFTER, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  }

  /** What answered until now answers until the other one does. */
  async #become(leads: boolean): Promise<void> {
    const before = this.#current;
    if (leads) {
      this.#current = await openReadModelsIn(this.#schemas, this.options);
      this.#following = null;
    } else {
      const following = new Following(this.#schemas, this.options);
      await following.look();
      [this.#current, this.#following] = [following, following];
    }
    if (before === null) return;
    const closing: Promise<void> = before.close().finally(() => this.#closings.delete(closing));
    this.#closings.add(closing);
  }
}
