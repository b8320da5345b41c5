/** One append inside the writer's transaction: the check of the expected revision first, then rows and leaves. */
import { seal } from '../seal.js';
import { isSealed } from '../streams.js';
import type { AppendResult, Expected, NewEvent, StreamName } from '../port.js';
import { Heads, type StreamHead } from './heads.js';
import { asPosition, type Statements, type Written } from './statements.js';

export interface Append {
  readonly stream: StreamName;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

/** What the check says: write after `revision`, or the answer that needs no write. */
type Verdict = { readonly writeAfter: number } | AppendResult;

/**
 * Nothing is written before the check has passed, so a conflict leaves the transaction as it was, without a savepoint. Whatever throws in
 * here is a fault of storage: the whole transaction is rolled back and `forget` called.
 */
export class Appender {
  readonly #heads: Heads;
  #position: number;
  #committedPosition: number;

  /** @param step from one position to the next: more than 1 in tests, for positions have gaps. */
  constructor(
    private readonly statements: Statements,
    private readonly step: number,
  ) {
    this.#heads = new Heads(statements);
    this.#position = statements.lastPosition.get()?.position ?? 0;
    this.#committedPosition = this.#position;
  }

  /** The stream's head as it was committed: to be asked between transactions, never inside one. Null where it does not exist. */
  headOf(stream: StreamName): StreamHead | null {
    return this.#heads.stream(stream);
  }

  append({ stream, events, expected }: Append): AppendResult {
    const head = this.#heads.stream(stream);
    const verdict = this.#check(head, events, expected);
    if (!('writeAfter' in verdict)) return verdict;
    if (events.length === 0) return written(head?.last ?? { revision: -1, position: 0 });
    const target = head ?? this.#heads.addStream(stream);
    for (const event of events) this.#write(stream, target, event);
    return written(target.last ?? { revision: -1, position: 0 });
  }

  /** The last step before COMMIT. */
  beforeCommit(): void {
    this.#heads.save();
  }

  afterCommit(): void {
    this.#committedPosition = this.#position;
  }

  /** After a transaction that failed: what was remembered may never have been written. */
  forget(): void {
    this.#heads.forget();
    this.#position = this.#committedPosition;
  }

  #check(head: StreamHead | null, events: readonly NewEvent[], expected: Expected): Verdict {
    const current = head?.last?.revision ?? -1;
    if (expected === 'any') return this.#checkAny(head, events, current);
    const believed = expected === 'noStream' ? -1 : expected;
    if (believed > current) return conflict(current);
    // Safe: not above `current`, which is a safe integer.
    const from = Number(believed);
    if (from === current) return { writeAfter: current };
    return this.#checkRepeat(head, events, from, current);
  }

  /** Any revision will do, unless the first event is known: then all of them were written before, or the append is mixed up. */
  #checkAny(head: StreamHead | null, events: readonly NewEvent[], current: number): Verdict {
    let last: Written | undefined;
    for (const [index, { id }] of events.entries()) {
      const known = head === null ? undefined : this.statements.byId.get({ stream: head.key, id });
      if (known === undefined) return index === 0 ? { writeAfter: current } : conflict(current);
      last = known;
    }
    return last === undefined ? { writeAfter: current } : written(last);
  }

  /** The stream has moved on: fine only where it holds exactly these events from the place where they were meant to go. */
  #checkRepeat(head: StreamHead | null, events: readonly NewEvent[], from: number, current: number): AppendResult {
    let last: Written | undefined;
    for (const [index, { id }] of events.entries()) {
      const revision = from + 1 + index;
      const there = head === null ? undefined : this.statements.byRevision.get(head.key, revision);
      if (there?.id !== id) return conflict(current);
      last = { revision, position: there.position };
    }
    return last === undefined ? conflict(current) : written(last);
  }

  #write(stream: StreamName, head: StreamHead, event: NewEvent): void {
    const organisation = this.#heads.organisation(event.organisation);
    const revision = (head.last?.revision ?? -1) + 1;
    const seq = organisation.frontier.size;
    const sealed = isSealed(stream) ? seal(event, { stream, revision, seq, previous: head.last?.leaf ?? null }) : null;
    this.#position += this.step;
    this.statements.addEvent.run(
      this.#position,
      head.key,
      revision,
      event.id,
      event.type,
      organisation.key,
      event.recordedAt,
      event.data,
      event.metadata,
      sealed === null ? null : seq,
      sealed?.commitment ?? null,
      sealed?.leaf ?? null,
    );
    if (sealed !== null) this.#heads.grow(event.organisation, sealed.leaf);
    head.last = { revision, position: this.#position, leaf: sealed?.leaf ?? null };
  }
}

function written({ revision, position }: Written): AppendResult {
  return { ok: true, revision: BigInt(revision), position: asPosition(position) };
}

function conflict(current: number): AppendResult {
  return { ok: false, conflict: { actual: current < 0 ? 'noStream' : BigInt(current) } };
}
