/** The past of an incident: as it was, what changed in it, and what is on record. */
import type { Caller } from '../../identity/caller.js';
import type { ActorId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type { IncidentView } from '../application.js';
import type { EventRecord } from '../records.js';

/** Which past state: after the event of a revision, or what the register said at an instant of recording. */
export type AsOf = { readonly revision: number } | { readonly recordedAt: Instant };

/** An incident as it was, with the organisation's settings of then, its clocks at that moment. */
export interface PastView {
  /** `<incident id>@<revision>` or `<incident id>@<UTC instant>`, as it was asked for. */
  readonly id: string;
  /** UTC: of the event, or as it was asked for. */
  readonly shownAt: Instant;
  readonly view: IncidentView;
}

export type ChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED';

/** The event that did it. */
export interface Cause {
  /** Null for an event of the organisation's: its settings were changed. */
  readonly revision: number | null;
  readonly recordedAt: Instant;
  readonly actor: ActorId;
}

export interface FieldChange {
  readonly kind: ChangeKind;
  /** JSON Pointer (RFC 6901) into the state: items of lists by their ids. */
  readonly path: string;
  /** JSON as on record, instants with the offset that was given; null where there was nothing. */
  readonly before: unknown;
  readonly after: unknown;
  /** Null where time alone did it. */
  readonly cause: Cause | null;
}

/** More changes are not told at once: TOO_MANY. */
export const CHANGES_MAX = 10_000;

export interface Replay {
  /** Null for what `Application.incident` does not find, for a revision beyond the last, and for an instant before the first event. */
  incident(caller: Caller, incidentId: string, asOf: AsOf): Promise<PastView | null | 'IN_FUTURE'>;
  /** So many events of the state shown, from the one of revision `from` on, as they are on record. */
  events(view: IncidentView, from: number, count: number): Promise<readonly EventRecord[]>;
  /**
   * What changed from one moment to the other, whichever comes first, ordered by path. Null as `incident` answers null for one of the two.
   * @throws ApplicationError FORBIDDEN; TIMEOUT where the signal ended it.
   */
  compare(
    caller: Caller,
    incidentId: string,
    from: AsOf,
    to: AsOf,
    signal?: AbortSignal,
  ): Promise<readonly FieldChange[] | null | 'IN_FUTURE' | 'TOO_MANY'>;
}
