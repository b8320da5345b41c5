/** Appends in flight share one transaction, and one wait for the disk. */
import { LogError, type AppendResult } from '../port.js';
import type { Append, Appender } from './appender.js';
import { storageFault, type Database } from './database.js';
import type { Doing } from './faults.js';

/** Of one transaction: bounds how long readers wait for the thread. */
export const GROUP_APPENDS_MAX = 256;
export const GROUP_BYTES_MAX = 1_000_000;

interface Waiting {
  readonly append: Append;
  readonly bytes: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: LogError) => void;
}

/**
 * Collects appends until the event loop comes round (setImmediate) and commits them in the order of their coming. An append sees those
 * before it in its group. Nothing resolves before COMMIT; where the transaction fails, all of the group reject alike.
 */
export class GroupCommit {
  #queue: Waiting[] = [];
  #scheduled = false;
  #drained: (() => void)[] = [];

  /** @param committed called after each COMMIT that wrote, before the appends resolve. */
  constructor(
    private readonly database: Database,
    private readonly appender: Appender,
    private readonly committed: () => void,
  ) {
    this.begin = database.prepare('BEGIN IMMEDIATE');
    this.commit = database.prepare('COMMIT');
    this.rollback = database.prepare('ROLLBACK');
  }
  private readonly begin;
  private readonly commit;
  private readonly rollback;

  /** @param bytes size of the append, as checkAppend tells it. */
  add(append: Append, bytes: number): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ append, bytes, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when no append is in flight. */
  drain(): Promise<void> {
    if (this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#queue.length > 0) this.#schedule();
      else for (const done of this.#drained.splice(0)) done();
    });
  }

  #flush(): void {
    const group = this.#takeGroup();
    const outcome = this.#transact(group);
    if (outcome instanceof LogError) {
      for (const { reject } of group) reject(outcome);
      return;
    }
    this.committed();
    outcome.forEach((result, index) => group[index]?.resolve(result));
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    const end = this.#queue.findIndex((waiting, index) => {
      bytes += waiting.bytes;
      return index > 0 && (index >= GROUP_APPENDS_MAX || bytes > GROUP_BYTES_MAX);
    });
    return this.#queue.splice(0, end < 0 ? this.#queue.length : end);
  }

  #transact(group: readonly Waiting[]): AppendResult[] | LogError {
    let doing: Doing = 'writing';
    try {
      this.begin.run();
      const results = group.map(({ append }) => this.appender.append(append));
      this.appender.beforeCommit();
      doing = 'committing';
      this.commit.run();
      this.appender.afterCommit();
      return results;
    } catch (error) {
      this.#undo();
      return storageFault(error, doing, this.database.name);
    }
  }

  #undo(): void {
    this.appender.forget();
    // A full disk and the like have rolled back already.
    if (!this.database.inTransaction) return;
    try {
      this.rollback.run();
    } catch {
      // Then the transaction stays open and the next BEGIN is refused: nothing more is written, and nothing of this one is committed.
    }
  }
}
