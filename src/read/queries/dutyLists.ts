/** Lists of duties across incidents: states are decided at an instant, by SQL, from the stretches of time that the projector wrote. */
import { sql, type CompiledQuery, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { isOpenState } from '../../incident/duties.js';
import type { IncidentId } from '../../incident/ids.js';
import { inUtc, type Instant } from '../../law/instant.js';
import type { DutyKind, DutyState } from '../../law/vocabulary.js';
import type { DutiesTable, ReadTables } from '../tables.js';
import { allOf, compared, oneOf, shapeOf, valuesOf, type Condition } from './condition.js';
import type { Viewpoint } from './incidentFilter.js';
import { COUNTED } from './incidentLists.js';
import { parameter, Shapes } from './parameters.js';
import type { Stretch } from './walk.js';

/** What is absent or null narrows nothing; all that is given must hold. */
export interface DutyFilter {
  /** Open ones where absent. */
  readonly states?: readonly DutyState[] | null;
  readonly kinds?: readonly DutyKind[] | null;
  readonly regimes?: readonly string[] | null;
  /** With a limit before this instant. */
  readonly dueBefore?: Instant | null;
  /** Of this incident, a drill too; else of real incidents only. */
  readonly incidentId?: string | null;
}

export interface DutyListing {
  readonly view: Viewpoint;
  readonly filter: DutyFilter;
}

/**
 * Where a duty lies in a list: those with a limit by it, then those without by their age. Overdue ones come first by that alone, for their
 * limits are past: the place does not change as time goes by.
 */
export interface DutyPlace {
  readonly undated: boolean;
  /** The limit; of an undated duty since when it is open. */
  readonly at: Instant;
  readonly incident: IncidentId;
  readonly key: string;
}

export interface DutyEntry {
  readonly incident: IncidentId;
  readonly key: string;
  /** See DutiesTable. */
  readonly rank: number;
  readonly at: Instant;
}

export function placeOf({ incident, key, rank, at }: DutyEntry): DutyPlace {
  return { undated: rank === UNDATED, at, incident, key };
}

const [OVERDUE, AHEAD, UNDATED] = [0, 1, 2];

export class DutyLists {
  readonly #shapes = new Shapes();

  /** Builds and never runs: `db` gives the dialect. */
  constructor(private readonly db: Kysely<ReadTables>) {}

  /** Whether a page walks an index from entry to entry, or reads one incident's: then it is read at once. */
  isWalked(listing: DutyListing): boolean {
    const { view, filter } = listing;
    if (filter.incidentId != null) return true;
    return !view.ownOnly && asksForOpen(filter) && narrowing(filter).length === 0;
  }

  /** The list from behind a place on, or from its beginning. */
  page(listing: DutyListing, after: DutyPlace | null): readonly Stretch<DutyEntry>[] {
    const conditions = conditionsOf(listing);
    if (!this.isWalked(listing) || listing.filter.incidentId != null) {
      return [{ rows: (limit) => this.#sorted([...conditions, ...anywhereBehind(after)], limit) }];
    }
    const { at } = listing.view;
    const dated = after?.undated === true ? null : after;
    // Of the index only what can be so at this instant is walked: an overdue duty's limit is past, another open one's is not.
    const past = ranked(OVERDUE, { shape: 'past', holds: sql<SqlBool>`sort_at < ${parameter('at')}`, values: { at } });
    const ahead = ranked(AHEAD, { shape: 'ahead', holds: sql<SqlBool>`sort_at >= ${parameter('at')}`, values: { at } });
    const stretch = (own: readonly Condition[], behindOf: DutyPlace | null): Stretch<DutyEntry> => ({
      rows: (limit) => this.#walked([...conditions, ...own, ...behind(behindOf)], limit),
    });
    const undated = stretch(ranked(UNDATED), after?.undated === true ? after : null);
    const limited = [stretch(past, dated), stretch(ahead, dated)];
    if (listing.filter.dueBefore != null) return after?.undated === true ? [] : limited;
    return after?.undated === true ? [undated] : [...limited, undated];
  }

  /** How many entries the list has, counted up to `COUNTED` + 1. */
  count(listing: DutyListing): CompiledQuery<{ readonly count: number }> {
    const conditions = conditionsOf(listing);
    const values = { ...valuesOf(conditions), limit: COUNTED + 1 };
    return this.#shapes.bind(`count ${shapeOf(conditions)}`, values, () =>
      this.db
        .selectFrom(
          this.db
            .selectFrom('duties')
            .select('incident')
            .where(allOf(conditions))
            .limit(parameter<number>('limit'))
            .as('found'),
        )
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
  }

  /** In the order of the index. */
  #walked(conditions: readonly Condition[], limit: number): CompiledQuery<DutyEntry> {
    return this.#shapes.bind(`walked ${shapeOf(conditions)}`, { ...valuesOf(conditions), limit }, () =>
      this.#entries(conditions).orderBy('sort_at').orderBy('incident').orderBy('key').limit(parameter<number>('limit')),
    );
  }

  /** The same order, of what no index has in order. */
  #sorted(conditions: readonly Condition[], limit: number): CompiledQuery<DutyEntry> {
    return this.#shapes.bind(`sorted ${shapeOf(conditions)}`, { ...valuesOf(conditions), limit }, () =>
      this.#entries(conditions)
        .orderBy(undatedness)
        .orderBy('sort_at')
        .orderBy('incident')
        .orderBy('key')
        .limit(parameter<number>('limit')),
    );
  }

  #entries(conditions: readonly Condition[]) {
    return this.db.selectFrom('duties').select(['incident', 'key', 'rank', 'sort_at as at']).where(allOf(conditions));
  }
}

