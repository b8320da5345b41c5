/** One subscription to the log feeds all subscribers of the node. */
import { setImmediate as turn } from 'node:timers/promises';
import type { EventLog, OrganisationId, Position, RecordedEvent, Seals } from '../../log/port.js';
import { ApplicationError } from '../application.js';

/** Told without waiting for anybody: whoever listens keeps what it needs, within bounds of its own. */
export interface Listener {
  told(event: RecordedEvent): void;
  /** Nothing more is told. What was missed is in the log. */
  ended(error: Error): void;
}

/** After so many events the event loop comes round, so that whoever keeps up can take what was put before it. */
const EVENTS_A_TURN = 64;

type FeedLog = Pick<EventLog, 'subscribeAll' | 'comparePositions'>;

export class Feed {
  readonly #listeners = new Map<OrganisationId, Set<Listener>>();
  #run: { readonly begun: Promise<void>; readonly abort: AbortController } | null = null;
  #closed = false;

  /** @param failed hears why the feed broke down, for the operator. */
  constructor(
    private readonly log: FeedLog,
    private readonly seals: Pick<Seals, 'upTo'>,
    private readonly failed: (fault: unknown) => void,
  ) {}

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /**
   * From when this resolves on, every event of the organisation that has no leaf yet will be told, once, in order.
   * @returns leaves; may be called again. The last one to leave ends the subscription to the log.
   */
  async join(organisation: OrganisationId, listener: Listener): Promise<() => void> {
    if (this.#closed) throw closed();
    const listeners = this.#listeners.get(organisation) ?? new Set();
    this.#listeners.set(organisation, listeners.add(listener));
    const leave = () => {
      this.#leave(organisation, listener);
    };
    this.#run ??= this.#begin();
    try {
      await this.#run.begun;
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  close(): void {
    this.#closed = true;
    this.#end(closed());
  }

  #leave(organisation: OrganisationId, listener: Listener): void {
    const listeners = this.#listeners.get(organisation);
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#listeners.delete(organisation);
    if (this.#listeners.size > 0) return;
    this.#run?.abort.abort();
    this.#run = null;
  }

  #begin() {
    const abort = new AbortController();
    // Not from the log's head: whoever catches up reads leaves, and what is not sealed yet is not among them.
    const begun = this.seals.upTo().then((sealed) => {
      void this.#follow(sealed, abort.signal);
    });
    return { begun, abort };
  }

  async #follow(after: Position | null, signal: AbortSignal): Promise<void> {
    let last = after;
    let count = 0;
    try {
      for await (const told of this.log.subscribeAll({ ...(after === null ? {} : { after }), signal })) {
        if (signal.aborted) return;
        // At least once is what the log promises; what it repeats is not told again.
        if ('caughtUp' in told || (last !== null && this.log.comparePositions(told.position, last) <= 0)) continue;
        last = told.position;
        for (const listener of this.#listeners.get(told.organisation) ?? []) listener.told(told);
        count += 1;
        if (count % EVENTS_A_TURN === 0) await turn();
      }
      if (!signal.aborted) this.#end(closed());
    } catch (error) {
      if (signal.aborted) return;
      this.failed(error);
      this.#end(
        new ApplicationError('UNAVAILABLE', 'The live feed was interrupted: subscribe again.', { cause: error }),
      );
    }
  }

  /** Ends everybody, so that they come again and read from the log what they missed. The next one to join begins a new subscription. */
  #end(error: Error): void {
    this.#run?.abort.abort();
    this.#run = null;
    const listeners = [...this.#listeners.values()].flatMap((set) => [...set]);
    this.#listeners.clear();
    for (const listener of listeners) listener.ended(error);
  }
}

function closed(): ApplicationError {
  return new ApplicationError('UNAVAILABLE', 'The register is being shut down: subscribe again.');
}
