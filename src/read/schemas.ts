/** Generations as schemas of one PostgreSQL database: `article33_read_<number>`, the newest with the highest number. */
import { Kysely, NoResultError, sql } from 'kysely';
import type { EventLog } from '../log/port.js';
import { postgresDialect, postgresName } from '../store/postgres.js';
import { readCheckpoint, type Checkpoint } from './checkpoint.js';
import type { GenerationPlace, GenerationPlaces } from './place.js';
import { projectingOn, type Projecting } from './projecting.js';
import type { ReadTables } from './tables.js';

/** What each transaction that commits rows rings: the name of its schema. */
export const CHANNEL = 'article33_read';

const NAME = /^article33_read_(\d{1,9})$/;
/** Connections at most: what answers reads through so many. */
const READING = 10;
/** One writes; another one is there for what is asked before a transaction. */
const WRITING = 2;

/** Milliseconds after which a transaction that nothing is heard of is ended: while it holds the lease no other node can take over. */
const SILENT_TRANSACTION = 4_000;

/** SQLSTATE of tables that are not there or not what they should be; and of rows that contradict those that are there. */
const LASTING = /^(42P01|42703|3F000|42804|23...|XX00[012])$/;

/** To be called first in each transaction that writes. @throws where this node may not write. */
export type Guard = (within: Kysely<ReadTables>) => Promise<void>;

/** The projector's own checkpoint is not the one in the tables: others wrote there, or a commit had an outcome that was not heard of. */
class OtherCheckpoint extends Error {
  override readonly name = 'OtherCheckpoint';
}

export class Schemas implements GenerationPlaces {
  readonly dialect = 'postgres';
  /** For what concerns no generation in particular, or all of them. */
  readonly #db: Kysely<ReadTables>;

  /** @throws PostgresAddressFault. */
  constructor(
    private readonly url: string,
    private readonly guard: Guard,
  ) {
    this.#db = new Kysely({ dialect: postgresDialect(url, { most: WRITING, silentTransaction: SILENT_TRANSACTION }) });
  }

  at(number: number): GenerationPlace {
    return new SchemaPlace(number, this.url, this.#db, this.guard);
  }

  async all(): Promise<readonly GenerationPlace[]> {
    const { rows } = await sql<{ readonly name: string }>`select nspname as name from pg_namespace`.execute(this.#db);
    const numbers = rows.flatMap(({ name }) => NAME.exec(name)?.[1] ?? []).map(Number);
    return numbers.sort((a, b) => b - a).map((number) => this.at(number));
  }

  /** How far a generation is; null where there is none. @throws the database's error. */
  async checkpoint(place: GenerationPlace): Promise<Checkpoint | null> {
    try {
      return await readCheckpoint(this.#db.withSchema(schemaOf(place.number)));
    } catch (error) {
      if (place.isLasting(error)) return null;
      throw error;
    }
  }

  /** Says something to all nodes. @throws the database's error. */
  async ring(words: string): Promise<void> {
    await sql`select pg_notify(${CHANNEL}, ${words})`.execute(this.#db);
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }
}

/** Where the tables of a generation stand. */
export function schemaOf(number: number): string {
  return `article33_read_${number}`;
}

class SchemaPlace implements GenerationPlace {
  readonly kind = 'schema';
  readonly file = null;
  readonly #schema: string;

  constructor(
    readonly number: number,
    private readonly url: string,
    private readonly db: Kysely<ReadTables>,
    private readonly guard: Guard,
  ) {
    this.#schema = schemaOf(number);
  }

  get name(): string {
    return `${postgresName(this.url)} ${this.#schema}`;
  }

  async make(fill: (db: Kysely<ReadTables>) => Promise<void>): Promise<void> {
    const db = this.#connected(1);
    try {
      await db.transaction().execute(async (within) => {
        await this.guard(within);
        await this.#drop(within);
        await within.schema.createSchema(this.#schema).execute();
        await fill(within);
      });
    } finally {
      await db.destroy();
    }
  }

  project(log: Pick<EventLog, 'readStream'>): Promise<Projecting> {
    const frame = {
      begin: async (within: Kysely<ReadTables>, follows: Checkpoint) => {
        await this.guard(within);
        const { position } = await within
          .selectFrom('checkpoint')
          .select('position')
          .forUpdate()
          .executeTakeFirstOrThrow();
        if (position !== follows.position) throw new OtherCheckpoint('another projector was here');
      },
      end: async (within: Kysely<ReadTables>) => {
        await sql`select pg_notify(${CHANNEL}, ${this.#schema})`.execute(within);
      },
    };
    return projectingOn({ db: this.#connected(WRITING), log, frame });
  }

  read(): Kysely<ReadTables> {
    return this.#connected(READING);
  }

  watch(): () => Promise<boolean> {
    let first: string | null = null;
    return async () => {
      try {
        const found = sql<{
          readonly id: string;
        }>`select oid::text as id from pg_namespace where nspname = ${this.#schema}`;
        const { rows } = await found.execute(this.db);
        const id = rows[0]?.id ?? null;
        first ??= id;
        return id !== null && id === first;
      } catch {
        // Of a database that does not answer nobody knows; whoever reads or writes hears of it.
        return true;
      }
    };
  }

  async remove(): Promise<void> {
    await this.db.transaction().execute(async (within) => {
      await this.guard(within);
      await this.#drop(within);
    });
  }

  isLasting(error: unknown): boolean {
    if (error instanceof NoResultError) return true;
    return typeof error === 'object' && error !== null && 'code' in error && LASTING.test(String(error.code));
  }

  isDamage(error: unknown): boolean {
    return this.isLasting(error);
  }

  #connected(most: number): Kysely<ReadTables> {
    const options = { schema: this.#schema, most, silentTransaction: SILENT_TRANSACTION };
    return new Kysely<ReadTables>({ dialect: postgresDialect(this.url, options) });
  }

  /** Waits for queries under way, but not for long: others would wait behind it. */
  async #drop(within: Kysely<ReadTables>): Promise<void> {
    await sql`set local lock_timeout = 5000`.execute(within);
    await within.schema.dropSchema(this.#schema).ifExists().cascade().execute();
  }
}
