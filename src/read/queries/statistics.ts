/** Figures over the incidents of a period: one statement, so that all of them are of one moment. */
import { sql, type CompiledQuery, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { inUtc, type Instant } from '../../law/instant.js';
import type { Facet, Listed, ReadTables } from '../tables.js';
import { allOf, compared, shapeOf, valuesOf } from './condition.js';
import { bounds, ownership, type Viewpoint } from './incidentFilter.js';
import { parameter, Shapes } from './parameters.js';

/** Which instant of an incident puts it into a period. */
export const INCIDENT_CLOCKS = ['OCCURRED', 'DETECTED', 'AWARE', 'RECORDED', 'FILED'] as const;
export type IncidentClock = (typeof INCIDENT_CLOCKS)[number];

const COLUMNS = {
  OCCURRED: 'occurred_at',
  DETECTED: 'detected_at',
  AWARE: 'aware_at',
  RECORDED: 'recorded_at',
  FILED: 'filed_at',
} as const satisfies Record<IncidentClock, keyof Listed>;

export interface StatisticsAsked {
  /** The first instant of the period. */
  readonly from: Instant;
  /** The first instant after it. */
  readonly to: Instant;
  readonly clock: IncidentClock;
  /** Drills alone where true, real incidents alone where false. */
  readonly exercise: boolean;
}

/** What is counted of an incident once, as bits of a sum. */
export const FLAGS = { FILED_IN_TIME: 1, FILED_LATE: 2, DECLINED: 4, PENDING: 8, OVERDUE: 16 } as const;
export type Flag = keyof typeof FLAGS;

export const PERCENTILES = [50, 90] as const;
export type Percentile = (typeof PERCENTILES)[number];

/**
 * STATUS: `number` incidents of the status `key` with the sum of flags `extra`. MONTH: `number` incidents of the month `key` (`YYYY-MM`) or,
 * in the days in which zones differ about the month, of the minute `key` (`YYYY-MM-DDTHH:MM`), both in UTC. A facet: `number` incidents with
 * the value `key`. DETECT_MS, NOTIFY_MS: of `extra` values in ascending order, the one at place `key` (1 is the first) is `number`.
 * PostgreSQL gives its big numbers as texts.
 */
export interface StatisticsRow {
  readonly part: Facet | 'STATUS' | 'MONTH' | 'DETECT_MS' | 'NOTIFY_MS';
  readonly key: string;
  readonly extra: number | string;
  readonly number: number | string;
}

export class StatisticsQuery {
  readonly #shapes = new Shapes();

  /** Builds and never runs: `db` gives the dialect. */
  constructor(private readonly db: Kysely<ReadTables>) {}

  /** All figures of the period, as of the viewpoint's instant. */
  rows(view: Viewpoint, { from, to, clock, exercise }: StatisticsAsked): CompiledQuery<StatisticsRow> {
    const instant = sql.ref(COLUMNS[clock]);
    const conditions = [
      ...bounds(view, { exercise }),
      ...ownership(view, {}),
      ...compared('from', inUtc(from), (begin) => sql<SqlBool>`${instant} >= ${begin}`),
      ...compared('to', inUtc(to), (end) => sql<SqlBool>`${instant} < ${end}`),
    ];
    const values = { ...valuesOf(conditions), at: view.at };
    return this.#shapes.bind(`${clock} ${shapeOf(conditions)}`, values, () => ({
      compile: () => statement(instant, allOf(conditions)).compile(this.db),
    }));
  }
}

/** In the order of their coming, in which the facets lie: each incident's are found beside those of the one before. */
function statement(instant: RawBuilder<unknown>, conditions: RawBuilder<unknown>): RawBuilder<StatisticsRow> {
  const now = parameter('at');
  const bits = {
    inTime: sql.lit(FLAGS.FILED_IN_TIME),
    late: sql.lit(FLAGS.FILED_LATE),
    declined: sql.lit(FLAGS.DECLINED),
    pending: sql.lit(FLAGS.PENDING),
    overdue: sql.lit(FLAGS.OVERDUE),
  };
  return sql<StatisticsRow>`
    with chosen as materialized (
      select born, status, ${instant} as instant, detect_ms, notify_ms,
        case filed_late when 0 then ${bits.inTime} when 1 then ${bits.late} else 0 end
          + declined * ${bits.declined} + pending * ${bits.pending}
          + case when overdue_from <= ${now} and ${now} < overdue_until then ${bits.overdue} else 0 end as flags
      from incidents where ${conditions} order by born
    )
    select 'STATUS' as part, status as key, flags as extra, count(*) as number from chosen group by status, flags
    union all
    select 'MONTH', stretch, 0, count(*) from (
      select case when substr(instant, 9, 2) between '02' and '27' then substr(instant, 1, 7) else substr(instant, 1, 16) end as stretch
      from chosen
    ) as stretches group by stretch
    union all
    select facet, value, 0, count(*) from chosen join incident_facets on incident = born group by facet, value
    union all ${ranked('DETECT_MS', 'detect_ms')}
    union all ${ranked('NOTIFY_MS', 'notify_ms')}`;
}

/** The values on either side of each percentile. */
function ranked(part: 'DETECT_MS' | 'NOTIFY_MS', column: 'detect_ms' | 'notify_ms'): RawBuilder<unknown> {
  const value = sql.ref(column);
  const places = PERCENTILES.map((percentile) => sql`(total - 1) * ${sql.lit(percentile)} / 100 + 1`);
  return sql`select ${sql.lit(part)}, cast(place as text), total, value
    from (select ${value} as value, row_number() over (order by ${value}) as place from chosen where ${value} is not null) as ranked
    cross join (select count(${value}) as total from chosen) as counted
    where place in (${sql.join(places.flatMap((place) => [place, sql`${place} + 1`]))})`;
}

/** A percentile among values in ascending order: between which two of them it lies, and where. Linear, as PostgreSQL's percentile_cont and spreadsheets reckon. */
export interface PercentilePlace {
  /** Place of the lower one, 1 is the first. */
  readonly lower: number;
  /** 0 (at the lower one) to 99 (nearly at the next one). */
  readonly hundredths: number;
}

/** @param total how many values there are, at least 1. */
export function percentilePlace(total: number, percentile: Percentile): PercentilePlace {
  const place = (total - 1) * percentile;
  return { lower: Math.floor(place / 100) + 1, hundredths: place % 100 };
}
