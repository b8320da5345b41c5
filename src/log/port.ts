/**
 * The event log as the rest of the register sees it: one ordered log of streams, in the meaning of EventStoreDB (KurrentDB).
 * Every implementation passes the one contract suite in test/contract/.
 */
import type { Brand } from '../brand.js';

/** `<category>-<id>`: opaque ids only, never a name. At most 200 characters, not starting with `$`. */
export type StreamName = Brand<string, 'StreamName'>;
/** Lower-case UUID. Unique within its stream, not across streams. */
export type EventId = Brand<string, 'EventId'>;
/** Opaque random id of an organisation: lower-case UUID. */
export type OrganisationId = Brand<string, 'OrganisationId'>;
/** Place in the whole log: strictly increasing with gaps, for comparing only (`comparePositions`), never for arithmetic. */
export type Position = Brand<bigint, 'Position'>;

/** What a writer believes about the stream. Revisions are 0-based: revision n means that the last event is number n. */
export type Expected = 'any' | 'noStream' | bigint;

export interface NewEvent {
  readonly id: EventId;
  readonly type: string;
  /** Whose log the event is sealed in. */
  readonly organisation: OrganisationId;
  /** RFC 3339, UTC, milliseconds: `2026-10-01T08:12:30.000Z`. Becomes the envelope's `at`. */
  readonly recordedAt: string;
  /** Canonical JSON (RFC 8785) `{"d": …, "s": base64 of 32 random bytes}`, stored verbatim. */
  readonly data: string;
  /** Canonical JSON (RFC 8785) without personal data, stored verbatim; carries `organisation` and `recordedAt` again. */
  readonly metadata: string;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: bigint;
  readonly position: Position;
}

/** A subscription has delivered all that was there; may come again whenever a slow reader has caught up again. */
export interface CaughtUp {
  readonly caughtUp: true;
}

export type AppendResult =
  /**
   * `revision` and `position` of the last event written; of the original write where these ids stand there already, and no server tells which
   * it was. What stands there may then be other bytes than those given: whoever must know that they are his draws ids for them that
   * nobody else has. An append of no events is only the check and tells the stream's last event: revision -1 and position 0, before
   * every event, where there is none.
   */
  | { readonly ok: true; readonly revision: bigint; readonly position: Position }
  | { readonly ok: false; readonly conflict: { readonly actual: bigint | 'noStream' } };

export interface ReadStreamOptions {
  /** Inclusive. Default: the first event forwards, the last one backwards. */
  readonly from?: bigint;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Exclusive. Default: before the first event. */
  readonly after?: Position;
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** Exclusive. Default: before the first event. */
  readonly after?: Position;
  readonly signal: AbortSignal;
}

export interface EventLog {
  /** Made with the log and kept for ever: positions of another log are told apart by it. Lower-case UUID. */
  readonly id: string;
  /**
   * Writes all events or none, next to each other. A conflict is a value. Rejects with LogError: INVALID_APPEND, LIMIT_EXCEEDED,
   * UNAVAILABLE (nothing was written), UNKNOWN_OUTCOME (retry with the same bytes and the same expected revision), CLOSED.
   */
  append(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult>;
  /** A stream that does not exist is empty. */
  readStream(stream: StreamName, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /** All after `after`, then CaughtUp, then live; at least once, in order. Ends without error when the signal aborts. */
  subscribeAll(options: SubscribeOptions): AsyncIterable<RecordedEvent | CaughtUp>;
  /** Negative, zero or positive. */
  comparePositions(a: Position, b: Position): number;
  /** Position of the newest event; null where the log is empty. */
  head(): Promise<Position | null>;
  /**
   * The latest `recordedAt` among the newest thousand events; null where the log is empty. What a clock that must never go back starts from:
   * writers in flight together may be written in another order than they read the clock.
   */
  newestRecordedAt(): Promise<string | null>;
  /** Idempotent; ends subscriptions, waits for appends in flight. Calls after it reject with CLOSED. */
  close(): Promise<void>;
}

export interface Leaf {
  readonly organisation: OrganisationId;
  /** Index in the organisation's own Merkle log, dense from 0. */
  readonly seq: number;
  /** RFC 6962 leaf hash, 32 bytes. */
  readonly hash: Uint8Array;
}

export interface SealedEvent {
  readonly leaf: Leaf;
  /** The envelope's canonical bytes: what was hashed into the leaf. */
  readonly envelope: string;
  readonly event: RecordedEvent;
}

/** The organisations' Merkle logs over the event log, profile `irlog/v1`. */
export interface Seals {
  /** Number of leaves of the organisation. */
  size(organisation: OrganisationId): Promise<number>;
  /** RFC 6962 root over the first `size` leaves; the newest one from the kept frontier. */
  root(organisation: OrganisationId): Promise<{ readonly size: number; readonly root: Uint8Array }>;
  /** Leaves `from` (inclusive) to `to` (exclusive), in order. */
  leaves(
    organisation: OrganisationId,
    range: { readonly from: number; readonly to: number },
  ): AsyncIterable<SealedEvent>;
  /** The leaf hashes alone, of 32 bytes, in order. */
  hashes(
    organisation: OrganisationId,
    range: { readonly from: number; readonly to: number },
  ): AsyncIterable<Uint8Array>;
  /** Everything up to here is sealed; null where nothing is. With a log that seals aside it lies behind the log's head. */
  upTo(): Promise<Position | null>;
  /** Every organisation that has a leaf, in the order of their first. */
  organisations(): AsyncIterable<OrganisationId>;
  /** Null until sealed, and for what is not sealed (the signer's own memory). */
  of(stream: StreamName, id: EventId): Promise<SealedEvent | null>;
}

export type LogErrorCode =
  'INVALID_APPEND' | 'LIMIT_EXCEEDED' | 'UNAVAILABLE' | 'UNKNOWN_OUTCOME' | 'CLOSED' | 'DAMAGED' | 'OWNED_BY_ANOTHER';

/** What a log refuses or suffers, in words for an operator; never carries event data. */
export class LogError extends Error {
  constructor(
    readonly code: LogErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LogError';
  }
}

/** The log is not to be written here, and the message says why: it was moved elsewhere, or has not arrived whole. */
export class LogMoved extends LogError {
  constructor(message: string) {
    super('UNAVAILABLE', message);
  }
}

/** Limits of one append, the same in every log, so that the embedded one accepts nothing that a server refuses. */
export const appendLimits = { events: 1_000, bytes: 900_000, streamNameCharacters: 200, typeCharacters: 100 } as const;
