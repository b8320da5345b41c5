/** Seals the log while this node leads, and tells how far. */
import { setTimeout as after } from 'node:timers/promises';
import { sql } from 'kysely';
import { Buffer as Pieces } from '../log/buffer.js';
import { LogError, type CaughtUp, type EventLog, type Position, type RecordedEvent } from '../log/port.js';
import { NotLeading, type Leadership } from './leadership.js';
import { CannotSeal, OTHER_LOG, sealBatch, type Grown } from './sealBatch.js';
import { SEALED_CHANNEL } from './sealedUpTo.js';
import type { ClusterStore, ClusterTables } from './tables.js';

export interface SealerParts {
  readonly store: ClusterStore;
  readonly log: EventLog;
  readonly leadership: Leadership;
  /** Sealing begins, or goes on after a fault: hears that leaves may have come which nobody here was told of. */
  readonly began: () => void;
  /** Hears of each piece once it is committed. */
  readonly sealed: (position: Position, grown: readonly Grown[]) => void;
  readonly tell: (level: 'warn' | 'error', message: string) => void;
}

/** Events in one transaction, at most. */
const PIECE = 500;
/** Characters of events that wait to be sealed. */
const WAITING_CHARACTERS = 2_000_000;
const PAUSE = { first: 100, most: 5_000 } as const;

interface Alarm {
  readonly why: string;
  /** It does not pass by itself: an operator must look. */
  readonly stands: boolean;
}

export class Sealer {
  readonly #closing = new AbortController();
  readonly #stopHearing: () => void;
  #working: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  #alarm: Alarm | null = null;

  constructor(private readonly parts: SealerParts) {
    this.#stopHearing = parts.leadership.onChange((leads) => {
      if (leads) this.#begin();
      else this.#working?.stop.abort();
    });
    if (parts.leadership.epoch !== null) this.#begin();
  }

  /** Why sealing stands still, for an operator; null while it does not. */
  get alarm(): string | null {
    return this.#alarm?.why ?? null;
  }

  /** The same, where that does not pass by itself. */
  get standstill(): string | null {
    return this.#alarm?.stands === true ? this.#alarm.why : null;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#stopHearing();
    this.#working?.stop.abort();
    await this.#working?.done;
  }

  #begin(): void {
    const before = this.#working;
    const stop = new AbortController();
    before?.stop.abort();
    const done = (async () => {
      await before?.done;
      await this.#work(AbortSignal.any([stop.signal, this.#closing.signal]));
    })();
    this.#working = { stop, done };
  }

  /** Until the signal aborts; whatever the log or the database suffers is waited for. */
  async #work(signal: AbortSignal): Promise<void> {
    let pause: number = PAUSE.first;
    while (!signal.aborted) {
      try {
        await this.#follow(signal);
        return;
      } catch (error) {
        if (error instanceof NotLeading) return;
        if (error instanceof LogError && error.code === 'CLOSED') return;
        const why = error instanceof Error ? error.message : 'unknown fault';
        const stands = error instanceof CannotSeal || (error instanceof LogError && error.code === 'DAMAGED');
        this.#alarm = { why, stands };
        this.parts.tell(stands ? 'error' : 'warn', `The log is not sealed for now: ${why}.`);
        await after(stands ? PAUSE.most : pause, undefined, { signal }).catch(() => undefined);
        pause = Math.min(pause * 2, PAUSE.most);
      }
    }
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const position = await this.#position();
    // What stands still does so until something is sealed.
    if (this.#alarm?.stands === false) this.#alarm = null;
    this.parts.began();
    const pieces = new Pieces<RecordedEvent>(WAITING_CHARACTERS);
    const ending = new AbortController();
    const both = AbortSignal.any([signal, ending.signal]);
    const reading = this.#read(pieces, position, both);
    // Looked at below; until then a piece may be on its way to the database.
    reading.catch(() => undefined);
    try {
      await this.#seal(pieces, position);
    } finally {
      ending.abort();
      pieces.end();
      await Promise.allSettled([reading]);
    }
    // What ended the reading, where it was not the signal.
    await reading;
  }

  async #read(pieces: Pieces<RecordedEvent>, position: Position, signal: AbortSignal): Promise<void> {
    try {
      for await (const item of this.parts.log.subscribeAll({ after: position, signal })) {
        if (!isCaughtUp(item)) await pieces.put(item, item.data.length + item.metadata.length);
        if (signal.aborted) return;
      }
    } finally {
      pieces.end();
    }
  }

  async #seal(pieces: Pieces<RecordedEvent>, from: Position): Promise<void> {
    let position = from;
    while (!pieces.ended) {
      const taken = (await pieces.take(true)).filter((event) => event.position > position);
      for (let at = 0; at < taken.length; at += PIECE) {
        const piece = taken.slice(at, at + PIECE);
        const last = piece.at(-1);
        if (last === undefined) continue;
        const grown = await this.#commit(position, piece, last.position);
        position = last.position;
        this.#alarm = null;
        this.parts.sealed(position, grown);
      }
    }
  }

  #commit(from: Position, piece: readonly RecordedEvent[], to: Position): Promise<readonly Grown[]> {
    return this.parts.store.transaction().execute(async (within) => {
      await this.parts.leadership.guard<ClusterTables>(within);
      const { numUpdatedRows } = await within
        .updateTable('sealing')
        .set({ position: String(to), log: this.parts.log.id })
        .where('id', '=', 1)
        .where('position', '=', String(from))
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error('the log was sealed by another node meanwhile');
      const grown = await sealBatch(within, piece);
      await sql`select pg_notify(${SEALED_CHANNEL}, ${String(to)})`.execute(within);
      return grown;
    });
  }

  /** How far the log is sealed. @throws CannotSeal where the seals are another log's. */
  async #position(): Promise<Position> {
    const { log, position } = await this.parts.store.selectFrom('sealing').selectAll().executeTakeFirstOrThrow();
    if (log !== null && log !== this.parts.log.id) {
      throw new CannotSeal(`of the database: ${OTHER_LOG}`);
    }
    return BigInt(position) as Position;
  }
}

function isCaughtUp(item: RecordedEvent | CaughtUp): item is CaughtUp {
  return 'caughtUp' in item;
}
