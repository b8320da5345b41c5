import type { Generated, Kysely, Migration } from 'kysely';
import { faultOf, isOnPostgres, openMigrated } from './migrated.js';

/** A read of an incident. Ids only: nothing of what was read. */
export interface NewRead {
  /** Random lower-case UUID. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly organisation: string;
  readonly actor: string;
  readonly role: string;
  readonly read: string;
  /** Null where it reached over the whole organisation. */
  readonly incident: string | null;
}

export interface KeptRead extends NewRead {
  /** In the order of writing; never given twice. */
  readonly number: number;
}

interface ReadTables {
  reads: {
    number: Generated<number>;
    id: string;
    at: number;
    organisation: string;
    actor: string;
    role: string;
    read: string;
    incident: string | null;
  };
}

/** Applied in the order of their names; one that has been released never changes. */
const migrations: Record<string, Migration> = {
  '0001-reads': {
    async up(db: Kysely<unknown>): Promise<void> {
      const onPostgres = isOnPostgres(db);
      const table = db.schema.createTable('reads');
      // There an integer has 32 bits, and milliseconds do not fit.
      const numbered = onPostgres
        ? table.addColumn('number', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity())
        : table.addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement());
      await numbered
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('at', onPostgres ? 'bigint' : 'integer', (column) => column.notNull())
        .addColumn('organisation', 'text', (column) => column.notNull())
        .addColumn('actor', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('read', 'text', (column) => column.notNull())
        .addColumn('incident', 'text')
        .execute();
      await db.schema.createIndex('reads_of').on('reads').columns(['organisation', 'number']).execute();
      await db.schema
        .createIndex('reads_of_incident')
        .on('reads')
        .columns(['organisation', 'incident', 'number'])
        .execute();
      await db.schema.createIndex('reads_by_age').on('reads').column('at').execute();
    },
  },
};

/** The log of reads cannot be used; the message says where it is, why and what to do. */
export class ReadLogFault extends Error {
  override readonly name = 'ReadLogFault';
}

/** Seven values a row; SQLite takes 32,766 of them, PostgreSQL 65,535. */
const ROWS_AT_ONCE = 1_000;

/** Which reads: of an organisation, and of one incident of it where that is named. */
export interface ReadsOf {
  readonly organisation: string;
  readonly incident: string | null;
}

/** Reads in a file of their own, or in tables of the register's database: not derived from the log, and not part of the record. A commit is on the disk before it is told. */
export class ReadLogStore {
  private constructor(private readonly db: Kysely<ReadTables>) {}

  /**
   * Opens or makes the table and brings it up to date.
   * @param place the path of a SQLite file, or the address of a PostgreSQL database.
   * @throws ReadLogFault where that cannot be done.
   */
  static async open(place: string): Promise<ReadLogStore> {
    try {
      return new ReadLogStore(await openMigrated<ReadTables>(place, 'read_log', migrations));
    } catch (cause) {
      const { where, why } = faultOf(place, cause);
      throw new ReadLogFault(
        `The log of reads ${where} cannot be used (${why}). Check that it can be read and written, and that this program is not older than the one that wrote it; or move it away: a new one is begun.`,
        { cause },
      );
    }
  }

  /** All of them or none. */
  async append(reads: readonly NewRead[]): Promise<void> {
    await this.db.transaction().execute(async (transaction) => {
      for (let from = 0; from < reads.length; from += ROWS_AT_ONCE) {
        await transaction
          .insertInto('reads')
          .values(reads.slice(from, from + ROWS_AT_ONCE))
          .execute();
      }
    });
  }

  /** Newest first. @param after the number before the page. */
  page({ organisation, incident }: ReadsOf, limit: number, after: number | null): Promise<readonly KeptRead[]> {
    let query = this.db.selectFrom('reads').selectAll().where('organisation', '=', organisation);
    if (incident !== null) query = query.where('incident', '=', incident);
    if (after !== null) query = query.where('number', '<', after);
    return query.orderBy('number', 'desc').limit(limit).execute();
  }

  /** Of every organisation, oldest first. @param after the number before the page; 0 for the first one. */
  oldest(limit: number, after: number): Promise<readonly KeptRead[]> {
    return this.db.selectFrom('reads').selectAll().where('number', '>', after).orderBy('number').limit(limit).execute();
  }

  /** How many there are, `most` where there are more. */
  async count({ organisation, incident }: ReadsOf, most: number): Promise<number> {
    const { count } = await this.db
      .selectFrom((from) => {
        const some = from.selectFrom('reads').select('number').where('organisation', '=', organisation).limit(most);
        return (incident === null ? some : some.where('incident', '=', incident)).as('some');
      })
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Takes away reads of before an instant (milliseconds since 1970), the oldest first. @returns how many, `limit` at most. */
  async prune(before: number, limit: number): Promise<number> {
    const old = this.db.selectFrom('reads').select('number').where('at', '<', before).orderBy('at').limit(limit);
    const { numDeletedRows } = await this.db.deleteFrom('reads').where('number', 'in', old).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }
}
