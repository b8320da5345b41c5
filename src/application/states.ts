/** Folded states of streams, kept as long as there is room, and brought up to date by reading only what is new. */
import { LRUCache } from 'lru-cache';
import { CorruptStream } from '../incident/corruptStream.js';
import type { OrganisationId } from '../incident/ids.js';
import type { Instant } from '../law/instant.js';
import type { EventLog, NewEvent, Position, RecordedEvent, StreamName } from '../log/port.js';
import { readStored, type StoredEvent, type StreamKind } from '../read/stored/kinds.js';
import { ApplicationError } from './application.js';
import { steadyAppend } from './steadyAppend.js';

/** First and last revision of the events that one command wrote. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** A stream as far as it was read. */
export interface Loaded<State> {
  readonly stream: StreamName;
  /** Null where the stream does not exist. */
  readonly state: State | null;
  /** Of the last event; -1 where there is none. */
  readonly revision: number;
  readonly position: Position | null;
  readonly recordedAt: Instant | null;
  readonly organisation: OrganisationId | null;
  /**
   * Commands by causationId. All that is loaded of one stream shares it: it only grows, and by what is in the log, so that an older state
   * knows of newer commands and never of one that was not written.
   */
  readonly commands: Map<string, Span>;
  /** Bytes, about, that the state holds on to. */
  readonly weight: number;
}

/** A stream with some events more; not kept yet, for they may not be written yet. */
export interface Extended<State, Event> {
  readonly loaded: Loaded<State>;
  readonly events: readonly Event[];
  readonly spans: ReadonlyMap<string, Span>;
}

export interface StatesOptions {
  /** How many states are kept. */
  readonly entries: number;
  /** Sum of the bytes of the events that the kept states were folded from. */
  readonly bytes: number;
  /** Milliseconds to go on asking for an outcome that is unknown. */
  readonly patience: number;
}

/** Beside its data, an event leaves an envelope in the state and perhaps a command in the index. */
const BYTES_BESIDE_DATA = 300;

export class States<State, Event extends object> {
  readonly #kept: LRUCache<StreamName, Loaded<State>>;

