import type { Caller } from '../../identity/caller.js';
import type { IncidentId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import type { Instant } from '../../law/instant.js';
import type { EventLog, OrganisationId, Seals } from '../../log/port.js';
import { ApplicationError, type IncidentView } from '../application.js';
import { demand } from '../authorisation.js';
import { incidentStream, organisationStream, parseIncidentId } from '../ids.js';
import type { Positions } from '../positions.js';
import type { States } from '../states.js';
import { AlertDesks } from './alerts.js';
import { AlertHistory } from './alertHistory.js';
import { EventStreams } from './events.js';
import { Feed } from './feed.js';
import { IncidentWatches } from './incidents.js';
import type { AlertFilter, DutyAlert, Live, LiveItem, LiveLoad, Subscribed } from './live.js';
import { TICK, type Ticker } from './ticker.js';

export interface LiveParts {
  readonly log: EventLog;
  /** In step with the log: an event that the log tells of is sealed. */
  readonly seals: Seals;
  readonly incidents: States<Incident, IncidentEvent>;
  readonly organisations: States<Organisation, OrganisationEvent>;
  readonly positions: Positions;
  /** See Application.incident. */
  readonly look: (caller: Caller, id: string) => Promise<IncidentView | null>;
  readonly now: () => Instant;
  readonly ticker: Ticker;
  /** Milliseconds after which a subscriber of events who was told nothing is told where it stands. */
  readonly heartbeat: number;
  /** Hears of what interrupted subscribers. */
  readonly failed: (fault: unknown) => void;
}

export class LiveRegister implements Live {
  readonly #feed: Feed;
  readonly #events: EventStreams;
  readonly #incidents: IncidentWatches;
  readonly #alerts: AlertDesks;
  readonly #stop: () => void;
  #closed = false;

  constructor(private readonly parts: LiveParts) {
    const { log, seals, positions, now, failed } = parts;
    const feed = new Feed(log, seals, failed);
    const look = (organisation: OrganisationId, incident: IncidentId) => this.#look(organisation, incident);
    const history = new AlertHistory(log, parts.incidents, parts.organisations);
    this.#feed = feed;
    this.#events = new EventStreams({
      log,
      seals,
      feed,
      positions,
      reporterOf: async (organisation, incident) => (await this.#stateOf(organisation, incident))?.reportedBy ?? null,
      heartbeat: Math.max(1, Math.round(parts.heartbeat / TICK)),
    });
    this.#incidents = new IncidentWatches({ feed, look: parts.look, now });
    this.#alerts = new AlertDesks({ seals, feed, history, look, now, failed });
    this.#stop = parts.ticker.every(TICK, () => {
      this.#events.ring();
      this.#incidents.ring();
      this.#alerts.ring();
    });
  }

  async events(caller: Caller, after: string | null, incidentId: string | null): Promise<Subscribed<LiveItem>> {
    this.#assertOpen();
    demand(caller, 'events');
    if (incidentId === null) return this.#events.subscribe(caller, after, null);
    const incident = await this.#visible(caller, incidentId);
    return incident === null ? NOT_FOUND : this.#events.subscribe(caller, after, incident);
  }

  async incident(caller: Caller, id: string): Promise<Subscribed<IncidentView>> {
    this.#assertOpen();
    const incident = await this.#visible(caller, id);
    return incident === null ? NOT_FOUND : { ok: true, stream: this.#incidents.subscribe(caller, incident) };
  }

  async dutyAlerts(caller: Caller, since: Instant | null, filter: AlertFilter): Promise<Subscribed<DutyAlert>> {
    this.#assertOpen();
    demand(caller, 'dutyAlerts');
    const { incidentId } = filter;
    if (incidentId != null && (await this.#visible(caller, incidentId)) === null) return NOT_FOUND;
    return this.#alerts.subscribe(caller, since, filter);
  }

  get load(): LiveLoad {
    return {
      events: this.#events.size,
      incidents: this.#incidents.size,
      alerts: this.#alerts.size,
      queued: this.#events.queued + this.#alerts.queued,
      listeners: this.#feed.listeners,
    };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    const error = closing();
    this.#feed.close();
    this.#events.close(error);
    this.#incidents.close(error);
    this.#alerts.close(error);
  }

  async #visible(caller: Caller, id: string): Promise<IncidentId | null> {
    return (await this.parts.look(caller, id)) === null ? null : parseIncidentId(id);
  }

  async #stateOf(organisation: OrganisationId, incident: IncidentId): Promise<Incident | null> {
    const loaded = await this.parts.incidents.load(incidentStream(incident));
    return loaded.organisation === organisation ? loaded.state : null;
  }

  async #look(organisation: OrganisationId, incident: IncidentId): Promise<IncidentView | null> {
    const state = await this.#stateOf(organisation, incident);
    const ours = (await this.parts.organisations.load(organisationStream(organisation))).state;
    return state === null || ours === null ? null : { incident: state, organisation: ours, at: this.parts.now() };
  }

  #assertOpen(): void {
    if (this.#closed) throw closing();
  }
}

const NOT_FOUND = { ok: false, reason: 'NOT_FOUND' } as const;

function closing(): ApplicationError {
  return new ApplicationError('UNAVAILABLE', 'The register is being shut down: subscribe again.');
}
