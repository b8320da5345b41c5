/** What the register is made of, and what may be told otherwise. */
import type { Directory } from '../identity/directory.js';
import type { EventLog, Seals } from '../log/port.js';
import type { ReadModels } from '../read/index.js';
import type { ReadLogStore } from '../store/readLogStore.js';
import type { Ticker } from './live/ticker.js';
import type { SlowReads } from '../read/queries/slowReads.js';
import type { OpenChecker } from './proofs/checker.js';
import type { SigningKeys } from './signing/keys.js';
import type { SealedHere } from './signing/signing.js';

export interface ApplicationOptions {
  /** Opened and closed by whoever calls. */
  readonly log: EventLog;
  /** In step with the log: an event that the log tells of is sealed. */
  readonly seals: Seals;
  /** Of this log. */
  readonly readModels: ReadModels;
  /** What heads are signed with, and under whose name: the first part of every origin. */
  readonly signing: { readonly keys: SigningKeys; readonly host: string; readonly sealed?: SealedHere | undefined };
  /** Why nothing is recorded on this node just now, in words for whoever asks; null where nothing is in the way, as it is unless told. */
  readonly refusal?: () => string | null;
  /** Where whole logs are recomputed; in this thread unless told. */
  readonly checker?: OpenChecker;
  /** Reads of lists that may take long; on the connection of the read models unless told. Opened and closed by whoever calls. */
  readonly slowReads?: SlowReads;
  /** Where reads are written down, and for how many days they are kept. The store is opened and closed by whoever calls. */
  readonly reads: { readonly store: ReadLogStore; readonly days: number };
  /** Names for display. */
  readonly directory: Pick<Directory, 'names'>;
  /** Seals positions; nodes of one register share it. */
  readonly secret: Uint8Array | string;
  /** Milliseconds since 1970; the machine's clock unless told. */
  readonly now?: () => number;
  /** How many folded incidents are kept, at most; 5,000 unless told. */
  readonly keptIncidents?: number;
  /** Milliseconds to go on asking the log for an outcome that it lost track of; 5,000 unless told. */
  readonly patience?: number;
  /** Hears of streams that cannot be read: somebody must look. Names the stream and the event, never what is in it. */
  readonly alarm?: (fault: Error) => void;
  /** Rings for what happens by time alone; the machine's timers unless told. */
  readonly ticker?: Ticker;
  /** Milliseconds after which a subscriber of events who was told nothing is told where it stands; 15,000 unless told. */
  readonly heartbeat?: number;
  /** Hears of what interrupted live subscribers: a fault of the log, or of a stream. They come again by themselves. */
  readonly interrupted?: (fault: unknown) => void;
}

/** Milliseconds to go on asking the log for an outcome that it lost track of, unless told. */
export const PATIENCE = 5_000;
