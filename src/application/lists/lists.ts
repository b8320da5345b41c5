/** Lists across incidents, from the read models. */
import type { Caller } from '../../identity/caller.js';
import type { Duty } from '../../incident/duty.js';
import type { Instant } from '../../law/instant.js';
import type { DutyFilter } from '../../read/queries/dutyLists.js';
import type { IncidentFilter } from '../../read/queries/incidentFilter.js';
import type { IncidentOrder } from '../../read/queries/incidentLists.js';
import type { IncidentView } from '../application.js';

export { INCIDENT_ORDERS, COUNTED, type IncidentOrder } from '../../read/queries/incidentLists.js';
export { SEARCH_WORDS_MAX, wordsIn, type IncidentFilter } from '../../read/queries/incidentFilter.js';
export type { DutyFilter } from '../../read/queries/dutyLists.js';

/** Which page of a list. */
export interface PageAsked {
  /** Entries, 1 to 100. */
  readonly first: number;
  /** Cursor of the entry before the page; from the beginning where there is none. */
  readonly after: string | null;
}

export interface IncidentsAsked extends PageAsked {
  readonly filter: IncidentFilter;
  readonly orderBy: IncidentOrder;
  /** The list as it was at this instant of recording, with states of then; null: as it is. Not together with `search`. */
  readonly asOf: Instant | null;
}

export interface DutiesAsked extends PageAsked {
  readonly filter: DutyFilter;
}

/** A page of a list across incidents. */
export interface ListPage<Entry> {
  readonly entries: readonly Entry[];
  /** Of the entry at that index of the page, -1 for the last; null where there is none. */
  readonly cursorAt: (index: number) => string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Entries over all pages; null beyond `COUNTED`. Counted when it is called. */
  readonly totalCount: () => Promise<number | null>;
}

export interface ListedDuty {
  readonly duty: Duty;
  /** The incident in the state that the duty was computed from. */
  readonly view: IncidentView;
}

/** What became of waiting for a place in the log. OTHER_LOG: of another log, or beyond the end of this one. */
export type Reached = 'REACHED' | 'LATE' | 'FORGED' | 'OTHER_LOG';

/**
 * A page is null where its cursor was not given out for this list: for this organisation, order and instant. Every list is the caller's
 * organisation's, and holds only what the caller reported where its role reads no more. Of what keeps its place in the order no page leaves
 * anything out or shows it twice, whatever comes and goes; in RECORDED orders that is everything. A list as of an instant stands still.
 * @throws ApplicationError FORBIDDEN; UNAVAILABLE where there is nothing to read from yet, or too much is read; TIMEOUT where the signal ended a read.
 */
export interface Lists {
  incidents(caller: Caller, asked: IncidentsAsked, signal?: AbortSignal): Promise<ListPage<IncidentView> | null>;
  /** Duties as of now; those open unless `states` says otherwise. Overdue first, then by limit, then those without a limit by age. */
  duties(caller: Caller, asked: DutiesAsked, signal?: AbortSignal): Promise<ListPage<ListedDuty> | null>;
  /** Null for what does not exist, is another organisation's, or is not the caller's to read. */
  byReference(caller: Caller, reference: string): Promise<IncidentView | null>;
  /** Waits, two seconds at most, until lists show what is at that position. @param position a sealed token. */
  reach(position: string): Promise<Reached>;
}
