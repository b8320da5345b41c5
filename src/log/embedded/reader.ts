/** Reads in pages, with a turn of the event loop between two of them: a long read keeps nobody else waiting. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Position, ReadAllOptions, ReadStreamOptions, RecordedEvent, StreamName } from '../port.js';
import { recordedEvent, type EventRow, type Statements } from './statements.js';
import type { Statement } from './database.js';
import type { StreamHead } from './heads.js';

export const PAGE_EVENTS_MAX = 500;
/** Of data and metadata in UTF-16 units; a page ends with the event that passes it. */
export const PAGE_CHARACTERS_MAX = 2_000_000;

/** Runs a read of storage; throws LogError CLOSED, DAMAGED or UNAVAILABLE. */
export type Guard = <T>(read: () => T) => T;

export class Reader {
  constructor(
    private readonly statements: Statements,
    private readonly guard: Guard,
    /** Null where the stream does not exist. */
    private readonly headOf: (stream: StreamName) => StreamHead | null,
  ) {}

  /** Events after a position, at most a page and at most `limit`; empty at the end of the log. */
  pageAfter(after: number, limit: number): EventRow[] {
    return this.guard(() => page(this.statements.all, [after, Math.min(limit, PAGE_EVENTS_MAX)]));
  }

  async *all({ after, limit }: ReadAllOptions): AsyncGenerator<RecordedEvent, void> {
    let last = after === undefined ? 0 : positionNumber(after);
    yield* this.#pages(limit, (size) => {
      const rows = this.pageAfter(last, size);
      last = rows.at(-1)?.position ?? last;
      return rows;
    });
  }

  async *stream(name: StreamName, options: ReadStreamOptions): AsyncGenerator<RecordedEvent, void> {
    const backwards = options.direction === 'backwards';
    const statement = backwards ? this.statements.backwards : this.statements.forwards;
    const head = this.guard(() => this.headOf(name));
    let next = revisionNumber(options.from, backwards ? Number.MAX_SAFE_INTEGER : 0);
    if (head === null) return;
    const { key } = head;
    yield* this.#pages(options.limit, (size) => {
      // What lies beyond the head needs no question: whoever follows a stream asks this most of the time.
      if (next < 0 || (!backwards && next > (head.last?.revision ?? -1))) return [];
      const rows = this.guard(() => page(statement, [key, next, size]));
      const last = rows.at(-1);
      if (last !== undefined) next = last.revision + (backwards ? -1 : 1);
      return rows;
    });
  }

  async *#pages(limit: number | undefined, read: (size: number) => EventRow[]): AsyncGenerator<RecordedEvent, void> {
    let remaining = checkedLimit(limit);
    while (remaining > 0) {
      const rows = read(Math.min(remaining, PAGE_EVENTS_MAX));
      for (const row of rows) yield recordedEvent(row);
      if (rows.length === 0) return;
      remaining -= rows.length;
      await turn();
    }
  }
}

/** Rows up to a page's bounds; always at least one where there is one. */
export function page<Parameters extends unknown[], Row extends Pick<EventRow, 'data' | 'metadata'>>(
  statement: Statement<Parameters, Row>,
  parameters: Parameters,
): Row[] {
  const rows: Row[] = [];
  let characters = 0;
  for (const row of statement.iterate(...parameters)) {
    rows.push(row);
    characters += row.data.length + row.metadata.length;
    if (characters >= PAGE_CHARACTERS_MAX) break;
  }
  return rows;
}

/** Positions of this log are safe integers; a greater one is beyond its end. */
export function positionNumber(position: Position): number {
  return position > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(position);
}

function revisionNumber(revision: bigint | undefined, absent: number): number {
  if (revision === undefined) return absent;
  if (revision < 0n) throw new RangeError('A revision is 0 or more');
  return revision > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(revision);
}

function checkedLimit(limit: number | undefined): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  if (!(limit >= 0)) throw new RangeError('A limit is 0 or more');
  return Math.floor(limit);
}
