/** Past moments of an incident: which of its events, and which of its organisation's, had been recorded by then. */
import type { OrganisationId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import { inUtc, isAfter, type Instant } from '../../law/instant.js';
import type { EventLog, RecordedEvent, StreamName } from '../../log/port.js';
import type { IncidentView } from '../application.js';
import { incidentStream, organisationStream } from '../ids.js';
import type { PastStates } from '../lists/pastStates.js';
import { unread, type Loaded, type States } from '../states.js';
import type { AsOf } from './replay.js';

export interface Moment {
  readonly id: string;
  /** UTC. */
  readonly at: Instant;
  /** Of the incident's last event. */
  readonly revision: number;
  /** Events of the organisation. */
  readonly configured: number;
}

export interface MomentsParts {
  readonly log: Pick<EventLog, 'comparePositions'>;
  readonly incidents: States<Incident, IncidentEvent>;
  readonly organisations: States<Organisation, OrganisationEvent>;
  readonly past: PastStates;
}

export class Moments {
  constructor(private readonly parts: MomentsParts) {}

  /** Null where the incident had no such event, or none yet. */
  async find({ incident, organisation }: IncidentView, asOf: AsOf): Promise<Moment | null> {
    const stream = incidentStream(incident.id);
    const told = await this.organisationEvents(organisation.id);
    if ('revision' in asOf) {
      const { revision } = asOf;
      if (revision < 0 || revision > incident.revision) return null;
      const [event] = await this.parts.incidents.recorded(stream, 1, revision);
      if (event === undefined) return null;
      const configured = told.filter((one) => this.parts.log.comparePositions(one.position, event.position) < 0).length;
      // What the log holds was written by this register.
      return { id: `${incident.id}@${revision}`, at: inUtc(event.recordedAt as Instant), revision, configured };
    }
    const at = inUtc(asOf.recordedAt);
    const revision = await this.#lastBy(stream, incident.revision, at);
    const configured = told.filter((event) => isBy(event, at)).length;
    return revision < 0 ? null : { id: `${incident.id}@${at}`, at, revision, configured };
  }

  /** The incident as it stood at the moment, of whose present state `present` is. */
  async view(present: IncidentView, { revision, configured, at }: Moment): Promise<IncidentView | null> {
    const incident = await this.parts.past.incident(present.incident.id, revision);
    if (incident === null) return null;
    const { state } = await this.organisation(present.organisation.id, configured);
    return { incident, organisation: state ?? present.organisation, at };
  }

  /** The organisation after so many of its events. */
  async organisation(id: OrganisationId, configured: number): Promise<Loaded<Organisation>> {
    const told = await this.organisationEvents(id);
    return this.parts.organisations.extend(unread<Organisation>(organisationStream(id)), told.slice(0, configured))
      .loaded;
  }

  organisationEvents(id: OrganisationId): Promise<readonly RecordedEvent[]> {
    return this.parts.organisations.recorded(organisationStream(id));
  }

  /** Revision of the last event recorded by then, -1 where there is none. Time on a stream never goes back: it can be halved. */
  async #lastBy(stream: StreamName, newest: number, at: Instant): Promise<number> {
    let [known, end] = [-1, newest + 1];
    while (end - known > 1) {
      const middle = Math.floor((known + end) / 2);
      const [event] = await this.parts.incidents.recorded(stream, 1, middle);
      if (event !== undefined && isBy(event, at)) known = middle;
      else end = middle;
    }
    return known;
  }
}

function isBy({ recordedAt }: RecordedEvent, at: Instant): boolean {
  return !isAfter(recordedAt as Instant, at);
}
