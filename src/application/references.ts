/** The numbers that people know incidents by: one after the other in an organisation's year. */
import { LRUCache } from 'lru-cache';
import type { EntryId, IncidentId } from '../incident/ids.js';
import type { Organisation } from '../incident/organisation.js';
import type { Instant } from '../law/instant.js';
import { LogError, type EventLog, type OrganisationId } from '../log/port.js';
import { dataOf } from '../read/stored/kinds.js';
import { referenceStream } from './ids.js';
import { derivedIds, newEvents, type Recorder } from './recording.js';
import { steadyAppend } from './steadyAppend.js';

/** Fits the schema of references and is never given out: what a report is tried with before a number is spent on it. */
export const UNRESERVED = '0000-0000';

export interface Reservation {
  readonly recorder: Recorder;
  readonly commandId: string;
  readonly incident: IncidentId;
  /** A drill: numbered in a series of its own. */
  readonly exercise: boolean;
  /** recordedAt of the report: the year is that of this instant in the organisation's zone. */
  readonly at: Instant;
}

export class References {
  constructor(
    private readonly log: EventLog,
    private readonly patience: number,
  ) {}

  /**
   * Reserves `2023-0007`, or `EX-2023-0001` for a drill. Asked again for the same command it gives the same number; a crash after it leaves
   * a gap that the stream of references explains.
   * @throws LogError UNAVAILABLE and the like, UNKNOWN_OUTCOME included: a number may be lost, no incident is.
   */
  async reserve(
    { recorder, commandId, incident, exercise, at }: Reservation,
    organisation: Organisation,
  ): Promise<string> {
    const year = yearOf(at, organisation.timeZone);
    const stream = referenceStream(organisation.id, year, exercise);
    // An incident is named by an id of the same form as an entry.
    const body = { type: 'ReferenceReserved', data: { incidentId: incident as string as EntryId } } as const;
    const recording = { stream, recorder, commandId, mark: null };
    const events = derivedIds(recording, newEvents(recording, [body], at));
    const result = await steadyAppend(this.log, stream, events, 'any', this.patience);
    if (!result.ok) throw new LogError('UNAVAILABLE', `No reference could be reserved in ${stream}`);
    const number = String(result.revision + 1n).padStart(4, '0');
    return `${exercise ? 'EX-' : ''}${year}-${number}`;
  }
}

const REFERENCE = /^(EX-)?(\d{4})-(\d{4,9})$/;

/** The incident that a reference was reserved for, as its stream tells it; null where there is none. */
export async function incidentOfReference(
  log: Pick<EventLog, 'readStream'>,
  organisation: OrganisationId,
  reference: string,
): Promise<string | null> {
  const [, drill, year = '', number] = REFERENCE.exec(reference) ?? [];
  if (number === undefined || Number(number) === 0) return null;
  const from = BigInt(number) - 1n;
  const stream = referenceStream(organisation, year, drill !== undefined);
  for await (const event of log.readStream(stream, { from, limit: 1 })) {
    const data = dataOf(event);
    return 'incidentId' in data && typeof data.incidentId === 'string' ? data.incidentId : null;
  }
  return null;
}

/** Years by zone and minute: making a format costs more than all the rest of a reservation, and using one is not cheap either. */
const years = new LRUCache<string, string>({ max: 1_000 });
const MINUTE_CHARACTERS = '2026-10-01T08:12'.length;

/** Four digits of the Gregorian calendar. No zone changes its date within a minute. @param instant in UTC. */
function yearOf(instant: Instant, timeZone: string): string {
  const key = `${timeZone} ${instant.slice(0, MINUTE_CHARACTERS)}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', { year: 'numeric', timeZone });
  const year = format.format(new Date(instant));
  years.set(key, year);
  return year;
}
