/** What pages that stay open ask of the register. */
import type { Caller } from '../../identity/caller.js';
import type { Duty } from '../../incident/duty.js';
import type { IncidentId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type { DutyKind, DutyState } from '../../law/vocabulary.js';
import type { RecordedEvent } from '../../log/port.js';
import type { IncidentView } from '../application.js';

/**
 * Items in their order, from a bounded queue. `return` may be called while `next` is under way: it ends both and releases everything. Throws
 * SlowConsumer, and ApplicationError UNAVAILABLE where the feed failed or the register is closed: subscribe again from the last position.
 */
export type Stream<T> = AsyncIterableIterator<T>;

/** A step along the log. One object for all who are told of the event live. */
export interface LiveItem {
  /** Sealed token: everything visible to the caller up to here has been delivered with this item. Never tells of other organisations. */
  readonly position: string;
  /** False while catching up. */
  readonly live: boolean;
  /** Null at the beginning, when caught up, and at every heartbeat. */
  readonly event: RecordedEvent | null;
  /** Of the event. */
  readonly incidentId: IncidentId | null;
}

/** A duty that came to be due soon, overdue, met or waived. */
export interface DutyAlert {
  /** UUID of duty, state and instant: the same alert has the same id for good, whoever works it out, and after a restart. */
  readonly id: string;
  readonly at: Instant;
  /** The incident as the record stood at that instant, with the organisation of then. */
  readonly view: IncidentView;
  readonly duty: Duty;
}

/** What of the alerts is wanted; what is absent narrows nothing. */
export interface AlertFilter {
  readonly states?: readonly DutyState[] | null;
  readonly kinds?: readonly DutyKind[] | null;
  readonly regimes?: readonly string[] | null;
  readonly dueBefore?: Instant | null;
  readonly incidentId?: string | null;
}

/**
 * NOT_FOUND: there is no such incident, or it is not the caller's to see. FORGED: no position that this register gave out. OTHER_LOG: one of
 * another log, or beyond the end of this one. TOO_MUCH: more alerts since that instant than are told at once.
 */
export type Unsubscribable = 'NOT_FOUND' | 'FORGED' | 'OTHER_LOG' | 'TOO_MUCH';

export type Subscribed<T> =
  { readonly ok: true; readonly stream: Stream<T> } | { readonly ok: false; readonly reason: Unsubscribable };

/** How much is open now: for metrics, and for tests that nothing stays behind. */
export interface LiveLoad {
  readonly events: number;
  readonly incidents: number;
  readonly alerts: number;
  /** Items that wait in the queues of subscribers. */
  readonly queued: number;
  /** Listeners of the feed. */
  readonly listeners: number;
}

export interface Live {
  /**
   * Every event of incidents that the caller may see, in order, without a gap: first all after `after` (from the first event on where it is
   * null), then live. Events of the organisation's own stream and of its series of references are not told. At least once: an event has an
   * id. The first item carries no event; another without event comes when caught up, at every heartbeat, and now and then on a long way.
   */
  events(caller: Caller, after: string | null, incidentId: string | null): Promise<Subscribed<LiveItem>>;
  /**
   * The incident now, after each event, and whenever one of its duties changes state by time alone. A slow reader is spared what is old by
   * the time it asks.
   */
  incident(caller: Caller, id: string): Promise<Subscribed<IncidentView>>;
  /**
   * Duties that came to be due soon, overdue, met or waived: all after `since` (exclusive; from now on where it is null) in the order of
   * their instants, then live. Worked out from the log, so that whoever asks again from an earlier instant gets the same alerts.
   */
  dutyAlerts(caller: Caller, since: Instant | null, filter: AlertFilter): Promise<Subscribed<DutyAlert>>;
  readonly load: LiveLoad;
  /** Ends every stream with UNAVAILABLE. */
  close(): void;
}

/** A subscriber that did not keep up. */
export class SlowConsumer extends Error {
  /** @param position of the last item delivered: where to resume. Null where the stream has no positions. */
  constructor(readonly position: string | null) {
    super('This subscriber did not keep up. Subscribe again from the last position that it got.');
    this.name = 'SlowConsumer';
  }
}
