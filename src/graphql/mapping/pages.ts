/** Lists in pages: the one way from a whole list to a connection, whatever is listed and of whatever moment the list is. */
import type { Application } from '../../application/application.js';
import type { Place } from '../../application/cursors.js';
import { ApiError } from '../errors.js';
import type { PageArgs } from '../inputs/page.js';
import type { Page } from '../types/connection.js';

/** Largest page of any list. */
export const PAGE_LIMIT = 100;

/** A whole list in its order. An entry keeps its place for good, so that pages stay what they are while entries are added or struck. */
export interface Listing<Entry> {
  /** What the list is of, in what order and by what filter: its cursors are of no use elsewhere. */
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly placeOf: (entry: Entry) => Place;
  /** The greatest place comes first. */
  readonly descending?: boolean;
}

/** Some entries of a list, and where they lie. */
export interface Slice<Entry> {
  readonly entries: readonly Entry[];
  /** Of the entry at that index of the slice; sealed when it is asked for. */
  readonly cursorAt: (index: number) => string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
}

/** A page that was read as one, and not cut out of a whole list. */
export interface ReadPage {
  readonly cursorAt: (index: number) => string | null;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Called where it is asked for. */
  readonly totalCount: () => Promise<number | null>;
}

/**
 * The entries of a page.
 * @throws {ApiError} BAD_USER_INPUT for a page size out of range, INVALID_CURSOR for a cursor that this list has not given out.
 */
export function sliceOf<Entry>(
  application: Pick<Application, 'sealCursor' | 'openCursor'>,
  listing: Listing<Entry>,
  { first, after }: PageArgs,
): Slice<Entry> {
  demandPageSize(first);
  const start = after == null ? 0 : startAfter(listing, placeIn(application, listing.name, after));
  const entries = listing.entries.slice(start, start + first);
  return {
    entries,
    cursorAt: (index) => {
      const entry = entries.at(index);
      return entry === undefined ? null : application.sealCursor(listing.name, listing.placeOf(entry));
    },
    hasNextPage: start + entries.length < listing.entries.length,
    hasPreviousPage: start > 0,
    totalCount: listing.entries.length,
  };
}

/** @throws {ApiError} BAD_USER_INPUT for a page size out of range. */
export function demandPageSize(first: number): void {
  if (first < 1 || first > PAGE_LIMIT) throw new ApiError('BAD_USER_INPUT', `A page has 1 to ${PAGE_LIMIT} entries.`);
}

/** INVALID_CURSOR: what a cursor is refused with that its list has not given out. */
export function foreignCursor(): ApiError {
  return new ApiError('INVALID_CURSOR', 'This cursor is not of this list. Read it again from its beginning.');
}

/** The page as the API shows it. @param nodes the entries of the slice, one for one. */
export function pageOf<Node>(slice: Slice<unknown> | ReadPage, nodes: readonly Node[]): Page<Node> {
  const { cursorAt, hasNextPage, hasPreviousPage, totalCount } = slice;
  return {
    get edges() {
      return nodes.map((node, index) => ({
        get cursor() {
          return cursorAt(index) ?? '';
        },
        node,
      }));
    },
    nodes,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      get startCursor() {
        return cursorAt(0);
      },
      get endCursor() {
        return cursorAt(-1);
      },
    },
    get totalCount() {
      return typeof totalCount === 'number' ? totalCount : totalCount();
    },
  };
}

/** An entry of a list that is only added to, with the place that it took there. */
export interface Numbered<Entry> {
  readonly entry: Entry;
  readonly number: number;
}

/** Those of a list that is only added to that are to be seen. */
export function numbered<Entry>(
  name: string,
  all: readonly Entry[],
  isSeen: (entry: Entry) => boolean,
): Listing<Numbered<Entry>> {
  const entries: Numbered<Entry>[] = [];
  for (const [number, entry] of all.entries()) if (isSeen(entry)) entries.push({ entry, number });
  return { name, entries, placeOf: ({ number }) => ({ at: 0, number }) };
}

function placeIn(application: Pick<Application, 'openCursor'>, list: string, cursor: string): Place {
  const place = application.openCursor(list, cursor);
  if (place === null) throw foreignCursor();
  return place;
}

function startAfter<Entry>({ entries, placeOf, descending = false }: Listing<Entry>, after: Place): number {
  const sign = descending ? -1 : 1;
  const start = entries.findIndex((entry) => {
    const { at, number } = placeOf(entry);
    return sign * (at - after.at || number - after.number) > 0;
  });
  return start < 0 ? entries.length : start;
}
