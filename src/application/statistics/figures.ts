/** From the rows of the one statement to figures: pure. */
import { INCIDENT_STATUSES } from '../../incident/status.js';
import { HOUR, type Instant } from '../../law/instant.js';
import { startOfMonth } from '../../law/periods.js';
import {
  BREACH_CAUSES,
  BREACH_NATURES,
  BREACH_ORIGINS,
  DATA_CATEGORIES,
  SECTORS,
  SUBJECTS_BANDS,
  SUBJECTS_INFORMATIONS,
  type Sector,
} from '../../law/vocabulary.js';
import {
  FLAGS,
  percentilePlace,
  type Flag,
  type Percentile,
  type StatisticsRow,
} from '../../read/queries/statistics.js';

/** What incidents are counted by, and the values in the order they are listed in. */
export const KEYS = {
  NATURE: BREACH_NATURES,
  CAUSE: BREACH_CAUSES,
  ORIGIN: BREACH_ORIGINS,
  DATA_CATEGORY: DATA_CATEGORIES,
  SUBJECTS_BAND: SUBJECTS_BANDS,
  SECTOR: SECTORS,
  SUBJECTS_INFORMATION: SUBJECTS_INFORMATIONS,
  SENSITIVE_DATA: ['true', 'false'],
  STATUS: INCIDENT_STATUSES,
} as const;
export type CountedBy = keyof typeof KEYS;

export interface Count {
  readonly key: string;
  readonly count: number;
}

/** In hours. */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
}

export interface Figures {
  readonly incidents: number;
  /** Only what occurs. An incident may have several values of one kind; what is not known of it is counted nowhere, but a sector as UNKNOWN. */
  readonly counts: Readonly<Record<CountedBy, readonly Count[]>>;
  /** `YYYY-MM` in the organisation's zone, in order; months without any incident are left out. */
  readonly months: readonly Count[];
  readonly flags: Readonly<Record<Flag, number>>;
  readonly hoursToDetect: Percentiles | null;
  readonly hoursToNotify: Percentiles | null;
}

/** @param sector of the organisation: of incidents that name no other. */
export function figuresOf(
  rows: readonly StatisticsRow[],
  { timeZone, sector }: { readonly timeZone: string; readonly sector: Sector | null },
): Figures {
  const statuses = rows.filter(({ part }) => part === 'STATUS');
  const incidents = sumOf(statuses);
  const flagged = (flag: Flag) => sumOf(statuses.filter(({ extra }) => (Number(extra) & FLAGS[flag]) !== 0));
  const unsaid = incidents - sumOf(rows.filter(({ part }) => part === 'SECTOR'));
  const sectors: StatisticsRow = { part: 'SECTOR', key: sector ?? 'UNKNOWN', extra: 0, number: unsaid };
  const all = [...rows, sectors];
  const counts = (by: CountedBy) => countsOf(all, by);
  return {
    incidents,
    counts: {
      NATURE: counts('NATURE'),
      CAUSE: counts('CAUSE'),
      ORIGIN: counts('ORIGIN'),
      DATA_CATEGORY: counts('DATA_CATEGORY'),
      SUBJECTS_BAND: counts('SUBJECTS_BAND'),
      SECTOR: counts('SECTOR'),
      SUBJECTS_INFORMATION: counts('SUBJECTS_INFORMATION'),
      SENSITIVE_DATA: counts('SENSITIVE_DATA'),
      STATUS: counts('STATUS'),
    },
    months: monthsOf(rows, timeZone),
    flags: {
      FILED_IN_TIME: flagged('FILED_IN_TIME'),
      FILED_LATE: flagged('FILED_LATE'),
      DECLINED: flagged('DECLINED'),
      PENDING: flagged('PENDING'),
      OVERDUE: flagged('OVERDUE'),
    },
    hoursToDetect: percentilesOf(rows, 'DETECT_MS'),
    hoursToNotify: percentilesOf(rows, 'NOTIFY_MS'),
  };
}

function sumOf(rows: readonly StatisticsRow[]): number {
  return rows.reduce((sum, { number }) => sum + Number(number), 0);
}

function countsOf(rows: readonly StatisticsRow[], by: CountedBy): readonly Count[] {
  const counted = rows.filter(({ part }) => part === by);
  const keys: readonly string[] = KEYS[by];
  return keys
    .map((key) => ({ key, count: sumOf(counted.filter((row) => row.key === key)) }))
    .filter(({ count }) => count > 0);
}

function monthsOf(rows: readonly StatisticsRow[], timeZone: string): readonly Count[] {
  const begins = new Map<string, Instant>();
  const beginOf = (month: string): Instant => {
    const begin = begins.get(month) ?? startOfMonth(month, timeZone);
    begins.set(month, begin);
    return begin;
  };
  const counts = new Map<string, number>();
  for (const { part, key, number } of rows) {
    if (part !== 'MONTH') continue;
    const month = monthOf(key, beginOf);
    counts.set(month, (counts.get(month) ?? 0) + Number(number));
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, count]) => ({ key, count }));
}

/** Of a month, or of a minute near the end or the beginning of one, in UTC; texts of instants in UTC sort as time does. */
function monthOf(stretch: string, beginOf: (month: string) => Instant): string {
  const month = stretch.slice(0, 7);
  if (stretch === month) return month;
  const instant = `${stretch}:00.000Z`;
  if (instant < beginOf(month)) return monthsLater(month, -1);
  const next = monthsLater(month, 1);
  return instant < beginOf(next) ? month : next;
}

function monthsLater(month: string, months: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

function percentilesOf(rows: readonly StatisticsRow[], part: 'DETECT_MS' | 'NOTIFY_MS'): Percentiles | null {
  const ranked = rows.filter((row) => row.part === part);
  const total = Number(ranked[0]?.extra ?? 0);
  if (total === 0) return null;
  const values = new Map(ranked.map(({ key, number }) => [Number(key), Number(number)]));
  const hours = (percentile: Percentile): number => {
    const { lower, hundredths } = percentilePlace(total, percentile);
    const low = values.get(lower) ?? Number.NaN;
    return (low + (((values.get(lower + 1) ?? low) - low) * hundredths) / 100) / HOUR;
  };
  return { p50: hours(50), p90: hours(90) };
}
