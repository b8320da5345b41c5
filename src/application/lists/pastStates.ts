/** Incidents as they stood at a revision, and their organisation as it stood at an instant: folded from the log itself. */
import { LRUCache } from 'lru-cache';
import type { IncidentId, OrganisationId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import { isAfter, type Instant } from '../../law/instant.js';
import type { StreamName } from '../../log/port.js';
import { incidentStream, organisationStream } from '../ids.js';
import { unread, type Loaded, type States } from '../states.js';

/** So many events lie between two states that are kept of a long stream: what a look into the past reads, at most. */
const STRIDE = 250;
/** Bytes that the kept states hold on to, about. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** What a kept state adds to the one before it: a place in a list for each of its events. */
const BYTES_OF_A_PLACE = 16;

export class PastStates {
  /** States on the way through long streams, oldest first, so that a look into the past does not begin at the first event. */
  readonly #waypoints = new LRUCache<StreamName, readonly Loaded<Incident>[]>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (waypoints) =>
      waypoints.reduce((sum, { revision }) => sum + (revision + 1) * BYTES_OF_A_PLACE, waypoints.at(-1)?.weight ?? 1),
  });

  constructor(
    private readonly incidents: States<Incident, IncidentEvent>,
    private readonly organisations: States<Organisation, OrganisationEvent>,
  ) {}

  /** Null where it had no event of that revision. */
  async incident(id: IncidentId, revision: number): Promise<Incident | null> {
    return (await this.loaded(id, revision))?.state ?? null;
  }

  /** Its stream up to the event of that revision; null where it had none. */
  async loaded(id: IncidentId, revision: number): Promise<Loaded<Incident> | null> {
    const stream = incidentStream(id);
    const known = this.#waypoints.get(stream)?.findLast((waypoint) => waypoint.revision <= revision);
    let reached = known ?? unread<Incident>(stream);
    while (reached.revision < revision) {
      const from = reached.revision + 1;
      const count = Math.min(STRIDE - (from % STRIDE), revision - reached.revision);
      const told = await this.incidents.recorded(stream, count, from);
      reached = this.incidents.extend(reached, told).loaded;
      if (told.length < count) return null;
      if ((reached.revision + 1) % STRIDE === 0) this.#keep(reached);
    }
    return reached.revision < 0 ? null : reached;
  }

  /** Null where it was not registered yet. */
  async organisation(id: OrganisationId, at: Instant): Promise<Organisation | null> {
    const stream = organisationStream(id);
    const told = await this.organisations.recorded(stream);
    // What the log holds was written by this register.
    const then = told.filter(({ recordedAt }) => !isAfter(recordedAt as Instant, at));
    return this.organisations.extend(unread<Organisation>(stream), then).loaded.state;
  }

  #keep(waypoint: Loaded<Incident>): void {
    const known = this.#waypoints.peek(waypoint.stream) ?? [];
    // Two may walk at once: each keeps what follows on what is there.
    if ((known.at(-1)?.revision ?? -1) + STRIDE === waypoint.revision) {
      this.#waypoints.set(waypoint.stream, [...known, waypoint]);
    }
  }
}
