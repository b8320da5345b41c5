/** Checks of whole logs that run aside, one at a time. */
import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { OrganisationId, Seals } from '../../log/port.js';
import { ApplicationError } from '../application.js';
import { recompute, type OpenChecker } from './checker.js';
import type { KnownHead, LogFindings } from './logCheck.js';
import type { Integrity, Verification } from './proofs.js';

/** Kept for whoever asks how it went. */
const KEPT = 1_000;
/** Checks of one organisation that run or wait: the same one asked for again is not another. */
const UNFINISHED_MAX = 5;
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
    const { organisation, now } = running;
    const progress = (events: number) => {
      running.now = { ...running.now, checked: running.now.checked + events };
    };
    const asked = { organisation, size: now.total, heads, signal: this.#closing.signal, progress };
    try {
      const findings = await recompute(this.seals, this.open, asked);
      running.now = { ...running.now, state: 'DONE', report: await judge(findings) };
    } catch (error) {
      running.now = { ...running.now, state: 'FAILED' };
      if (!this.#closing.signal.aborted) this.failed(error);
    }
  }
}
