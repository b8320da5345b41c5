/** Where the projector works: in this thread, or in one of its own beside whoever answers requests. */
import { Kysely } from 'kysely';
import type { EventLog, RecordedEvent } from '../log/port.js';
import { derivedSqlite } from '../store/sqlite.js';
import type { Checkpoint } from './checkpoint.js';
import { Projector, type ProjectorOptions } from './projector.js';
import type { ReadTables } from './tables.js';

/** A projector with the connection that it writes through; see Projector for what each promises. */
export interface Projecting {
  readonly checkpoint: Checkpoint;
  readonly renewing: boolean;
  apply(events: readonly RecordedEvent[]): Promise<Checkpoint>;
  renew(): Promise<void>;
  complete(): Promise<Checkpoint>;
  /** Idempotent; ends what is under way. */
  close(): Promise<void>;
}

/** @throws where the file cannot be opened, or its tables are not there. */
export type OpenProjecting = (file: string, log: Pick<EventLog, 'readStream'>) => Promise<Projecting>;

/** In the thread that asks. */
export const projectingInPlace: OpenProjecting = (file, log) =>
  projectingOn({ db: new Kysely<ReadTables>({ dialect: derivedSqlite(file, 'write') }), log });

/** In the thread that asks; closing it closes the connections. @throws where the tables or their checkpoint are not there. */
export async function projectingOn(options: ProjectorOptions): Promise<Projecting> {
  const { db } = options;
  try {
    const projector = await Projector.open(options);
    return {
      get checkpoint() {
        return projector.checkpoint;
      },
      get renewing() {
        return projector.renewing;
      },
      apply: (events) => projector.apply(events),
      renew: () => projector.renew(),
      complete: () => projector.complete(),
      close: () => db.destroy(),
    };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}
