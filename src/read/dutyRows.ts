/** Duties as rows: what the pure function answers at each instant at which its answer changes. Nothing of the law is repeated here. */
import { LRUCache } from 'lru-cache';
import { courseByTime } from '../incident/dutyChanges.js';
import { isOpenDuty } from '../incident/duties.js';
import type { Duty } from '../incident/duty.js';
import type { OrganisationId } from '../incident/ids.js';
import type { Organisation } from '../incident/organisation.js';
import type { Incident } from '../incident/state.js';
import { inUtc, type Instant } from '../law/instant.js';
import { NEVER, type DutiesTable } from './tables.js';

/** When a duty of the incident is overdue while its record stands. */
export interface Overdue {
  readonly from: Instant;
  /** `NEVER` where time alone does not end it. */
  readonly until: Instant;
}

/** A duty while its state stays the same: from an instant to before another one, in UTC. */
export interface Stretch {
  readonly duty: Duty;
  readonly from: Instant;
  until: Instant;
}

/** Every duty's stretches from the incident's last event on, in the order of `duties`, then of time. */
export function stretchesOf(incident: Incident, organisation: Organisation): readonly Stretch[] {
  const now = inUtc(incident.updatedAt);
  const open = new Map<string, Stretch>();
  const all: Stretch[] = [];
  const begin = (duty: Duty, from: Instant) => {
    const stretch = { duty, from, until: NEVER };
    open.set(duty.key, stretch);
    all.push(stretch);
  };
  const course = courseByTime(incident, organisation, now);
  for (const duty of course.duties) begin(duty, inUtc(incident.recordedAt));
  for (const { at, duty } of course.changes) {
    const before = open.get(duty.key);
    if (before !== undefined) before.until = at;
    begin(duty, at);
  }
  return all;
}

/** Events that no duty depends on: after one of them the stretches are those of before, less what has passed. */
const NEUTRAL: ReadonlySet<string> = new Set(['NoteAdded', 'EvidenceAttached']);

/** Incidents whose stretches are remembered: some ten kilobytes each. Of others they are reckoned again. */
export const REMEMBERED = 1_000;

interface Reckoned {
  readonly organisation: Organisation;
  readonly stretches: readonly Stretch[];
}
const reckoned = new LRUCache<Incident, Reckoned>({ max: REMEMBERED });

/**
 * The stretches after an event, as `stretchesOf` reckons them; where the event changes nothing for any duty, from those of before.
 * @param before the state that the event was applied to; null where it is the first.
 */
export function stretchesAfter(
  type: string,
  before: Incident | null,
  incident: Incident,
  organisation: Organisation,
): readonly Stretch[] {
  const known = before === null || !NEUTRAL.has(type) ? undefined : reckoned.get(before);
  const stretches =
    known?.organisation === organisation ? remaining(known.stretches, incident) : stretchesOf(incident, organisation);
  if (before !== null) reckoned.delete(before);
  reckoned.set(incident, { organisation, stretches });
  return stretches;
}

/** The stretches from the incident's last event on: of each duty the present one begins with the incident. */
function remaining(stretches: readonly Stretch[], incident: Incident): readonly Stretch[] {
  const now = inUtc(incident.updatedAt);
  const begun = inUtc(incident.recordedAt);
  return stretches
    .filter(({ until }) => until > now)
    .map((stretch) => (stretch.from <= now ? { ...stretch, from: begun } : stretch));
}

/** The rows of an incident's duties. */
export function dutyRows(
  incident: Incident,
  organisation: OrganisationId,
  stretches: readonly Stretch[],
): readonly DutiesTable[] {
  return stretches.map(({ duty, from, until }) => {
    const dueAt = utc(duty.dueAt);
    const openSince = utc(duty.openSince);
    return {
      incident: incident.id,
      key: duty.key,
      from_at: from,
      until_at: until,
      organisation,
      reported_by: incident.reportedBy,
      exercise: incident.exercise ? 1 : 0,
      kind: duty.kind,
      regime: duty.regime,
      state: duty.state,
      open: isOpenDuty(duty) ? 1 : 0,
      due_at: dueAt,
      target_at: utc(duty.targetAt),
      open_since: openSince,
      met_at: utc(duty.metAt),
      rank: duty.state === 'OVERDUE' ? 0 : dueAt === null ? 2 : 1,
      sort_at: dueAt ?? openSince ?? from,
    };
  });
}

/** From the first instant at which a duty is overdue, for as long as one is without a break; null where none ever will be. */
export function overdueOf(stretches: readonly Stretch[]): Overdue | null {
  const overdue = stretches
    .filter(({ duty }) => duty.state === 'OVERDUE')
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const [first] = overdue;
  if (first === undefined) return null;
  let { until } = first;
  for (const stretch of overdue) if (stretch.from <= until && stretch.until > until) until = stretch.until;
  return { from: first.from, until };
}

/** The earliest limit of a duty that is open in one of the stretches; null where there is none. */
export function nextDueAt(stretches: readonly Stretch[]): Instant | null {
  let earliest: Instant | null = null;
  for (const { duty } of stretches) {
    const dueAt = isOpenDuty(duty) ? utc(duty.dueAt) : null;
    if (dueAt !== null && (earliest === null || dueAt < earliest)) earliest = dueAt;
  }
  return earliest;
}

function utc(instant: Instant | null): Instant | null {
  return instant === null ? null : inUtc(instant);
}
