/** The figures of statistics counted one incident after the other, from folded states: no SQL, no rows. */
import { KEYS, type Count, type CountedBy, type Figures } from '../../src/application/statistics/figures.js';
import { informationFor } from '../../src/incident/audiences.js';
import { duties, isOpenDuty } from '../../src/incident/duties.js';
import type { Organisation } from '../../src/incident/organisation.js';
import { awareAt, standingNotifications } from '../../src/incident/standing.js';
import type { Incident } from '../../src/incident/state.js';
import { statusOf } from '../../src/incident/status.js';
import { bandOf } from '../../src/law/bands.js';
import { epoch, HOUR, type Instant } from '../../src/law/instant.js';
import type { IncidentClock, StatisticsAsked } from '../../src/read/queries/statistics.js';

function firstFiling(incident: Incident) {
  return standingNotifications(incident).toSorted((a, b) => epoch(a.filedAt) - epoch(b.filedAt))[0] ?? null;
}

function instantOf(incident: Incident, clock: IncidentClock): Instant | null {
  switch (clock) {
    case 'OCCURRED':
      return incident.occurredFrom;
    case 'DETECTED':
      return incident.detectedAt;
    case 'AWARE':
      return awareAt(incident);
    case 'RECORDED':
      return incident.recordedAt;
    case 'FILED':
      return firstFiling(incident)?.filedAt ?? null;
  }
}

export function isIn(incident: Incident, { from, to, clock, exercise }: StatisticsAsked): boolean {
  const instant = instantOf(incident, clock);
  if (instant === null || incident.exercise !== exercise) return false;
  return epoch(from) <= epoch(instant) && epoch(instant) < epoch(to);
}

function valuesOf(incident: Incident, { sector }: Organisation): Readonly<Record<CountedBy, readonly string[]>> {
  const { facts } = incident;
  const count = facts?.subjectsCount ?? null;
  const band = count === null ? (facts?.subjectsBand ?? null) : bandOf(count);
  return {
    NATURE: incident.natures,
    CAUSE: facts?.cause ?? [],
    ORIGIN: facts?.origins ?? [],
    DATA_CATEGORY: facts?.dataCategories ?? [],
    SUBJECTS_BAND: band === null ? [] : [band],
    SECTOR: [facts?.sector ?? sector ?? 'UNKNOWN'],
    SUBJECTS_INFORMATION: [informationFor(incident, incident.updatedAt)],
    SENSITIVE_DATA: facts?.sensitiveData == null ? [] : [String(facts.sensitiveData)],
    STATUS: [statusOf(incident)],
  };
}

function tally(all: readonly (readonly string[])[], keys: readonly string[]): readonly Count[] {
  return keys
    .map((key) => ({ key, count: all.filter((values) => values.includes(key)).length }))
    .filter(({ count }) => count > 0);
}

function monthIn(instant: Instant, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(epoch(instant)).slice(0, 7);
}

/** Sorts, and takes the value between the two nearest in proportion. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const hundredths = (sorted.length - 1) * percent;
  const [low = Number.NaN, high = low] = [sorted[Math.floor(hundredths / 100)], sorted[Math.ceil(hundredths / 100)]];
  return (low + ((high - low) * (hundredths % 100)) / 100) / HOUR;
}

function percentiles(values: readonly (number | null)[]): Figures['hoursToDetect'] {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return { p50: percentile(known, 50), p90: percentile(known, 90) };
}

export function countedByHand(
  incidents: readonly Incident[],
  organisation: Organisation,
  clock: IncidentClock,
  at: Instant,
): Figures {
  const values = incidents.map((incident) => valuesOf(incident, organisation));
  const counts = (by: CountedBy) =>
    tally(
      values.map((each) => each[by]),
      KEYS[by],
    );
  const months = incidents.map((incident) => monthIn(instantOf(incident, clock) ?? at, organisation.timeZone));
  const owed = incidents.map((incident) => duties(incident, organisation, at));
  const exact = incidents.map((incident) => {
    const filing = firstFiling(incident);
    return filing?.filedAtPrecision === 'INSTANT' ? filing : null;
  });
  const lateBy = exact.map((filing) => (filing?.dueAt == null ? null : epoch(filing.filedAt) - epoch(filing.dueAt)));
  return {
    incidents: incidents.length,
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
    months: tally(
      months.map((month) => [month]),
      [...new Set(months)].sort(),
    ),
    flags: {
      FILED_IN_TIME: lateBy.filter((late) => late !== null && late <= 0).length,
      FILED_LATE: lateBy.filter((late) => late !== null && late > 0).length,
      DECLINED: incidents.filter(({ decisions }) => {
        const last = decisions.findLast(({ kind }) => kind === 'DECLINE_CNIL');
        return last?.kind === 'DECLINE_CNIL' && last.lapsedByRevision === null;
      }).length,
      PENDING: owed.filter((all) => all.some((duty) => duty.kind === 'NOTIFY_AUTHORITY' && isOpenDuty(duty))).length,
      OVERDUE: owed.filter((all) => all.some(({ state }) => state === 'OVERDUE')).length,
    },
    hoursToDetect: percentiles(
      incidents.map(({ occurredFrom, detectedAt }) => {
        const took = occurredFrom === null || detectedAt === null ? -1 : epoch(detectedAt) - epoch(occurredFrom);
        return took < 0 ? null : took;
      }),
    ),
    hoursToNotify: percentiles(
      incidents.map((incident, index) => {
        const [aware, filing] = [awareAt(incident), exact[index] ?? null];
        return aware === null || filing === null ? null : Math.max(0, epoch(filing.filedAt) - epoch(aware));
      }),
    ),
  };
}
