/** What the parts of an incident's state have in common. */
import type { Instant } from '../../law/instant.js';
import type { ActorId, EntryId } from '../ids.js';

/** Which event made an entry, when and by whom. */
export interface Recorded {
  /** The id of the event that made the entry. */
  readonly id: EntryId;
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly recordedBy: ActorId;
}

/** An entry that withdrawEntry can strike. What is struck stays here, marked: lists leave it out, the history shows it. */
export interface Withdrawable {
  readonly withdrawn: { readonly revision: number; readonly reasons: string } | null;
}

export interface Contact {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Decider {
  readonly name: string;
  readonly capacity: string;
}

export interface Party {
  readonly name: string;
  readonly contact: string | null;
  readonly reference: string | null;
  readonly informedAt: Instant | null;
}
