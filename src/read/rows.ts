/** An incident as rows: pure, from the folded state and its organisation. */
import { informationFor } from '../incident/audiences.js';
import { isOpenDuty } from '../incident/duties.js';
import type { OrganisationId } from '../incident/ids.js';
import { awareAt, presentAssessment, standingNotifications } from '../incident/standing.js';
import type { Filing, Incident } from '../incident/state.js';
import { statusOf } from '../incident/status.js';
import { bandOf } from '../law/bands.js';
import { epoch, inUtc, isAfter, type Instant } from '../law/instant.js';
import { nextDueAt, overdueOf, type Stretch } from './dutyRows.js';
import type { Folded } from './folds.js';
import {
  NATURE_BITS,
  positionText,
  storableText,
  type Facet,
  type IncidentFacetsTable,
  type IncidentsTable,
  type Listed,
} from './tables.js';

/** What lists filter and order by. */
export function listed(incident: Incident, organisation: OrganisationId, stretches: readonly Stretch[]): Listed {
  const overdue = overdueOf(stretches);
  return {
    organisation,
    reported_by: incident.reportedBy,
    status: statusOf(incident),
    role: incident.role,
    exercise: incident.exercise ? 1 : 0,
    verdict: presentAssessment(incident)?.verdict ?? null,
    natures: incident.natures.reduce((sum, nature) => sum | NATURE_BITS[nature], 0),
    detected_at: utc(incident.detectedAt),
    aware_at: utc(awareAt(incident)),
    recorded_at: inUtc(incident.recordedAt),
    updated_at: inUtc(incident.updatedAt),
    occurred_at: utc(incident.occurredFrom),
    filed_at: utc(earliestFiling(incident)?.filedAt ?? null),
    next_due_at: nextDueAt(stretches),
    overdue_from: overdue?.from ?? null,
    overdue_until: overdue?.until ?? null,
  };
}

export function incidentRow(
  { state: incident, position, born }: Pick<Folded<Incident>, 'state' | 'position' | 'born'>,
  organisation: OrganisationId,
  stretches: readonly Stretch[],
): IncidentsTable {
  return {
    id: incident.id,
    born: Number(born),
    ...listed(incident, organisation, stretches),
    reference: incident.reference,
    title: storableText(incident.title),
    revision: incident.revision,
    position: positionText(position),
    ...figures(incident, stretches),
    state: JSON.stringify({ ...incident, notices: [], notes: [], evidence: [] }),
  };
}

type Figures = Pick<IncidentsTable, 'filed_late' | 'declined' | 'pending' | 'detect_ms' | 'notify_ms'>;

function figures(incident: Incident, stretches: readonly Stretch[]): Figures {
  const filing = earliestFiling(incident);
  // A day or a month says neither how late it was nor how long it took.
  const exact = filing?.filedAtPrecision === 'INSTANT' ? filing : null;
  const detected = elapsed(incident.occurredFrom, incident.detectedAt);
  const notified = elapsed(awareAt(incident), exact?.filedAt ?? null);
  const pending = stretches.some(({ duty }) => duty.kind === 'NOTIFY_AUTHORITY' && isOpenDuty(duty));
  return {
    filed_late: exact === null || exact.dueAt === null ? null : isAfter(exact.filedAt, exact.dueAt) ? 1 : 0,
    declined: declined(incident),
    pending: pending ? 1 : 0,
    detect_ms: detected !== null && detected < 0 ? null : detected,
    notify_ms: notified === null ? null : Math.max(0, notified),
  };
}

/** Milliseconds. */
function elapsed(from: Instant | null, to: Instant | null): number | null {
  return from === null || to === null ? null : epoch(to) - epoch(from);
}

/** The notification to the authority that was made first, of those that stand. */
function earliestFiling(incident: Incident): Filing | null {
  const [first = null, ...others] = standingNotifications(incident);
  return others.reduce((a, b) => (a !== null && epoch(b.filedAt) >= epoch(a.filedAt) ? a : b), first);
}

function declined({ decisions }: Incident): 0 | 1 {
  const newest = decisions.findLast((decision) => decision.kind === 'DECLINE_CNIL');
  return newest?.kind === 'DECLINE_CNIL' && newest.lapsedByRevision === null ? 1 : 0;
}

/** What statistics count. */
export function facetRows(
  incident: Incident,
  born: bigint,
  organisation: OrganisationId,
): readonly IncidentFacetsTable[] {
  const { facts } = incident;
  const values: [Facet, readonly string[]][] = [
    ['NATURE', incident.natures],
    ['CAUSE', facts?.cause ?? []],
    ['ORIGIN', facts?.origins ?? []],
    ['DATA_CATEGORY', facts?.dataCategories ?? []],
    ['SUBJECTS_BAND', one(facts?.subjectsCount == null ? facts?.subjectsBand : bandOf(facts.subjectsCount))],
    ['SECTOR', one(facts?.sector)],
    ['SUBJECTS_INFORMATION', [informationFor(incident, incident.updatedAt)]],
    ['SENSITIVE_DATA', one(facts?.sensitiveData == null ? null : String(facts.sensitiveData))],
  ];
  return values.flatMap(([facet, all]) =>
    [...new Set(all)].map((value) => ({ incident: Number(born), facet, value, organisation })),
  );
}

function one(value: string | null | undefined): readonly string[] {
  return value == null ? [] : [value];
}

function utc(instant: Instant | null): Instant | null {
  return instant === null ? null : inUtc(instant);
}
