/** Incidents as rows of the CNIL's open data: one for each that was notified. */
import type { Application } from '../application/application.js';
import type { Caller } from '../identity/caller.js';
import { informationFor } from '../incident/audiences.js';
import { standingNotifications } from '../incident/standing.js';
import type { Organisation } from '../incident/organisation.js';
import type { Incident } from '../incident/state.js';
import { bandOf } from '../law/bands.js';
import type { Instant } from '../law/instant.js';
import type { Seals } from '../log/port.js';
import type { CnilRow } from './row.js';

/** The row of an incident as of an instant; null for a drill and for what was never notified to the CNIL. */
export function rowOf(incident: Incident, organisation: Organisation, at: Instant): CnilRow | null {
  const first = standingNotifications(incident).find(({ authority }) => authority === 'FR-CNIL');
  if (first === undefined || incident.exercise) return null;
  const { facts } = incident;
  const count = facts?.subjectsCount ?? null;
  return {
    month: monthOf(first.filedAt, organisation.timeZone),
    sector: facts?.sector ?? organisation.sector ?? 'UNKNOWN',
    natures: incident.natures,
    band: count === null ? (facts?.subjectsBand ?? null) : bandOf(count),
    dataCategories: facts?.dataCategories ?? [],
    // The column knows yes or nothing: an explicit no is nothing.
    sensitiveData: facts?.sensitiveData === true ? true : null,
    origins: facts?.origins ?? [],
    causes: facts?.cause ?? [],
    information: informationFor(incident, at),
  };
}

/** `YYYY-MM` in a zone (IANA). */
function monthOf(instant: Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(
    new Date(instant),
  );
  const part = (type: 'year' | 'month') => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/**
 * The rows of an organisation's incidents, in the order in which the incidents were recorded.
 * @param caller who may read all incidents of the organisation.
 */
export async function exportedRows(
  application: Pick<Application, 'incident'>,
  seals: Pick<Seals, 'leaves' | 'size'>,
  caller: Caller,
): Promise<readonly CnilRow[]> {
  const rows: CnilRow[] = [];
  const range = { from: 0, to: await seals.size(caller.organisation) };
  for await (const { event } of seals.leaves(caller.organisation, range)) {
    if (event.type !== 'IncidentDetected') continue;
    const view = await application.incident(caller, event.stream.slice('incident-'.length));
    const row = view === null ? null : rowOf(view.incident, view.organisation, view.at);
    if (row !== null) rows.push(row);
  }
  return rows;
}
