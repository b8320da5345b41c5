/** Reads in pages, each a read of its own: no answer of the server stays open while somebody takes his time with it. */
import {
  LogError,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamName,
} from '../port.js';
import type { Direction, EventStoreClient, StoredRecord } from './client.js';
import { readFault, ServerFault } from './faults.js';
import type { Incoming } from './incoming.js';
import { SILENT, Silence } from './patience.js';
import { recordedIn, type Names } from './records.js';

const PAGE_EVENTS_MAX = 300;
/** Of data and metadata in UTF-16 units, about; a page ends with the event that passes it. */
const PAGE_CHARACTERS_MAX = 2_000_000;
/** Milliseconds that the server may leave a reader without the next event. */
const SILENCE_MAX = 10_000;
/** Events among which the latest time of recording is looked for. */
const NEWEST = 1_000;
/** Events of a first look from the end; each further look takes more, where others write into the same server. */
const FIRST_LOOK = 16;

export class Reading {
  constructor(
    private readonly client: EventStoreClient,
    private readonly names: Names,
    /** Throws where the log is closed. */
    private readonly assertOpen: () => void,
    /** Hears that the server could not be reached. */
    private readonly lost: () => void,
  ) {}

  async *stream(name: StreamName, options: ReadStreamOptions): AsyncGenerator<RecordedEvent, void> {
    const direction = options.direction ?? 'forwards';
    let from: bigint | 'start' | 'end' = checkedRevision(options.from) ?? (direction === 'forwards' ? 'start' : 'end');
    let left = checkedLimit(options.limit);
    while (left > 0) {
      const page = await this.#page(
        (count) => this.client.readStream(this.names.of(name), from, direction, count),
        left,
      );
      if (page.items.length === 0) await this.#assertNoneWas(name, page, from);
      for (const { revision, event } of page.items) {
        this.#follows(name, revision, from, direction);
        this.assertOpen();
        yield own(event, revision, name);
        from = direction === 'forwards' ? revision + 1n : revision - 1n;
      }
      left -= page.items.length;
      if (page.isLast || from === -1n) return;
    }
  }

  /** Events of the register in the order of the log; what others wrote is passed over. */
  async *all({ after, limit }: ReadAllOptions): AsyncGenerator<RecordedEvent, void> {
    let last: bigint | null = after ?? null;
    let left = checkedLimit(limit);
    while (left > 0) {
      // Forwards a position is inclusive: the event that is known already comes again.
      const from = last ?? 'start';
      const page = await this.#page((count) => this.client.readAll(from, 'forwards', count), PAGE_EVENTS_MAX);
      for (const { position, event } of page.items) {
        if (last !== null && position <= last) continue;
        last = position;
        if (event === null) continue;
        this.assertOpen();
        yield event;
        left -= 1;
        if (left === 0) return;
      }
      if (page.isLast) return;
    }
  }

  /** Position of the newest event of the register; null where there is none. */
  async head(): Promise<Position | null> {
    for await (const event of this.#fromTheEnd()) return event.position;
    return null;
  }

  async newestRecordedAt(): Promise<string | null> {
    let newest: string | null = null;
    let seen = 0;
    for await (const { recordedAt } of this.#fromTheEnd()) {
      if (newest === null || recordedAt > newest) newest = recordedAt;
      seen += 1;
      if (seen === NEWEST) break;
    }
    return newest;
  }

  /** Whether the server answers a read. */
  async probe(): Promise<void> {
    await this.#page(() => this.client.readAll('end', 'backwards', 1), 1);
  }

  /** Null for what is none of the register's events. What another program wrote into its streams is passed over here: whoever reads the stream hears of it. */
  ownIn(record: StoredRecord): RecordedEvent | null {
    const stream = this.names.streamIn(record.stream);
    return stream === null ? null : recordedIn(record, stream);
  }

  async *#fromTheEnd(): AsyncGenerator<RecordedEvent, void> {
    let from: bigint | 'end' = 'end';
    for (let look = FIRST_LOOK; ; look = Math.min(PAGE_EVENTS_MAX, look * 4)) {
      const page: Page = await this.#page((count) => this.client.readAll(from, 'backwards', count), look);
      for (const { position, event } of page.items) {
        from = position;
        if (event !== null) yield event;
      }
      if (page.isLast) return;
    }
  }

  async #page(read: (count: number) => Incoming<StoredRecord>, most: number): Promise<Page> {
    const count = Math.min(most, PAGE_EVENTS_MAX);
    const items: Item[] = [];
    this.assertOpen();
    const reading = read(count);
    const silence = new Silence(SILENCE_MAX);
    try {
      let characters = 0;
      for (;;) {
        const record = reading.take() ?? (await nextOf(reading, silence));
        if (record === null) break;
        const item = itemOf(record, this.ownIn(record));
        items.push(item);
        characters += item.characters;
        if (characters >= PAGE_CHARACTERS_MAX) return { items, isLast: false, isUnknown: false };
      }
    } catch (error) {
      this.assertOpen();
      if (error instanceof ServerFault && error.kind === 'NO_STREAM') {
        return { items, isLast: true, isUnknown: true };
      }
      if (error instanceof ServerFault && error.kind === 'CONNECTION') this.lost();
      throw readFault(error);
    } finally {
      silence.end();
      reading.close();
    }
    return { items, isLast: items.length < count, isUnknown: false };
  }

  /**
   * Nobody but the register writes its streams, and it deletes none: where a stream is empty from its edge on though the server knows of it,
   * it was emptied by somebody else. The server tells a deleted stream like one that never was, but for the metadata that hide it.
   */
  async #assertNoneWas(name: StreamName, { isUnknown }: Page, from: bigint | 'start' | 'end'): Promise<void> {
    // Behind the end of a stream there is nothing, rightly.
    if (!isUnknown && from !== 'start' && from !== 'end') return;
    if (isUnknown) {
      const metadata = `$$${this.names.of(name)}`;
      const { items } = await this.#page((count) => this.client.readStream(metadata, 'end', 'backwards', count), 1);
      if (!items.some(({ foreign }) => hides(foreign?.data))) return;
    }
    throw new LogError('DAMAGED', `${name} was deleted or truncated on the server`);
  }

  /** A stream of the register has no gaps: where one begins later, or leaps, it was truncated. */
  #follows(name: StreamName, revision: bigint, from: bigint | 'start' | 'end', direction: Direction): void {
    if (from === 'end' || (direction === 'backwards' && from !== 'start' && revision <= from)) return;
    if (revision === (from === 'start' ? 0n : from)) return;
    throw new LogError(
      'DAMAGED',
      `Event ${from === 'start' ? 0 : from} of ${name} is missing: the stream was truncated`,
    );
  }
}

