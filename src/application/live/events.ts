/** Every event that a caller may see: first what is in the log, then live, without a seam. */
import type { Caller } from '../../identity/caller.js';
import type { IncidentId } from '../../incident/ids.js';
import type { Position, RecordedEvent } from '../../log/port.js';
import type { LiveItem, Subscribed } from './live.js';
import { leavable } from './stream.js';
import { itemOf, Subscriber, type EventStreamsParts } from './subscriber.js';

export class EventStreams {
  readonly #subscribers = new Set<Subscriber>();
  /** The newest item of each place that several are told of: one object for all of them. */
  readonly #told = new WeakMap<RecordedEvent, LiveItem>();

  constructor(private readonly parts: EventStreamsParts) {}

  get size(): number {
    return this.#subscribers.size;
  }

  get queued(): number {
    return [...this.#subscribers].reduce((sum, { mailbox }) => sum + mailbox.size, 0);
  }

  /** See Live.events. @param incident one that the caller may see. */
  async subscribe(caller: Caller, after: string | null, incident: IncidentId | null): Promise<Subscribed<LiveItem>> {
    const from = after === null ? (0n as Position) : await this.#open(after);
    if (typeof from === 'string') return { ok: false, reason: from };
    const subscriber = new Subscriber(this.parts, caller, incident, from, (event) => this.#live(event));
    this.#subscribers.add(subscriber);
    const forget = () => {
      this.#forget(subscriber);
    };
    return { ok: true, stream: leavable(subscriber.run(forget), forget) };
  }

  /** Called at every tick. */
  ring(): void {
    for (const subscriber of this.#subscribers) subscriber.ring();
  }

  close(error: Error): void {
    for (const { mailbox } of this.#subscribers) mailbox.end(error);
  }

  async #open(token: string): Promise<Position | 'FORGED' | 'OTHER_LOG'> {
    const opened = this.parts.positions.open(token);
    if (!opened.ok) return opened.reason;
    const head = (await this.parts.log.head()) ?? (0n as Position);
    return this.parts.log.comparePositions(opened.position, head) > 0 ? 'OTHER_LOG' : opened.position;
  }

  #forget(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    subscriber.leave();
  }

  #live(event: RecordedEvent): LiveItem {
    const known = this.#told.get(event);
    if (known !== undefined) return known;
    const item = itemOf(this.parts.positions, event.position, true, event);
    this.#told.set(event, item);
    return item;
  }
}
