/** What duties came to in a stretch of time, worked out from the log: the same for whoever asks, and whenever. */
import { LRUCache } from 'lru-cache';
import { changesByTime, differences, type DutyChange } from '../../incident/dutyChanges.js';
import { duties } from '../../incident/duties.js';
import type { Duty } from '../../incident/duty.js';
import type { IncidentId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import { instantAt, epoch, isAfter, type Instant } from '../../law/instant.js';
import type { DutyState } from '../../law/vocabulary.js';
import type { EventLog, OrganisationId, RecordedEvent } from '../../log/port.js';
import { alertIdOf, incidentStream, organisationStream } from '../ids.js';
import { parseMetadata } from '../../read/stored/metadata.js';
import { unread, type Loaded, type States } from '../states.js';
import type { DutyAlert } from './live.js';

/** What somebody must be told of; a duty that merely opens is on the page already. */
export const ALERTING: ReadonlySet<DutyState> = new Set(['DUE_SOON', 'OVERDUE', 'MET', 'MET_LATE', 'WAIVED']);

const KEPT = 2_000;

/** An incident and its organisation as far as they were told, and the instant of what was told last. */
interface Told {
  readonly incident: Loaded<Incident>;
  readonly organisation: Loaded<Organisation>;
  readonly at: Instant;
}

/** What one command wrote: nothing can be seen in the middle of it. */
interface Step {
  readonly at: Instant;
  readonly events: readonly RecordedEvent[];
}

export class AlertHistory {
  readonly #told = new LRUCache<IncidentId, Told>({ max: KEPT });

  constructor(
    private readonly log: Pick<EventLog, 'comparePositions'>,
    private readonly incidents: States<Incident, IncidentEvent>,
    private readonly organisations: States<Organisation, OrganisationEvent>,
  ) {}

  /**
   * The alerts of an incident after `from` (exclusive) up to `to` (inclusive), in order. What an event changes is dated by its recording, what
   * time changes by that time, under the record as it stood then.
   * @throws ApplicationError DAMAGED_STREAM
   */
  async between(
    organisation: OrganisationId,
    incident: IncidentId,
    from: Instant,
    to: Instant,
  ): Promise<readonly DutyAlert[]> {
    const start = this.#start(organisation, incident, from);
    const steps = await this.#steps(start);
    const first = steps.findIndex(({ at }) => isAfter(at, from));
    const [before, within] = first < 0 ? [steps, []] : [steps.slice(0, first), steps.slice(first)];
    let told = before.length === 0 ? start : this.#apply(start, joined(before));
    const alerts: DutyAlert[] = [];
    for (const step of within) {
      if (isAfter(step.at, to)) break;
      const next = this.#apply(told, step);
      alerts.push(...byTime(told, later(from, told.at), instantAt(epoch(next.at) - 1)), ...byEvent(told, next));
      told = next;
    }
    if (told.incident.state !== null) this.#told.set(incident, told);
    return [...alerts, ...byTime(told, later(from, told.at), to)];
  }

  /** From what was told before, where that does not lie beyond the stretch. */
  #start(organisation: OrganisationId, incident: IncidentId, from: Instant): Told {
    const known = this.#told.get(incident);
    if (known !== undefined && !isAfter(known.at, from)) return known;
    return {
      incident: unread<Incident>(incidentStream(incident)),
      organisation: unread<Organisation>(organisationStream(organisation)),
      at: instantAt(0),
    };
  }

  async #steps({ incident, organisation }: Told): Promise<readonly Step[]> {
    const [ofIncident, ofOrganisation] = await Promise.all([
      this.incidents.recorded(incident.stream, undefined, incident.revision + 1),
      this.organisations.recorded(organisation.stream, undefined, organisation.revision + 1),
    ]);
    const all = [...ofIncident, ...ofOrganisation];
    return stepsOf(all.sort((a, b) => this.log.comparePositions(a.position, b.position)));
  }

  #apply(told: Told, { at, events }: Step): Told {
    const ofIncident = events.filter(({ stream }) => stream === told.incident.stream);
    const ofOrganisation = events.filter(({ stream }) => stream === told.organisation.stream);
    return {
      incident: this.incidents.extend(told.incident, ofIncident).loaded,
      organisation: this.organisations.extend(told.organisation, ofOrganisation).loaded,
      // Writers in flight together may be written in another order than they read the clock.
      at: isAfter(told.at, at) ? told.at : at,
    };
  }
}

/** The events, in the order of the log, by the command that wrote them. */
function stepsOf(events: readonly RecordedEvent[]): readonly Step[] {
  const steps: { at: Instant; cause: string | null; events: RecordedEvent[] }[] = [];
  for (const event of events) {
    const cause = parseMetadata(event.metadata)?.causationId ?? null;
    const last = steps.at(-1);
    if (last !== undefined && last.cause === cause) last.events.push(event);
    else steps.push({ at: event.recordedAt as Instant, cause, events: [event] });
  }
  return steps;
}

function joined(steps: readonly Step[]): Step {
  const at = steps.map((step) => step.at).reduce(later);
  return { at, events: steps.flatMap(({ events }) => events) };
}

function dutiesAt({ incident, organisation }: Told, at: Instant): readonly Duty[] {
  return incident.state === null || organisation.state === null ? [] : duties(incident.state, organisation.state, at);
}

function byEvent(before: Told, after: Told): readonly DutyAlert[] {
  const eve = isAfter(after.at, before.at) ? instantAt(epoch(after.at) - 1) : after.at;
  return alertsOf(after, differences(dutiesAt(before, eve), dutiesAt(after, after.at), after.at));
}

function byTime(told: Told, from: Instant, to: Instant): readonly DutyAlert[] {
  const { incident, organisation } = told;
  if (incident.state === null || organisation.state === null || !isAfter(to, from)) return [];
  return alertsOf(told, changesByTime(incident.state, organisation.state, from, to));
}

function alertsOf({ incident, organisation }: Told, changes: readonly DutyChange[]): readonly DutyAlert[] {
  const { state } = incident;
  const { state: ours } = organisation;
  if (state === null || ours === null) return [];
  return changes
    .filter(({ duty }) => ALERTING.has(duty.state))
    .map(({ at, duty }) => ({
      id: alertIdOf(state.id, duty.key, duty.state, at),
      at,
      duty,
      view: { incident: state, organisation: ours, at },
    }));
}

function later(a: Instant, b: Instant): Instant {
  return isAfter(a, b) ? a : b;
}
