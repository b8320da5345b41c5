/** Checks of whole logs that run aside, one at a time. */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { OrganisationId, Seals } from '../../log/port.js';
import { ApplicationError } from '../application.js';
import { LogCheck, type Checkable, type KnownHead, type LogFindings } from './logCheck.js';
import type { Integrity, Verification } from './proofs.js';

/** Where events are recomputed: in this thread, or in one of its own. */
export interface Checker {
  add(events: readonly Checkable[]): Promise<void>;
  finish(): Promise<LogFindings>;
  /** Idempotent. */
  close(): void;
}

export type OpenChecker = (heads: readonly KnownHead[]) => Checker;

/** Kept for whoever asks how it went. */
const KEPT = 1_000;
/** Checks of one organisation that run or wait: the same one asked for again is not another. */
const UNFINISHED_MAX = 5;
/** Handed over at once. */
const AT_ONCE = 200;

/** In the thread that asks: for tests and for logs that are small. */
export const checkerInPlace: OpenChecker = (heads) => {
  const check = new LogCheck(heads);
  return {
    add: (events) => {
      for (const event of events) check.add(event);
      return Promise.resolve();
    },
    finish: () => Promise.resolve(check.finish()),
    close: () => undefined,
  };
};

export type Judge = (findings: LogFindings) => Integrity | Promise<Integrity>;

interface Running {
  readonly organisation: OrganisationId;
  readonly knownCheckpoint: string | null;
  now: Verification;
}

export class Verifications {
  readonly #all = new LRUCache<string, Running>({ max: KEPT });
  readonly #closing = new AbortController();
  /** The one begun last; each waits for the one before it, and none rejects. */
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly seals: Seals,
    private readonly open: OpenChecker,
    private readonly failed: (fault: unknown) => void,
  ) {}

  /**
   * @param judge makes the report of what was found.
   * @throws ApplicationError UNAVAILABLE where the organisation has five of them to come already.
   */
  async start(
    organisation: OrganisationId,
    knownCheckpoint: string | null,
    heads: readonly KnownHead[],
    judge: Judge,
  ): Promise<Verification> {
    // Before it is looked at who else is there: nothing comes between that and taking a place.
    const total = await this.seals.size(organisation);
    const unfinished = [...this.#all.values()].filter(
      (running) => running.organisation === organisation && running.now.state === 'RUNNING',
    );
    const same = unfinished.find((running) => running.knownCheckpoint === knownCheckpoint);
    if (same !== undefined) return same.now;
    if (unfinished.length >= UNFINISHED_MAX) {
      throw new ApplicationError('UNAVAILABLE', 'Checks of this log are waiting already: let them come to their end.');
    }
    const now: Verification = { id: randomUUID(), state: 'RUNNING', checked: 0, total, report: null };
    const running: Running = { organisation, knownCheckpoint, now };
    this.#all.set(now.id, running);
    this.#last = this.#last.then(() => this.#run(running, heads, judge));
    return now;
  }

  of(organisation: OrganisationId, id: string): Verification | null {
    const running = this.#all.get(id);
    return running?.organisation === organisation ? running.now : null;
  }

  /** Ends what runs: it then says FAILED. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#last;
  }

  async #run(running: Running, heads: readonly KnownHead[], judge: Judge): Promise<void> {
    let opened: Checker | null = null;
    try {
      this.#closing.signal.throwIfAborted();
      const checker = this.open(heads);
      opened = checker;
      const { total } = running.now;
      let batch: Checkable[] = [];
      const hand = async () => {
        await checker.add(batch);
        running.now = { ...running.now, checked: running.now.checked + batch.length };
        batch = [];
      };
      for await (const sealed of this.seals.leaves(running.organisation, { from: 0, to: total })) {
        this.#closing.signal.throwIfAborted();
        batch.push(checkable(sealed));
        if (batch.length === AT_ONCE) await hand();
      }
      await hand();
      running.now = { ...running.now, state: 'DONE', report: await judge(await checker.finish()) };
    } catch (error) {
      running.now = { ...running.now, state: 'FAILED' };
      if (!this.#closing.signal.aborted) this.failed(error);
    } finally {
      opened?.close();
    }
  }
}

function checkable({ envelope, event, leaf }: Checkable): Checkable {
  const { data, metadata, stream } = event;
  return { envelope, leaf: { seq: leaf.seq, hash: leaf.hash }, event: { data, metadata, stream } };
}
