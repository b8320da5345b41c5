/** The rules by which an EventStoreDB server takes or refuses an append. */
/** The number of the event that ends a stream for ever; also the truncation that hides a deleted stream whole. */
export const LAST_NUMBER = 2n ** 63n - 1n;

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface KeptEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  /** Commit and prepare alike. */
  readonly position: bigint;
  /** Milliseconds since 1970. */
  readonly created: number;
}

export type ExpectedRevision = 'any' | 'noStream' | 'streamExists' | bigint;

export type Written =
  | { readonly outcome: 'written'; readonly revision: bigint; readonly position: bigint }
  | { readonly outcome: 'conflict'; readonly actual: bigint }
  | { readonly outcome: 'deleted' };

export interface Range {
  /** Inclusive; `null` is the first event forwards and the last one backwards. */
  readonly from: bigint | null;
  readonly backwards: boolean;
  readonly count: number;
}

/** A stream. */
export interface Kept {
  readonly events: KeptEvent[];
  /** The events of each id, as they came. Lost when the server restarts, and with it what tells a repeat of `any`. */
  readonly recent: Map<string, KeptEvent>;
  isTombstoned: boolean;
}

/** To be written, refused, or the event that a repeat already wrote. */
export type Decision = 'new' | 'conflict' | 'deleted' | KeptEvent;

/** Before anything is written: what the server makes of an append. */
export function decide(
  kept: Kept,
  events: readonly ProposedEvent[],
  expected: ExpectedRevision,
  { isDeleted, exists }: { readonly isDeleted: boolean; readonly exists: boolean },
): Decision {
  if (typeof expected === 'bigint') return atRevision(kept, expected, events, false);
  if (expected === 'noStream') return atRevision(kept, -1n, events, isDeleted);
  if (expected === 'streamExists' && isDeleted) return 'deleted';
  if (expected === 'streamExists' && !exists) return 'conflict';
  return byRecentIds(kept, events);
}

/** By the ids that were written lately: a first one that is new makes all of them new. */
function byRecentIds({ recent }: Kept, events: readonly ProposedEvent[]): Decision {
  const known = events.map(({ id }) => recent.get(id));
  if (known[0] === undefined) return 'new';
  return known.some((event) => event === undefined) ? 'conflict' : (known.at(-1) ?? 'conflict');
}

/** By what stands behind the revision expected: the same ids there are a repeat, and at the end of the stream no id is looked at. */
function atRevision(kept: Kept, expected: bigint, events: readonly ProposedEvent[], isGivenBack: boolean): Decision {
  const last = BigInt(kept.events.length) - 1n;
  if (expected > last) return 'conflict';
  if (expected === last) return 'new';
  const there = events.map((_, index) => kept.events[Number(expected) + 1 + index]);
  if (there.every((event, index) => event?.id === events[index]?.id)) return there.at(-1) ?? 'conflict';
  return isGivenBack && there[0]?.id !== events[0]?.id ? 'new' : 'conflict';
}
