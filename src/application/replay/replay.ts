/** The past of an incident: as it was, what changed in it, and what is on record. */
import type { Caller } from '../../identity/caller.js';
import type { ActorId } from '../../incident/ids.js';
import type { Instant } from '../../law/instant.js';
import type { IncidentView } from '../application.js';
import type { EventRecord } from '../records.js';

/** Which past state: after the event of a revision, or what the register said at an instant of recording. */
export type Moment = { readonly revision: number } | { readonly recordedAt: Instant };

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type ChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED';

/** The event that did it. */
export interface Cause {
  readonly revision: number;
  readonly recordedAt: Instant;
  readonly actor: ActorId;
}

export interface FieldChange {
  readonly kind: ChangeKind;
  /** JSON Pointer (RFC 6901) into the state: names of the API, items of lists by their ids. */
  readonly path: string;
  /** As on record, instants with the offset that was given; null where it was not there. */
  readonly before: Json;
  readonly after: Json;
  /** Null where no event of the incident did it: time, or the organisation's settings. */
  readonly cause: Cause | null;
}

/** TOO_MANY: more changes than are told at once (`CHANGES_MAX`). */
export type Comparison =
  { readonly ok: true; readonly changes: readonly FieldChange[] } | { readonly ok: false; readonly reason: 'TOO_MANY' };

export const CHANGES_MAX = 10_000;

export interface Replay {
  /**
   * The incident as it was, with the organisation's settings of then, its clocks at that moment: an event's own instant, or the instant asked
   * for. Null for what `Application.incident` does not find, for a revision beyond the last, and for an instant before the first event.
   */
  incident(caller: Caller, id: string, moment: Moment): Promise<IncidentView | null>;
  /**
   * What changed from one moment to the other, whichever comes first: `from` with these changes applied, in any order, is `to`. Fields in
   * the order of the state. Null as `incident` answers null for one of the two.
   * @throws ApplicationError FORBIDDEN; TIMEOUT where the signal ended it.
   */
  compare(caller: Caller, id: string, from: Moment, to: Moment, signal?: AbortSignal): Promise<Comparison | null>;
  /**
   * So many events of the state shown, from the one of revision `from` on, as they are on record.
   * @throws ApplicationError FORBIDDEN
   */
  history(caller: Caller, view: IncidentView, from: number, count: number): Promise<readonly EventRecord[]>;
}
