/**
 * The client of EventStoreDB and KurrentDB: the one file that imports it, so that another client changes one file. Everything that comes in
 * is checked here, and everything that goes wrong is a `ServerFault`.
 */
import {
  AccessDeniedError,
  CancelledError,
  DeadlineExceededError,
  EventStoreDBClient,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  TimeoutError,
  UnavailableError,
  WrongExpectedVersionError,
  type AllStreamResolvedEvent,
  type JSONEventData,
  type JSONType,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { ServerFault } from './faults.js';

/** An event as the server gives it back: of the register, of another program, or the server's own. */
export interface StoredRecord {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly revision: bigint;
  readonly position: bigint;
  /** Parsed JSON; null where what is stored is none. */
  readonly data: unknown;
  readonly metadata: unknown;
}

/** An event as it is sent: texts of JSON. */
export interface WireEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export interface Written {
  readonly revision: bigint;
  readonly position: bigint;
}

export type WireExpected = 'any' | 'no_stream' | bigint;
export type Direction = 'forwards' | 'backwards';

/** A subscription has delivered all that was there. */
export const CAUGHT_UP = Symbol('caught up');

/** A running subscription; to be closed whatever happens. */
export interface Following extends AsyncIterator<StoredRecord | typeof CAUGHT_UP> {
  close(): void;
}

/** Milliseconds that the server has to answer an append. */
const APPEND_DEADLINE = 5_000;

export class EventStoreClient {
  readonly #client: EventStoreDBClient;

  /** @param connectionString as EventStoreDB documents it. @throws ServerFault ADDRESS; the words never repeat the string: it may hold a password. */
  constructor(connectionString: string) {
    try {
      this.#client = EventStoreDBClient.connectionString(connectionString);
    } catch (error) {
      throw new ServerFault('ADDRESS', 'the connection string cannot be read', { cause: error });
    }
  }

  /** Writes all events or none. At least one. @throws ServerFault; CONFLICT carries the actual revision. */
  async append(stream: string, events: readonly WireEvent[], expected: WireExpected): Promise<Written> {
    try {
      const { nextExpectedRevision, position } = await this.#client.appendToStream(stream, events.map(wired), {
        expectedRevision: expected,
        requiresLeader: true,
        deadline: APPEND_DEADLINE,
      });
      if (position === undefined) throw new ServerFault('SERVER', 'it does not tell the position of what it wrote');
      return { revision: nextExpectedRevision, position: position.commit };
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** Events of a stream, `from` inclusive, at most `count` (1 or more). @throws ServerFault while iterating; NO_STREAM where there is none. */
  readStream(
    stream: string,
    from: bigint | 'start' | 'end',
    direction: Direction,
    count: number,
  ): AsyncIterable<StoredRecord> {
    const read = this.#client.readStream(stream, {
      fromRevision: from,
      direction,
      maxCount: count,
      requiresLeader: true,
    });
    return records(read);
  }

  /** Events of the whole log: forwards `from` inclusive, backwards exclusive; at most `count` (1 or more). @throws ServerFault while iterating. */
  readAll(from: bigint | 'start' | 'end', direction: Direction, count: number): AsyncIterable<StoredRecord> {
    const read = this.#client.readAll({
      fromPosition: placeOf(from),
      direction,
      maxCount: count,
      requiresLeader: true,
    });
    return records(read);
  }

  /** All events after a position whose stream's name begins with one of the prefixes, then live ones. */
  follow(after: bigint | 'start', prefixes: readonly string[]): Following {
    const subscription = this.#client.subscribeToAll({
      fromPosition: placeOf(after),
      filter: streamNameFilter({ prefixes: [...prefixes] }),
      requiresLeader: true,
    });
    // Put between the events where the server said it: the client tells of it while earlier events still wait to be read.
    subscription.on('caughtUp', () => subscription.push(CAUGHT_UP));
    // Whoever iterates hears of faults; one that comes after its end has nobody to tell.
    subscription.on('error', () => undefined);
    const iterator = subscription[Symbol.asyncIterator]();
    return {
      async next() {
        try {
          for (;;) {
            const item: IteratorResult<unknown, unknown> = await iterator.next();
            if (item.done === true) return { done: true, value: undefined };
            if (item.value === CAUGHT_UP) return { done: false, value: CAUGHT_UP };
            const record = recordOf(item.value as AllStreamResolvedEvent);
            if (record !== null) return { done: false, value: record };
          }
        } catch (error) {
          throw faultOf(error);
        }
      },
      close() {
        void subscription.unsubscribe().catch(() => undefined);
        subscription.destroy();
      },
    };
  }

  /** Ends every stream and connection. */
  async dispose(): Promise<void> {
    await this.#client.dispose();
  }
}

/** What is written over gRPC commits where it was prepared. */
function placeOf<Edge extends string>(from: bigint | Edge): { commit: bigint; prepare: bigint } | Edge {
  return typeof from === 'bigint' ? { commit: from, prepare: from } : from;
}

function wired({ id, type, data, metadata }: WireEvent): JSONEventData {
  return {
    id,
    type,
    contentType: 'application/json',
    data: JSON.parse(data) as JSONType,
    metadata: new Uint8Array(Buffer.from(metadata)),
  };
}

async function* records(
  read: AsyncIterable<ResolvedEvent | AllStreamResolvedEvent> & { cancel(): Promise<void> },
): AsyncGenerator<StoredRecord, void> {
  let isOver = false;
  try {
    for await (const resolved of read) {
      const record = recordOf(resolved);
      if (record !== null) yield record;
    }
    isOver = true;
  } catch (error) {
    isOver = true;
    throw faultOf(error);
  } finally {
    // Whoever needs no more has the server stop sending.
    if (!isOver) void read.cancel().catch(() => undefined);
  }
}

/** Null for a link whose event is gone: the register makes none. */
function recordOf({ event }: ResolvedEvent | AllStreamResolvedEvent): StoredRecord | null {
  if (event === undefined) return null;
  const { streamId, id, type, revision, position, isJson, data, metadata } = event;
  if (position === undefined) throw new ServerFault('SERVER', 'it is older than 22.6 and tells no positions');
  return {
    stream: streamId,
    id,
    type,
    revision,
    position: position.commit,
    data: isJson ? data : null,
    metadata: metadata instanceof Uint8Array ? null : (metadata ?? null),
  };
}

function faultOf(error: unknown): ServerFault {
  if (error instanceof ServerFault) return error;
  if (error instanceof WrongExpectedVersionError) {
    const actual = typeof error.actualVersion === 'bigint' && error.actualVersion >= 0n ? error.actualVersion : null;
    return new ServerFault('CONFLICT', 'another revision was expected', { actual });
  }
  if (error instanceof StreamNotFoundError) return new ServerFault('NO_STREAM', 'there is no such stream');
  if (error instanceof StreamDeletedError) return new ServerFault('STREAM_DELETED', 'the stream was deleted');
  if (error instanceof MaxAppendSizeExceededError) {
    return new ServerFault('TOO_LARGE', `it takes no append of more than ${error.maxAppendSize} bytes`);
  }
  if (error instanceof AccessDeniedError)
    return new ServerFault('DENIED', 'it refuses the credentials', { cause: error });
  const message = error instanceof Error ? error.message : 'unknown fault';
  if (passing.some((kind) => error instanceof kind)) return new ServerFault('CONNECTION', message, { cause: error });
  return new ServerFault('SERVER', message, { cause: error });
}

const passing = [UnavailableError, CancelledError, NotLeaderError, DeadlineExceededError, TimeoutError];
