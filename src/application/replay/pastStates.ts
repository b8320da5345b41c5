/** Incidents as they stood at a moment, and their organisation as it stood at an instant: folded from the log itself. */
import { LRUCache } from 'lru-cache';
import type { IncidentId, OrganisationId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import { isAfter, type Instant } from '../../law/instant.js';
import type { Position, RecordedEvent, StreamName } from '../../log/port.js';
import { incidentStream, organisationStream } from '../ids.js';
import { unread, type Loaded, type States } from '../states.js';
import type { Moment } from './replay.js';

/** An incident as its events up to one of them tell it. */
export interface PastIncident {
  readonly incident: Incident;
  /** Of the last of these events. */
  readonly position: Position;
  readonly recordedAt: Instant;
}

/** So many events lie between two states that are kept of a long stream: what a look into the past reads, at most. */
const STRIDE = 250;
/** Bytes that the kept states hold on to, about. */
const KEPT_BYTES = 64 * 1024 * 1024;
/** What a kept state adds to the one before it: a place in a list for each of its events. */
const BYTES_OF_A_PLACE = 16;

type Waypoint = Loaded<Incident>;

export class PastStates {
  /** States on the way through long streams, oldest first, so that a look into the past does not begin at the first event. */
  readonly #waypoints = new LRUCache<StreamName, readonly Waypoint[]>({
    maxSize: KEPT_BYTES,
    sizeCalculation: (waypoints) =>
      waypoints.reduce((sum, { revision }) => sum + (revision + 1) * BYTES_OF_A_PLACE, waypoints.at(-1)?.weight ?? 1),
  });

  constructor(
    private readonly incidents: States<Incident, IncidentEvent>,
    private readonly organisations: States<Organisation, OrganisationEvent>,
  ) {}

  /** Null where it had no event of that revision, or none yet at that instant. */
  async incident(id: IncidentId, moment: Moment): Promise<PastIncident | null> {
    const { state, position, recordedAt, revision } = await this.#walk(incidentStream(id), moment);
    if (state === null || position === null || recordedAt === null) return null;
    if ('revision' in moment && moment.revision !== revision) return null;
    return { incident: state, position, recordedAt };
  }

  /** Null where it was not registered yet. */
  async organisation(id: OrganisationId, at: Instant): Promise<Organisation | null> {
    const stream = organisationStream(id);
    const told = await this.organisations.recorded(stream);
    // What the log holds was written by this register.
    const then = told.filter(({ recordedAt }) => !isAfter(recordedAt as Instant, at));
    return this.organisations.extend(unread<Organisation>(stream), then).loaded.state;
  }

  /** Instants of recording never go back within a stream: what was then is its beginning. */
  async #walk(stream: StreamName, moment: Moment): Promise<Waypoint> {
    let reached = this.#nearest(stream, moment);
    for (;;) {
      const count = STRIDE - ((reached.revision + 1) % STRIDE);
      const told = await this.incidents.recorded(stream, count, reached.revision + 1);
      const then = told.filter((event) => wasThen(event, moment));
      reached = this.incidents.extend(reached, then).loaded;
      if (then.length < count) return reached;
      this.#keep(reached);
    }
  }

  #nearest(stream: StreamName, moment: Moment): Waypoint {
    const known = this.#waypoints.get(stream)?.findLast(({ revision, recordedAt }) =>
      'revision' in moment
        ? revision <= moment.revision
        : recordedAt !== null && !isAfter(recordedAt, moment.recordedAt),
    );
    return known ?? unread<Incident>(stream);
  }

  #keep(waypoint: Waypoint): void {
    const known = this.#waypoints.peek(waypoint.stream) ?? [];
    // Two may walk at once: each keeps what follows on what is there.
    if ((known.at(-1)?.revision ?? -1) + STRIDE === waypoint.revision) {
      this.#waypoints.set(waypoint.stream, [...known, waypoint]);
    }
  }
}

function wasThen({ revision, recordedAt }: RecordedEvent, moment: Moment): boolean {
  return 'revision' in moment
    ? revision <= BigInt(moment.revision)
    : // What the log holds was written by this register.
      !isAfter(recordedAt as Instant, moment.recordedAt);
}