/** Null at the end. @throws ServerFault. */
async function nextOf(reading: Incoming<StoredRecord>, silence: Silence): Promise<StoredRecord | null> {
  const next = await silence.within(reading.next());
  if (next === SILENT) throw new ServerFault('CONNECTION', 'it went silent in the middle of a read');
  return next.done === true ? null : next.value;
}

/** What is kept of a record until its page is whole: no more than is needed. */
interface Item {
  readonly revision: bigint;
  readonly position: bigint;
  /** Null where it is none of the register's. */
  readonly event: RecordedEvent | null;
  /** What it is then. */
  readonly foreign: StoredRecord | null;
  readonly characters: number;
}

interface Page {
  readonly items: readonly Item[];
  /** Nothing lay behind it when it was read. */
  readonly isLast: boolean;
  /** The server knows no such stream, or hides it. */
  readonly isUnknown: boolean;
}

function own(event: RecordedEvent | null, revision: bigint, name: StreamName): RecordedEvent {
  if (event !== null) return event;
  throw new LogError('DAMAGED', `Event ${revision} of ${name} was not written by this register`);
}

/** Whether a stream's metadata hide events of it. */
function hides(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && '$tb' in metadata;
}

function itemOf(record: StoredRecord, event: RecordedEvent | null): Item {
  const { revision, position, data, metadata } = record;
  return event === null
    ? { revision, position, event, foreign: record, characters: JSON.stringify([data, metadata]).length }
    : { revision, position, event, foreign: null, characters: event.data.length + event.metadata.length };
}

function checkedRevision(revision: bigint | undefined): bigint | undefined {
  if (revision !== undefined && revision < 0n) throw new RangeError('A revision is 0 or more');
  return revision;
}

function checkedLimit(limit: number | undefined): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  if (!(limit >= 0)) throw new RangeError('A limit is 0 or more');
  return Math.floor(limit);
}
