/** When the duties of an organisation's incidents next change by time alone, so that a ring costs no look at each of them. */
import type { IncidentId } from '../../incident/ids.js';
import { epoch, instantAt, isBefore, type Instant } from '../../law/instant.js';
import type { OrganisationId, Seals } from '../../log/port.js';
import { incidentIdIn, organisationStream } from '../ids.js';

/** An incident to be looked at, and from when on (exclusive) something may have happened to its duties. */
export type Touched = Map<IncidentId, Instant>;

export class Agenda {
  /** Milliseconds since 1970; infinite where nothing will change by time. */
  readonly #next = new Map<IncidentId, number>();
  #read = 0;
  #newest: Instant | null = null;

  constructor(
    private readonly seals: Seals,
    private readonly organisation: OrganisationId,
  ) {}

  /** Of the events read; another node's clock may be ahead of this one's. Null where none was. */
  get newest(): Instant | null {
    return this.#newest;
  }

  /** Every incident of the organisation, oldest first. */
  incidents(): readonly IncidentId[] {
    return [...this.#next.keys()];
  }

  set(incident: IncidentId, next: Instant | null): void {
    this.#next.set(incident, next === null ? Number.POSITIVE_INFINITY : epoch(next));
  }

  /** Reads on in the organisation's events. What it sets for itself touches all its incidents. */
  async readOn(): Promise<Touched> {
    const touched: Touched = new Map();
    const stream = organisationStream(this.organisation);
    const to = await this.seals.size(this.organisation);
    for await (const { event, leaf } of this.seals.leaves(this.organisation, { from: this.#read, to })) {
      this.#read = leaf.seq + 1;
      this.#newest = event.recordedAt as Instant;
      const eve = instantAt(epoch(event.recordedAt as Instant) - 1);
      const incident = incidentIdIn(event.stream);
      if (event.stream === stream) for (const known of this.#next.keys()) touch(touched, known, eve);
      if (incident === null) continue;
      if (!this.#next.has(incident)) this.set(incident, null);
      touch(touched, incident, eve);
    }
    return touched;
  }

  /** Adds what has come by time up to `now`. */
  addDue(touched: Touched, now: Instant): void {
    const time = epoch(now);
    for (const [incident, next] of this.#next) if (next <= time) touch(touched, incident, instantAt(next - 1));
  }
}

function touch(touched: Touched, incident: IncidentId, from: Instant): void {
  const known = touched.get(incident);
  if (known === undefined || isBefore(from, known)) touched.set(incident, from);
}
