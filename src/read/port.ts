/** The read models of a register, as those who ask know them. */
import type { Kysely } from 'kysely';
import type { EventLog, Position, RecordedEvent } from '../log/port.js';
import type { OpenProjecting } from './projecting.js';
import type { ReadDialect } from './queries/compiler.js';
import type { ReadTables } from './tables.js';

export interface ReadModelsOptions {
  /** For these files alone; must exist. */
  readonly folder: string;
  readonly log: EventLog;
  /** Hears what an operator should know: what was rebuilt and why, and what stands still. No data of events. */
  readonly tell?: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Hears of events once their rows are visible, in order, at least once. */
  readonly onProjected?: (events: readonly RecordedEvent[]) => void;
  /** Where the projector works; in this thread unless told. */
  readonly projecting?: OpenProjecting;
  /** Milliseconds between two looks at whether the file is still there; 1,000 unless told. */
  readonly checkEvery?: number;
}

export interface ReadModelsStatus {
  /** Of what answers; null where nothing does. Events projected since the log's beginning, and the place of the last (twenty digits). */
  readonly serving: { readonly generation: number; readonly position: string; readonly events: number } | null;
  /** Of what is being filled; null where nothing is. 0 to 100, about. */
  readonly rebuilding: { readonly generation: number; readonly percent: number; readonly events: number } | null;
  /** Why nothing goes on; null where it does. Somebody must look. */
  readonly alarm: string | null;
}

export interface ReadModels {
  /** Whose SQL `reader` understands; the same as long as these are open. */
  readonly dialect: ReadDialect;
  /** To ask what answers now; null while there is nothing to ask. A later call may give another one. */
  readonly reader: Kysely<ReadTables> | null;
  /** The file of what answers now, for connections in other threads; null as `reader` is. */
  readonly file: string | null;
  status(): ReadModelsStatus;
  /**
   * Hears that a read through `reader` failed. What is damaged, or not there any more, is made anew by itself.
   * @returns whether it is: to be read again later.
   */
  failed(reader: Kysely<ReadTables>, error: unknown): boolean;
  /** How many events of the log are not projected yet, counted up to a thousand; null where nothing answers. @throws LogError. */
  lag(): Promise<number | null>;
  /**
   * Resolves true once rows up to a position are visible to `reader`; false after so many milliseconds, or at once where nothing answers or
   * everything stands still.
   */
  waitFor(position: Position, milliseconds: number): Promise<boolean>;
  /**
   * Fills a new generation from the log's beginning while the old one answers, then lets the new one answer in its place. Where that is under
   * way it is joined.
   * @throws where it cannot be finished: the projector stands still, or everything is being closed.
   */
  rebuild(): Promise<void>;
  /** Idempotent. Ends what is under way; what was projected stays. */
  close(): Promise<void>;
}