  constructor(
    private readonly log: EventLog,
    private readonly kind: StreamKind<State, Event>,
    private readonly options: StatesOptions,
  ) {
    this.#kept = new LRUCache({
      max: options.entries,
      maxSize: options.bytes,
      sizeCalculation: ({ weight }) => weight,
    });
  }

  /**
   * The stream as it is now: one read, of what is newer than what is kept.
   * @throws ApplicationError DAMAGED_STREAM where an event cannot be read: nothing is ever skipped.
   */
  async load(stream: StreamName): Promise<Loaded<State>> {
    const known = this.#kept.get(stream) ?? unread<State>(stream);
    const tail = await collect(this.log.readStream(stream, { from: BigInt(known.revision + 1) }));
    return tail.length === 0 ? known : this.#keep(this.extend(known, tail));
  }

  /** The state as it was last seen here; null where nothing of it is kept. Never for what is decided: it may be behind the log. */
  lastSeen(stream: StreamName): State | null {
    return this.#kept.get(stream)?.state ?? null;
  }

  /** The stream's events read anew: all of them, or `limit` of them from the one of revision `from` on. */
  async recorded(stream: StreamName, limit?: number, from?: number): Promise<readonly RecordedEvent[]> {
    const options = {
      ...(limit === undefined ? {} : { limit }),
      ...(from === undefined ? {} : { from: BigInt(from) }),
    };
    return collect(this.log.readStream(stream, options));
  }

  /**
   * The same, as the domain knows them.
   * @throws ApplicationError DAMAGED_STREAM where one cannot be read.
   */
  async events(
    stream: StreamName,
    organisation: OrganisationId,
    from: number,
    count: number,
  ): Promise<readonly Event[]> {
    const recorded = await this.recorded(stream, count, from);
    return recorded.map((event) => this.#read(event, organisation).event);
  }

  /**
   * Writes the events behind what was loaded. They are read back from their bytes and folded before they are written: nothing that this
   * register could not read again ever enters the log.
   * @param events under ids of this try alone. @returns null where others wrote first: load again.
   * @throws LogError as steadyAppend does.
   */
  async append(known: Loaded<State>, events: readonly NewEvent[]): Promise<Loaded<State> | null> {
    const { stream, revision } = known;
    // The true position is known once they are written.
    const position = known.position ?? (0n as Position);
    const recorded = events.map((event, index) => ({
      ...event,
      stream,
      revision: BigInt(revision + 1 + index),
      position,
    }));
    const extended = this.#readable(known, recorded);
    const expected = revision < 0 ? 'noStream' : BigInt(revision);
    const result = await steadyAppend(this.log, stream, events, expected, this.options.patience);
    if (!result.ok) return null;
    return this.#keep({ ...extended, loaded: { ...extended.loaded, position: result.position } });
  }

  /**
   * The stream with these events, which follow what was loaded.
   * @throws ApplicationError DAMAGED_STREAM where one cannot be read or does not follow.
   */
  extend(known: Loaded<State>, tail: readonly RecordedEvent[]): Extended<State, Event> {
    const [first] = tail;
    const last = tail.at(-1);
    if (first === undefined || last === undefined) return { loaded: known, events: [], spans: new Map() };
    const organisation = known.organisation ?? first.organisation;
    const spans = new Map<string, Span>();
    let weight = known.weight;
    const events = tail.map((recorded, index) => {
      const revision = known.revision + 1 + index;
      if (recorded.revision !== BigInt(revision)) throw damaged(known.stream, revision, 'it is missing');
      const { event, metadata } = this.#read(recorded, organisation);
      spans.set(metadata.causationId, { first: spans.get(metadata.causationId)?.first ?? revision, last: revision });
      weight += recorded.data.length + BYTES_BESIDE_DATA;
      return event;
    });
    const loaded: Loaded<State> = {
      stream: known.stream,
      state: this.#fold(known, events),
      revision: Number(last.revision),
      position: last.position,
      recordedAt: last.recordedAt as Instant,
      organisation,
      commands: known.revision < 0 ? new Map<string, Span>() : known.commands,
      weight,
    };
    return { loaded, events, spans };
  }

  #readable(known: Loaded<State>, recorded: readonly RecordedEvent[]): Extended<State, Event> {
    try {
      return this.extend(known, recorded);
    } catch (error) {
      throw new TypeError(`What was decided for ${known.stream} does not fit the schemas of events`, { cause: error });
    }
  }

  #read(recorded: RecordedEvent, organisation: OrganisationId): StoredEvent<Event> {
    const stored = readStored(this.kind, recorded, organisation);
    if (typeof stored === 'string') throw damaged(recorded.stream, Number(recorded.revision), stored);
    return stored;
  }

  #fold({ stream, state }: Loaded<State>, events: readonly Event[]): State | null {
    try {
      return this.kind.fold(stream, events, state);
    } catch (error) {
      if (error instanceof CorruptStream) throw damaged(stream, error.revision, error.message);
      throw error;
    }
  }

  /** Keeps it where nothing newer is kept. */
  #keep({ loaded, spans }: Extended<State, Event>): Loaded<State> {
    for (const [causationId, span] of spans) {
      const first = loaded.commands.get(causationId)?.first ?? span.first;
      loaded.commands.set(causationId, { first, last: span.last });
    }
    const kept = this.#kept.peek(loaded.stream);
    if (kept === undefined || kept.revision < loaded.revision) this.#kept.set(loaded.stream, loaded);
    return loaded;
  }
}

/** A stream of which nothing was read. */
export function unread<State>(stream: StreamName): Loaded<State> {
  return {
    stream,
    state: null,
    revision: -1,
    position: null,
    recordedAt: null,
    organisation: null,
    commands: new Map(),
    weight: 1,
  };
}

/** What stops a stream: an event that cannot be read. The reason never carries data. */
export function damaged(stream: StreamName, revision: number, reason: string): ApplicationError {
  return new ApplicationError(
    'DAMAGED_STREAM',
    `Event ${revision} of ${stream} cannot be read: ${reason}. Nothing more is recorded there until it is repaired.`,
  );
}

async function collect(events: AsyncIterable<RecordedEvent>): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}
