import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Caller } from '../../identity/caller.js';
import { parseRole } from '../../identity/roles.js';
import type { ActorId, IncidentId } from '../../incident/ids.js';
import { DAY, instantAt, plus, type Instant } from '../../law/instant.js';
import type { KeptRead, NewRead, ReadLogStore } from '../../store/readLogStore.js';
import { ApplicationError } from '../application.js';
import { demand } from '../authorisation.js';
import { parseIncidentId } from '../ids.js';
import type { Ticker } from '../live/ticker.js';
import type { Read, ReadEntry, ReadLog, ReadsAsked, ReadsPage } from './readLog.js';

export interface ReadLogParts {
  /** Opened and closed by whoever calls. */
  readonly store: ReadLogStore;
  /** How long a read is kept. */
  readonly days: number;
  readonly ticker: Ticker;
  readonly now: () => Instant;
  /** Hears of old reads that could not be taken away. */
  readonly failed: (fault: unknown) => void;
}

/** Milliseconds between two times of taking away what is old. */
const PRUNED_EVERY = DAY / 24;
const PRUNED_AT_ONCE = 1_000;
const COUNTED = 10_000;

export class RegisterReadLog implements ReadLog {
  #waiting: NewRead[] = [];
  #writing: Promise<void> | null = null;
  #pruning: Promise<void> = Promise.resolve();
  readonly #stop: () => void;
  #closed = false;

  constructor(private readonly parts: ReadLogParts) {
    const prune = () => {
      this.#pruning = this.#pruning.then(() => this.#prune()).catch(parts.failed);
    };
    prune();
    this.#stop = parts.ticker.every(PRUNED_EVERY, prune);
  }

  /** See ReadLog.record. */
  record({ organisation, actor, role }: Caller, read: Read, incidentId: string | null): Promise<void> {
    const at = Date.parse(this.parts.now());
    // What somebody may have made up is not kept.
    const incident = parseIncidentId(incidentId ?? '');
    this.#waiting.push({ id: randomUUID(), at, organisation, actor, role, read, incident });
    return (this.#writing ??= this.#write());
  }

  /** See ReadLog.page. */
  async page(caller: Caller, { incidentId, first, after }: ReadsAsked): Promise<ReadsPage> {
    demand(caller, 'readLog');
    await this.record(caller, 'readLog', incidentId);
    const { store } = this.parts;
    const of = { organisation: caller.organisation, incident: incidentId };
    const found = await this.#available(store.page(of, first + 1, after));
    return {
      entries: found.slice(0, first).map(entryOf),
      hasNextPage: found.length > first,
      totalCount: async () => {
        const count = await this.#available(store.count(of, COUNTED + 1));
        return count > COUNTED ? null : count;
      },
    };
  }

  /** Ends what goes on by itself. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stop();
    await this.#pruning;
  }

  async #write(): Promise<void> {
    await turn();
    const reads = this.#waiting;
    this.#waiting = [];
    this.#writing = null;
    await this.#available(this.parts.store.append(reads));
  }

  async #available<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      throw new ApplicationError('UNAVAILABLE', 'The log of reads cannot be used, so nothing is read: try again.', {
        cause,
      });
    }
  }

  async #prune(): Promise<void> {
    const before = Date.parse(plus(this.parts.now(), -this.parts.days * DAY));
    while (!this.#closed && (await this.parts.store.prune(before, PRUNED_AT_ONCE)) === PRUNED_AT_ONCE) await turn();
  }
}

function entryOf({ id, number, at, actor, role, read, incident }: KeptRead): ReadEntry {
  const known = parseRole(role);
  if (known === null) throw new Error(`Read ${number} was made in a role that the register does not know`);
  // Written by this register, from ids of its own.
  return {
    id,
    number,
    at: instantAt(at),
    actor: actor as ActorId,
    role: known,
    read,
    incidentId: incident as IncidentId,
  };
}
