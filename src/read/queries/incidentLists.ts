/** Lists of incidents, as they are and as they were. */
import { sql, type CompiledQuery, type Kysely, type SqlBool } from 'kysely';
import type { IncidentId, OrganisationId } from '../../incident/ids.js';
import type { IncidentStatus } from '../../incident/status.js';
import type { Instant } from '../../law/instant.js';
import type { Listed, ReadTables } from '../tables.js';
import { allOf, compared, shapeOf, valuesOf, type Condition } from './condition.js';
import { bounds, narrowing, ownership, type IncidentFilter, type Viewpoint } from './incidentFilter.js';
import { parameter, Shapes, type Values } from './parameters.js';
import type { Stretch } from './walk.js';

export const INCIDENT_ORDERS = [
  'RECORDED_DESC',
  'RECORDED_ASC',
  'DETECTED_DESC',
  'DETECTED_ASC',
  'UPDATED_DESC',
  'DUE_ASC',
] as const;
export type IncidentOrder = (typeof INCIDENT_ORDERS)[number];

interface Order {
  readonly column: 'recorded_at' | 'detected_at' | 'updated_at' | 'next_due_at';
  readonly direction: 'asc' | 'desc';
  /** Rows without the instant come last, by id. */
  readonly gaps: boolean;
}

const ORDERS: Readonly<Record<IncidentOrder, Order>> = {
  RECORDED_DESC: { column: 'recorded_at', direction: 'desc', gaps: false },
  RECORDED_ASC: { column: 'recorded_at', direction: 'asc', gaps: false },
  DETECTED_DESC: { column: 'detected_at', direction: 'desc', gaps: true },
  DETECTED_ASC: { column: 'detected_at', direction: 'asc', gaps: true },
  UPDATED_DESC: { column: 'updated_at', direction: 'desc', gaps: false },
  DUE_ASC: { column: 'next_due_at', direction: 'asc', gaps: true },
};

/** Where an incident lies in a list: by the instant that the list is ordered by (null: it has none), then by its id. */
export interface IncidentPlace {
  readonly at: Instant | null;
  readonly id: IncidentId;
}

/** An entry of a page: which incident, as of which revision, and its place. */
export interface IncidentEntry extends IncidentPlace {
  readonly revision: number;
}

/** An incident as lists show it. */
export interface IncidentRow {
  readonly id: IncidentId;
  readonly revision: number;
  readonly status: IncidentStatus;
  /** See IncidentsTable. */
  readonly state: string;
}

/** What a list is of. */
export interface IncidentListing {
  readonly view: Viewpoint;
  readonly filter: IncidentFilter;
  readonly order: IncidentOrder;
  /** The list as it was at that instant of recording (UTC); null: as it is. */
  readonly asOf: Instant | null;
}

/** Totals beyond this are not counted. */
export const COUNTED = 10_000;

export class IncidentLists {
  readonly #shapes = new Shapes();

  /** Builds and never runs: `db` gives the dialect. */
  constructor(private readonly db: Kysely<ReadTables>) {}

  /** Whether a page walks an index from entry to entry and looks at no others: then it is read at once. */
  isWalked({ view, filter, order, asOf }: IncidentListing): boolean {
    if (asOf !== null || narrowing(filter, view).length > 0 || filter.reportedByMe === false) return false;
    return ownership(view, filter).length === 0 || ORDERS[order].column === 'recorded_at';
  }

  /** The list from behind a place on, or from its beginning. */
  page(listing: IncidentListing, after: IncidentPlace | null): readonly Stretch<IncidentEntry>[] {
    const { gaps } = ORDERS[listing.order];
    const dated: Stretch<IncidentEntry> = { rows: (limit) => this.#stretch(listing, false, after, limit) };
    const undated: Stretch<IncidentEntry> = { rows: (limit) => this.#stretch(listing, true, after, limit) };
    if (!gaps) return [dated];
    return after !== null && after.at === null ? [undated] : [dated, undated];
  }

  /** How many entries the list has, counted up to `COUNTED` + 1. */
  count(listing: IncidentListing): CompiledQuery<{ readonly count: number }> {
    const conditions = conditionsOf(listing);
    const values = { ...valuesOf(conditions), limit: COUNTED + 1 };
    return this.#shapes.bind(`count ${tableOf(listing)} ${shapeOf(conditions)}`, values, () =>
      this.db
        .selectFrom(
          this.db
            .selectFrom(tableOf(listing))
            .select('organisation')
            .where(allOf(conditions))
            .limit(parameter<number>('limit'))
            .as('found'),
        )
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
  }

  /** Incidents of the organisation as they are now, in any order; who asks for them was shown their ids. */
  rows(organisation: OrganisationId, ids: readonly IncidentId[]): CompiledQuery<IncidentRow> {
    const { names, values } = named(ids);
    return this.#shapes.bind(`rows ${ids.length}`, { organisation, ...values }, () =>
      this.#ofIds(names).select(['id', 'revision', 'status', 'state']),
    );
  }

  /** How far those incidents of the organisation are, in any order. */
  heads(organisation: OrganisationId, ids: readonly IncidentId[]): CompiledQuery<Pick<IncidentRow, 'id' | 'revision'>> {
    const { names, values } = named(ids);
    return this.#shapes.bind(`heads ${ids.length}`, { organisation, ...values }, () =>
      this.#ofIds(names).select(['id', 'revision']),
    );
  }

