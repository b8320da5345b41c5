import { Kysely, Migrator, type Generated, type Migration } from 'kysely';
import { durableSqlite } from './sqlite.js';

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
      await db.schema
        .createTable('reads')
        .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('id', 'text', (column) => column.notNull())
        .addColumn('at', 'integer', (column) => column.notNull())
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

/** The log of reads cannot be used; the message says which file, why and what to do. */
export class ReadLogFault extends Error {
  override readonly name = 'ReadLogFault';
}

/** Seven values a row; SQLite takes 32,766 of them. */
const ROWS_AT_ONCE = 1_000;

/** Which reads: of an organisation, and of one incident of it where that is named. */
export interface ReadsOf {
  readonly organisation: string;
  readonly incident: string | null;
}

/** Reads in a file of their own: not derived from the log, and not part of the record. A commit is on the disk before it is told. */
export class ReadLogStore {
  private constructor(private readonly db: Kysely<ReadTables>) {}

  /** Opens or makes the file and brings its table up to date. @throws ReadLogFault where that cannot be done. */
  static async open(file: string): Promise<ReadLogStore> {
    let db: Kysely<ReadTables> | null = null;
    try {
      db = new Kysely<ReadTables>({ dialect: durableSqlite(file) });
      const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
      const { error } = await migrator.migrateToLatest();
      if (error === undefined) return new ReadLogStore(db);
      await db.destroy();
      throw fault(file, error);
    } catch (error) {
      if (error instanceof ReadLogFault) throw error;
      await db?.destroy();
      throw fault(file, error);
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

function fault(file: string, cause: unknown): ReadLogFault {
  const why =
    typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : 'unknown fault';
  return new ReadLogFault(
    `The log of reads ${file} cannot be used (${why}). Check that it can be read and written, and that this program is not older than the one that wrote it; or move it away: a new one is begun.`,
    { cause },
  );
}
