/** One incident, kept before somebody's eyes. */
import type { Caller } from '../../identity/caller.js';
import { nextDutyChange } from '../../incident/dutyChanges.js';
import type { IncidentId } from '../../incident/ids.js';
import { isAfter, type Instant } from '../../law/instant.js';
import type { OrganisationId, RecordedEvent, StreamName } from '../../log/port.js';
import type { IncidentView } from '../application.js';
import { incidentStream, organisationStream } from '../ids.js';
import type { Feed, Listener } from './feed.js';
import type { Stream } from './live.js';
import { leavable } from './stream.js';
import { Wake } from './wake.js';

export interface IncidentWatchesParts {
  readonly feed: Feed;
  /** The incident as it is; null where it is not the caller's to see. */
  readonly look: (caller: Caller, id: IncidentId) => Promise<IncidentView | null>;
  readonly now: () => Instant;
}

export class IncidentWatches {
  readonly #watches = new Map<IncidentId, Watch>();

  constructor(private readonly parts: IncidentWatchesParts) {}

  get size(): number {
    return [...this.#watches.values()].reduce((sum, { eyes }) => sum + eyes.size, 0);
  }

  /** See Live.incident. @param id of an incident that the caller may see: that does not change. */
  subscribe(caller: Caller, id: IncidentId): Stream<IncidentView> {
    const known = this.#watches.get(id);
    const watch = known?.error === null ? known : new Watch(this.parts, caller.organisation, id);
    this.#watches.set(id, watch);
    const eye = { wake: new Wake(), left: false };
    watch.eyes.add(eye);
    const leave = () => {
      eye.left = true;
      eye.wake.ring();
      watch.eyes.delete(eye);
      if (watch.eyes.size > 0) return;
      watch.leave();
      if (this.#watches.get(id) === watch) this.#watches.delete(id);
    };
    return leavable(this.#stream(watch, caller, eye, leave), leave);
  }

  /** Called at every tick. */
  ring(): void {
    for (const watch of this.#watches.values()) watch.ring();
  }

  close(error: Error): void {
    for (const watch of this.#watches.values()) watch.ended(error);
  }

  async *#stream(watch: Watch, caller: Caller, eye: Eye, leave: () => void): AsyncGenerator<IncidentView, void> {
    try {
      await watch.listen();
      let seen = -1;
      while (!eye.left) {
        if (watch.error !== null) throw watch.error;
        if (seen === watch.version) {
          await eye.wake.next();
          continue;
        }
        seen = watch.version;
        const view = await watch.view(caller);
        if (view !== null) yield view;
      }
    } finally {
      leave();
    }
  }
}

interface Eye {
  readonly wake: Wake;
  left: boolean;
}

/** All who look at one incident: they are shown the same view, one object, made when the first of them asks. */
class Watch implements Listener {
  readonly eyes = new Set<Eye>();
  /** Goes up whenever there is something new to see. */
  version = 0;
  error: Error | null = null;
  #view: Promise<IncidentView | null> | null = null;
  /** When a duty changes state by time alone; null where none will, or where that is not known yet. */
  #changesAt: Instant | null = null;
  #joined: Promise<() => void> | null = null;
  readonly #streams: readonly StreamName[];

  constructor(
    private readonly parts: IncidentWatchesParts,
    private readonly organisation: OrganisationId,
    private readonly id: IncidentId,
  ) {
    // The organisation's aims are targets of duties, and its name and zone are shown.
    this.#streams = [incidentStream(id), organisationStream(organisation)];
  }

  async listen(): Promise<void> {
    this.#joined ??= this.parts.feed.join(this.organisation, this);
    await this.#joined;
  }

  leave(): void {
    const joined = this.#joined;
    this.#joined = null;
    // Where joining failed there is nothing to leave, and whoever listened was told.
    void joined?.then((leave) => {
      leave();
    }, ignore);
  }

  told({ stream }: RecordedEvent): void {
    if (this.#streams.includes(stream)) this.#changed();
  }

  ended(error: Error): void {
    this.error = error;
    for (const { wake } of this.eyes) wake.ring();
  }

  ring(): void {
    if (this.#changesAt !== null && !isAfter(this.#changesAt, this.parts.now())) this.#changed();
  }

  /** Whoever asks may see it, and so sees the same as everybody else. */
  view(caller: Caller): Promise<IncidentView | null> {
    return (this.#view ??= this.#look(caller, this.version));
  }

  #changed(): void {
    this.version += 1;
    this.#view = null;
    this.#changesAt = null;
    for (const { wake } of this.eyes) wake.ring();
  }

  async #look(caller: Caller, version: number): Promise<IncidentView | null> {
    const view = await this.parts.look(caller, this.id);
    if (view !== null && version === this.version) {
      this.#changesAt = nextDutyChange(view.incident, view.organisation, view.at);
    }
    return view;
  }
}

function ignore(): void {
  // Told elsewhere.
}
