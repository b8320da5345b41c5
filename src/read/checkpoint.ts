/** How far the log was projected, of which log, by which version: one row, written with the rows that it speaks of. */
import type { Kysely, Selectable } from 'kysely';
import type { CheckpointTable, ReadTables } from './tables.js';
import { positionText } from './tables.js';
import { VERSION } from './version.js';

export type Checkpoint = Readonly<Omit<Selectable<CheckpointTable>, 'id'>>;

/** Before the first event of a log. */
export function beginning(log: string): Checkpoint {
  return {
    log,
    version: VERSION,
    position: positionText(0n),
    event: null,
    stream: null,
    revision: null,
    events: 0,
    complete: 0,
  };
}

/** @throws the database's error where the table is not there; kysely's NoResultError where its row is not. */
export async function readCheckpoint(db: Kysely<ReadTables>): Promise<Checkpoint> {
  return db
    .selectFrom('checkpoint')
    .select(['log', 'version', 'position', 'event', 'stream', 'revision', 'events', 'complete'])
    .executeTakeFirstOrThrow();
}

/** Makes or replaces the row. */
export async function writeCheckpoint(db: Kysely<ReadTables>, checkpoint: Checkpoint): Promise<void> {
  await db
    .insertInto('checkpoint')
    .values({ id: 1, ...checkpoint })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(checkpoint))
    .execute();
}
