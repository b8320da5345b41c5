/** What the nodes of one register share beside its log: who leads, and the leaves of the Merkle logs. PostgreSQL alone. */
import { sql, type Generated, type Kysely, type Migration } from 'kysely';
import { migrate } from '../store/migrated.js';

export interface ClusterTables {
  /** One row: who leads, until when unless it says so again. */
  lease: {
    id: 1;
    /** Grows with every change of the leader. */
    epoch: number;
    holder: string;
    until: Date;
  };
  /** One row: how far the log is sealed. */
  sealing: {
    id: 1;
    /** Of the log; null until the first event. */
    log: string | null;
    /** Decimal: of the last event that was looked at. */
    position: string;
  };
  sealed_organisations: {
    key: Generated<number>;
    id: string;
    size: number;
    /** As proof/ writes frontiers. */
    frontier: Buffer;
  };
  seals: {
    organisation: number;
    seq: number;
    stream: string;
    revision: number;
    event: string;
    /** 32 bytes each; previous is null at revision 0. */
    commitment: Buffer;
    leaf: Buffer;
    previous: Buffer | null;
  };
}

export type ClusterStore = Kysely<ClusterTables>;

/** Where the tables stand: beside all else that is not derived. */
export { SCHEMA } from '../store/migrated.js';

/** Applied in the order of their names; one that has been released never changes. */
const migrations: Record<string, Migration> = {
  '0001-lease-and-seals': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('lease')
        .addColumn('id', 'int2', (column) => column.primaryKey())
        .addColumn('epoch', 'bigint', (column) => column.notNull())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('until', 'timestamptz', (column) => column.notNull())
        .execute();
      await sql`insert into lease values (1, 0, '', 'epoch')`.execute(db);
      await db.schema
        .createTable('sealing')
        .addColumn('id', 'int2', (column) => column.primaryKey())
        .addColumn('log', 'text')
        .addColumn('position', 'text', (column) => column.notNull())
        .execute();
      await sql`insert into sealing values (1, null, '0')`.execute(db);
      await sealTables(db);
    },
  },
};

async function sealTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sealed_organisations')
    .addColumn('key', 'serial', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('frontier', 'bytea', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('seals')
    .addColumn('organisation', 'integer', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('commitment', 'bytea', (column) => column.notNull())
    .addColumn('leaf', 'bytea', (column) => column.notNull())
    .addColumn('previous', 'bytea')
    .addPrimaryKeyConstraint('seals_key', ['organisation', 'seq'])
    .addUniqueConstraint('seals_by_revision', ['stream', 'revision'])
    .execute();
  await db.schema.createIndex('seals_by_event').on('seals').columns(['stream', 'event']).execute();
}

/** Makes the tables where they are not; nodes that start together wait for each other. @throws the database's error. */
export function migrateCluster(store: ClusterStore): Promise<void> {
  return migrate(store, 'cluster', migrations);
}
