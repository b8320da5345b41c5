/** Pages of lists across incidents as the API shows them. */
import type { IncidentView } from '../../application/application.js';
import {
  SEARCH_WORDS_MAX,
  wordsIn,
  type IncidentFilter,
  type ListedDuty,
  type ListPage,
  type PageAsked,
} from '../../application/lists/lists.js';
import { inUtc, type Instant } from '../../law/instant.js';
import type { Language } from '../../law/vocabulary.js';
import { ApiError } from '../errors.js';
import type { Page } from '../types/connection.js';
import type { Duty } from '../types/duty.js';
import type { Incident } from '../types/incident.js';
import { dutyOf } from './duties.js';
import { incidentOf } from './incidentMapper.js';
import { demandPageSize, foreignCursor, pageOf } from './pages.js';

/** Characters of a search; titles have so many. */
const SEARCH_MAX = 200;

/** @throws {ApiError} BAD_USER_INPUT for a page size out of range. */
export function pageAsked({ first, after }: { readonly first: number; readonly after?: string | null }): PageAsked {
  demandPageSize(first);
  return { first, after: after ?? null };
}

/**
 * The filter, where it can be answered.
 * @throws {ApiError} BAD_USER_INPUT for a search that is too long, or of the past.
 */
export function withinReason(filter: IncidentFilter, asOf: Instant | null): IncidentFilter {
  const { search = null } = filter;
  if (search === null) return filter;
  if (asOf !== null) throw new ApiError('BAD_USER_INPUT', 'The past cannot be searched: leave out search, or asOf.');
  if (search.length > SEARCH_MAX || wordsIn(search).length > SEARCH_WORDS_MAX) {
    throw new ApiError(
      'BAD_USER_INPUT',
      `A search has at most ${SEARCH_WORDS_MAX} words and ${SEARCH_MAX} characters.`,
    );
  }
  return filter;
}

/** @throws {ApiError} INVALID_CURSOR where there is no page. */
export function shownPage<Entry, Shown>(listed: ListPage<Entry> | null, show: (entry: Entry) => Shown): Page<Shown> {
  if (listed === null) throw foreignCursor();
  return pageOf(listed, listed.entries.map(show));
}

/** @param asOf the instant that the list is of; null: now. */
export function incidentEntry(asOf: Instant | null): (view: IncidentView) => Incident {
  if (asOf === null) return (view) => incidentOf(view);
  const shownAt = inUtc(asOf);
  return (view) => incidentOf(view, { id: `${view.incident.id}@${shownAt}`, shownAt });
}

export function dutyEntry(language: Language): (listed: ListedDuty) => Duty {
  return ({ duty, view }) => dutyOf(duty, incidentOf(view), language);
}
