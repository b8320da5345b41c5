import type { Kysely, Migration } from 'kysely';
import { faultOf, openMigrated } from './migrated.js';

/** The actor directory: who stands behind the random ids of the log. Not derived from the log: no rebuild touches it, a backup must hold it. */
export interface DirectoryTables {
  organisations: {
    /** Random lower-case UUID. */
    id: string;
    issuer: string;
    /** The token's `org` claim. */
    claim: string;
  };
  actors: {
    /** Random lower-case UUID: the pseudonym that events carry. */
    id: string;
    organisation: string;
    issuer: string;
    /** The token's `sub` claim. */
    sub: string;
    /** As the newest token named the person; null where no token ever did. */
    name: string | null;
  };
}

export type DirectoryStore = Kysely<DirectoryTables>;

/** Applied in the order of their names; one that has been released never changes. */
const migrations: Record<string, Migration> = {
  '0001-organisations-and-actors': {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable('organisations')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('issuer', 'text', (column) => column.notNull())
        .addColumn('claim', 'text', (column) => column.notNull())
        .addUniqueConstraint('organisations_issuer_claim', ['issuer', 'claim'])
        .execute();
      await db.schema
        .createTable('actors')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('organisation', 'text', (column) => column.notNull().references('organisations.id'))
        .addColumn('issuer', 'text', (column) => column.notNull())
        .addColumn('sub', 'text', (column) => column.notNull())
        .addColumn('name', 'text')
        .addUniqueConstraint('actors_organisation_issuer_sub', ['organisation', 'issuer', 'sub'])
        .execute();
    },
  },
};

/** The directory cannot be used; the message says where it is, why and what to do. */
export class DirectoryFault extends Error {
  override readonly name = 'DirectoryFault';
}

/**
 * Opens the directory and brings its tables up to date. `destroy()` closes it.
 * @param place the path of a SQLite file, or the address of a PostgreSQL database.
 * @throws DirectoryFault where there is no such database, it cannot be written, or was written by a newer version.
 */
export async function openDirectoryStore(place: string): Promise<DirectoryStore> {
  try {
    return await openMigrated<DirectoryTables>(place, 'directory', migrations);
  } catch (cause) {
    const { where, why } = faultOf(place, cause);
    throw new DirectoryFault(
      `The actor directory ${where} cannot be used (${why}). Check that it can be read and written, that this program is not older than the one that wrote it, or restore it from a backup.`,
      { cause },
    );
  }
}