  #ofIds(names: readonly string[]) {
    const ids = names.map((name) => parameter<IncidentId>(name));
    // Of a handful of ids on SQLite holds an index of the organisation for cheaper, and reads all its incidents: an expression has no index.
    const organisation = sql<string>`${sql.ref('organisation')} || ''`;
    return this.db
      .selectFrom('incidents')
      .where('id', 'in', ids)
      .where(organisation, '=', parameter<string>('organisation'));
  }

  /** The incident of that reference, if there is one. */
  byReference(organisation: OrganisationId, reference: string): CompiledQuery<{ readonly id: IncidentId }> {
    return this.#shapes.bind('reference', { organisation, reference }, () =>
      this.db
        .selectFrom('incidents')
        .select('id')
        .where('organisation', '=', parameter<OrganisationId>('organisation'))
        .where('reference', '=', parameter<string>('reference')),
    );
  }

  #stretch(
    listing: IncidentListing,
    undated: boolean,
    after: IncidentPlace | null,
    limit: number,
  ): CompiledQuery<IncidentEntry> {
    const { column, direction, gaps } = ORDERS[listing.order];
    const place = after === null || (undated && after.at !== null) ? [] : behind(listing, undated, after);
    const conditions = [...conditionsOf(listing), ...(gaps ? presence(column, undated) : []), ...place];
    const shape = `${tableOf(listing)} ${listing.order} ${undated} ${shapeOf(conditions)}`;
    const way = undated ? 'asc' : direction;
    return this.#shapes.bind<IncidentEntry>(shape, { ...valuesOf(conditions), limit }, () =>
      listing.asOf === null
        ? this.db
            .selectFrom('incidents')
            .select(['id', 'revision', `${column} as at`])
            .where(allOf(conditions))
            .orderBy(column, way)
            .orderBy('id', way)
            .limit(parameter<number>('limit'))
        : this.db
            .selectFrom('incident_versions')
            .select(['incident as id', 'revision', `${column} as at`])
            .where(allOf(conditions))
            .orderBy(column, way)
            .orderBy('incident', way)
            .limit(parameter<number>('limit')),
    );
  }
}

function named(ids: readonly IncidentId[]): { readonly names: readonly string[]; readonly values: Values } {
  const entries = ids.map((id, index) => [`id${index}`, id] as const);
  return { names: entries.map(([name]) => name), values: Object.fromEntries(entries) };
}

function tableOf({ asOf }: IncidentListing): 'incidents' | 'incident_versions' {
  return asOf === null ? 'incidents' : 'incident_versions';
}

function conditionsOf({ view, filter, asOf }: IncidentListing): readonly Condition[] {
  const seen = compared('asOf', asOf, (then) => sql<SqlBool>`valid_from <= ${then} and ${then} < valid_to`);
  return [...bounds(view, filter), ...ownership(view, filter), ...narrowing(filter, view), ...seen];
}

function presence(column: keyof Listed, undated: boolean): readonly Condition[] {
  const condition: Condition = {
    shape: undated ? 'undated' : 'dated',
    get holds() {
      return undated ? sql<SqlBool>`${sql.ref(column)} is null` : sql<SqlBool>`${sql.ref(column)} is not null`;
    },
    values: {},
  };
  return [condition];
}

/** What comes after the place, in the order of the list. */
function behind({ order, asOf }: IncidentListing, undated: boolean, { at, id }: IncidentPlace): readonly Condition[] {
  const { column, direction } = ORDERS[order];
  const name = sql.ref(asOf === null ? 'id' : 'incident');
  if (undated) return compared('afterId', id, (last) => sql<SqlBool>`${name} > ${last}`);
  const sign = direction === 'asc' ? sql`>` : sql`<`;
  const place = sql`(${parameter('afterAt')}, ${parameter('afterId')})`;
  return [
    {
      shape: 'after',
      holds: sql<SqlBool>`(${sql.ref(column)}, ${name}) ${sign} ${place}`,
      values: { afterAt: at, afterId: id },
    },
  ];
}
