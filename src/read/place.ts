/** Where generations of the read models are: files of a folder, or schemas of a database. */
import type { Kysely } from 'kysely';
import type { EventLog } from '../log/port.js';
import type { Projecting } from './projecting.js';
import type { ReadDialect } from './queries/compiler.js';
import type { ReadTables } from './tables.js';

/** The place of one generation, whether or not anything is there yet. */
export interface GenerationPlace {
  readonly number: number;
  readonly kind: 'file' | 'schema';
  /** What people call it; no passwords. */
  readonly name: string;
  /** Its path, for connections in other threads; null where it is no file. */
  readonly file: string | null;
  /**
   * Begins it anew: what was there is gone, and what `fill` wrote is there.
   * @throws what `fill` throws; the file system's or the database's error.
   */
  make(fill: (db: Kysely<ReadTables>) => Promise<void>): Promise<void>;
  /** Opens a projector on it. @throws where that cannot be done, or its tables are not there. */
  project(log: Pick<EventLog, 'readStream'>): Promise<Projecting>;
  /** Connections to read through; opened by the first query. */
  read(): Kysely<ReadTables>;
  /** @returns what tells whether the place is still the one that it is now. */
  watch(): () => boolean | Promise<boolean>;
  /** Takes away what is there of it. @throws the file system's or the database's error. */
  remove(): Promise<void>;
  /** Whether such an error of the place says that what is there is of no use: all other errors pass, and what failed is tried again. */
  isLasting(error: unknown): boolean;
  /** The same of an error of a read alone: it may also be the fault of the query. */
  isDamage(error: unknown): boolean;
}

export interface GenerationPlaces {
  /** Whose SQL is understood there. */
  readonly dialect: ReadDialect;
  at(number: number): GenerationPlace;
  /** Those where something is, newest first. @throws the file system's or the database's error. */
  all(): Promise<readonly GenerationPlace[]>;
}
