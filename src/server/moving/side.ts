/** One side of a move, opened: a log with all that is not derived from it. */
import type { EventLog } from '../../log/index.js';
import type { DirectoryStore } from '../../store/directoryStore.js';
import type { ReadLogStore } from '../../store/readLogStore.js';

/** Where a register went, or is going. */
export interface Destination {
  /** Told to an operator: without passwords. */
  readonly name: string;
  /** Id of the log that it goes into. */
  readonly log: string;
}

export interface Side {
  /** Told to an operator: without passwords. */
  readonly name: string;
  readonly log: EventLog;
  readonly directory: DirectoryStore;
  readonly reads: ReadLogStore;
  /** Where its register went before; null where it is at home. @throws LogError. */
  left(): Promise<Destination | null>;
  /** As a source: from here on nothing is written into its log but by this process, and never again once the copy is proven. @throws LogError. */
  leave(to: Destination, proven: boolean): Promise<void>;
  /** As a target: from here on no register starts on it until it is whole. @throws LogError, StartFault where a node started meanwhile. */
  arrive(from: string, whole: boolean): Promise<void>;
}