const undatedness = sql<number>`case when rank = ${sql.lit(UNDATED)} then 1 else 0 end`;

function column(name: keyof DutiesTable): RawBuilder<unknown> {
  return sql.ref(name);
}

function asksForOpen({ states }: DutyFilter): boolean {
  return states == null;
}

/** What no index of open duties knows; a limit before an instant it knows. */
function narrowing({ states, kinds, regimes }: DutyFilter): readonly Condition[] {
  return [
    ...oneOf('state', () => column('state'), states),
    ...oneOf('kind', () => column('kind'), kinds),
    ...oneOf('regime', () => column('regime'), regimes),
  ];
}

function conditionsOf({ view, filter }: DutyListing): readonly Condition[] {
  const { organisation, actor, ownOnly, at } = view;
  const { states, incidentId, dueBefore } = filter;
  const open = states == null || states.every(isOpenState) ? 1 : states.some(isOpenState) ? null : 0;
  const whose: readonly Condition[] = ownOnly
    ? [
        {
          shape: 'mine',
          get holds() {
            return sql<SqlBool>`${column('incident')} in (${mine()})`;
          },
          values: { organisation, me: actor },
        },
      ]
    : compared('organisation', organisation, (value) => sql<SqlBool>`${column('organisation')} = ${value}`);
  return [
    ...whose,
    ...(incidentId == null
      ? real
      : compared('incident', incidentId, (id) => sql<SqlBool>`${column('incident')} = ${id}`)),
    ...compared('open', open, (value) => sql<SqlBool>`${column('open')} = ${value}`),
    ...narrowing(filter),
    ...compared('dueBefore', dueBefore == null ? null : inUtc(dueBefore), limitBefore),
    ...compared('at', at, (now) => sql<SqlBool>`${column('from_at')} <= ${now} and ${now} < ${column('until_at')}`),
  ];
}

function mine(): RawBuilder<unknown> {
  return sql`select id from incidents where organisation = ${parameter('organisation')} and reported_by = ${parameter('me')}`;
}

const real: readonly Condition[] = [{ shape: 'real', holds: sql<SqlBool>`${column('exercise')} = 0`, values: {} }];

/** Where there is a limit it is what the duty is ordered by: the index knows that, too. */
function limitBefore(value: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column('due_at')} < ${value} and ${column('sort_at')} < ${value}`;
}

function ranked(rank: number | undefined, ...more: readonly Condition[]): readonly Condition[] {
  return [...compared('rank', rank, (value) => sql<SqlBool>`${column('rank')} = ${value}`), ...more];
}

/** What comes after the place among those that have a limit, or among those that have none. */
function behind(place: DutyPlace | null): readonly Condition[] {
  if (place === null) return [];
  const after = sql`(${parameter('afterAt')}, ${parameter('afterIncident')}, ${parameter('afterKey')})`;
  return [
    {
      shape: 'after',
      holds: sql<SqlBool>`(sort_at, incident, key) > ${after}`,
      values: { afterAt: place.at, afterIncident: place.incident, afterKey: place.key },
    },
  ];
}

/** What comes after the place in the whole list. */
function anywhereBehind(place: DutyPlace | null): readonly Condition[] {
  return behind(place).map(({ values }) => {
    const after = sql`(${parameter('afterUndated')}, ${parameter('afterAt')}, ${parameter('afterIncident')}, ${parameter('afterKey')})`;
    return {
      shape: 'anywhereAfter',
      holds: sql<SqlBool>`(${undatedness}, sort_at, incident, key) > ${after}`,
      values: { ...values, afterUndated: place?.undated === true ? 1 : 0 },
    };
  });
}
