/** One who follows events. */
import type { Caller } from '../../identity/caller.js';
import { scopeOf } from '../../identity/permissions.js';
import type { ActorId, IncidentId } from '../../incident/ids.js';
import type { EventLog, OrganisationId, Position, RecordedEvent, Seals, StreamName } from '../../log/port.js';
import { incidentIdIn, incidentStream } from '../ids.js';
import type { Positions } from '../positions.js';
import type { Feed, Listener } from './feed.js';
import { SlowConsumer, type LiveItem } from './live.js';
import { Mailbox } from './mailbox.js';
import { firstAfter } from './place.js';

/** Events of one reading while catching up. */
const PAGE = 200;
/** After so many events that are not for it, a subscriber that catches up is told how far it is. */
const UNSEEN_MAX = 2_000;

export interface EventStreamsParts {
  readonly log: Pick<EventLog, 'head' | 'comparePositions'>;
  readonly seals: Seals;
  readonly feed: Feed;
  readonly positions: Positions;
  /** Who reported an incident of that organisation; null where there is none. */
  readonly reporterOf: (organisation: OrganisationId, incident: IncidentId) => Promise<ActorId | null>;
  /** Rings after which a subscriber who was told nothing is told where it stands. */
  readonly heartbeat: number;
}

export class Subscriber implements Listener {
  readonly mailbox: Mailbox<LiveItem>;
  /** Up to here everything was read from the log itself: the feed tells some of it again. */
  #read: Position;
  /** Up to here everything was handed out or is not for this subscriber. */
  #passed: Position;
  /** Of the last item handed out. */
  #delivered: string;
  #caughtUp = false;
  #left = false;
  #leave: (() => void) | null = null;
  #quiet = 0;
  readonly #stream: StreamName | null;
  readonly #seesAll: boolean;

  constructor(
    private readonly parts: EventStreamsParts,
    private readonly caller: Caller,
    incident: IncidentId | null,
    after: Position,
    private readonly liveItem: (event: RecordedEvent) => LiveItem,
  ) {
    this.#stream = incident === null ? null : incidentStream(incident);
    this.#seesAll = scopeOf(caller.role, 'events') === 'ALL';
    this.#read = after;
    this.#passed = after;
    this.#delivered = parts.positions.seal(after);
    this.mailbox = new Mailbox(() => new SlowConsumer(this.#delivered));
  }

  told(event: RecordedEvent): void {
    if (this.#isAskedFor(event)) this.mailbox.put(this.liveItem(event), event.data.length);
    // What it does not ask for moves it on all the same, where nothing older waits.
    else if (this.#caughtUp && this.mailbox.size === 0) this.#pass(event.position);
  }

  ended(error: Error): void {
    this.mailbox.end(error);
  }

  ring(): void {
    this.#quiet += 1;
    if (this.#quiet < this.parts.heartbeat || !this.#caughtUp || this.mailbox.size > 0) return;
    this.mailbox.put(this.#here(true), 0);
  }

  leave(): void {
    this.#left = true;
    this.mailbox.end(null);
    this.#leave?.();
    this.#leave = null;
  }

  /** What it is told, in order. @param ended called when there is nothing more, for whatever reason. */
  async *run(ended: () => void): AsyncGenerator<LiveItem, void> {
    try {
      yield this.#here(false);
      yield* this.#catchUp();
      if (this.#left) return;
      this.#caughtUp = true;
      yield this.#handOut(this.#here(true));
      for (let item = await this.mailbox.next(); item !== null; item = await this.mailbox.next()) {
        if (item.event === null) yield this.#handOut(item);
        else if (this.parts.log.comparePositions(item.event.position, this.#read) > 0) {
          this.#pass(item.event.position);
          if (this.#seesAll || (await this.#mayBeSeen(item.event))) yield this.#handOut(item);
        }
      }
    } finally {
      ended();
    }
  }

  /** Reads the log until its end, listens to the feed from then on, and reads on until nothing is left that was written before. */
  async *#catchUp(): AsyncGenerator<LiveItem, void> {
    const { seals, log, feed, positions } = this.parts;
    const { organisation } = this.caller;
    let next = await firstAfter(seals, log, organisation, this.#read);
    let unseen = 0;
    while (!this.#left) {
      const from = next;
      for await (const { event, leaf } of seals.leaves(organisation, { from, to: from + PAGE })) {
        if (this.#hasLeft()) return;
        next = leaf.seq + 1;
        // It was not sealed yet when it was looked where to begin.
        if (log.comparePositions(event.position, this.#read) <= 0) continue;
        this.#read = event.position;
        this.#pass(event.position);
        unseen += 1;
        if (this.#isAskedFor(event) && (this.#seesAll || (await this.#mayBeSeen(event)))) {
          unseen = 0;
          yield this.#handOut(itemOf(positions, event.position, false, event));
        }
      }
      if (next === from && this.#leave !== null) return;
      if (next < from + PAGE && this.#leave === null) this.#joined(await feed.join(organisation, this));
      if (unseen < UNSEEN_MAX) continue;
      unseen = 0;
      yield this.#handOut(this.#here(false));
    }
  }

  /** While something was waited for. */
  #hasLeft(): boolean {
    return this.#left;
  }

  #joined(leave: () => void): void {
    if (this.#left) leave();
    else this.#leave = leave;
  }

  #isAskedFor({ stream }: RecordedEvent): boolean {
    return this.#stream === null ? incidentIdIn(stream) !== null : stream === this.#stream;
  }

  async #mayBeSeen({ stream, organisation }: RecordedEvent): Promise<boolean> {
    const incident = incidentIdIn(stream);
    return incident !== null && (await this.parts.reporterOf(organisation, incident)) === this.caller.actor;
  }

  #pass(position: Position): void {
    if (this.parts.log.comparePositions(position, this.#passed) > 0) this.#passed = position;
  }

  /** Where it stands. */
  #here(live: boolean): LiveItem {
    return itemOf(this.parts.positions, this.#passed, live, null);
  }

  #handOut(item: LiveItem): LiveItem {
    this.#quiet = 0;
    this.#delivered = item.position;
    return item;
  }
}

/** Sealing costs more than handing on: it is done when it is asked for. */
export function itemOf(positions: Positions, place: Position, live: boolean, event: RecordedEvent | null): LiveItem {
  let position: string | null = null;
  return {
    get position() {
      return (position ??= positions.seal(place));
    },
    live,
    event,
    incidentId: event === null ? null : incidentIdIn(event.stream),
  };
}
