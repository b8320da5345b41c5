/**
 * The client of EventStoreDB and KurrentDB: the one file that imports it, so that another client changes one file. Everything that comes in
 * is checked here, and everything that goes wrong is a `ServerFault`.
 */
import type * as Driver from '@eventstore/db-client';
import { ServerFault } from './faults.js';
import { Incoming } from './incoming.js';
import { ignoreLateAnswers } from './lateAnswers.js';

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
export type Following = Incoming<StoredRecord | typeof CAUGHT_UP>;

/** Milliseconds that the server has to answer an append. */
const APPEND_DEADLINE = 5_000;

export class EventStoreClient {
  private constructor(
    private readonly driver: typeof Driver,
    private readonly client: Driver.EventStoreDBClient,
    /** Ends the call by which appends go: for one that is answered no more. Whoever waits for it hears of a fault. */
    readonly renewAppends: () => void,
  ) {}

  /**
   * Connects when it is first asked. Loads the package only here: it is large, and most registers are embedded.
   * @param connectionString as EventStoreDB documents it. @throws ServerFault ADDRESS; the words never repeat the string: it may hold a password.
   */
  static async open(connectionString: string): Promise<EventStoreClient> {
    const driver = await import('@eventstore/db-client');
    const client = connected(driver, connectionString);
    return new EventStoreClient(driver, client, ignoreLateAnswers(client));
  }

  /** Writes all events or none. At least one. @throws ServerFault; CONFLICT carries the actual revision. */
  async append(stream: string, events: readonly WireEvent[], expected: WireExpected): Promise<Written> {
    try {
      const { nextExpectedRevision, position } = await this.client.appendToStream(stream, events.map(wired), {
        expectedRevision: expected,
        requiresLeader: true,
        deadline: APPEND_DEADLINE,
      });
      if (position === undefined) throw new ServerFault('SERVER', 'it does not tell the position of what it wrote');
      return { revision: nextExpectedRevision, position: position.commit };
    } catch (error) {
      throw this.#faultOf(error);
    }
  }

  /** Events of a stream, `from` inclusive, at most `count` (1 or more). @throws ServerFault while iterating; NO_STREAM where there is none. */
  readStream(
    stream: string,
    from: bigint | 'start' | 'end',
    direction: Direction,
    count: number,
  ): Incoming<StoredRecord> {
    const read = this.client.readStream(stream, {
      fromRevision: from,
      direction,
      maxCount: count,
      requiresLeader: true,
    });
    return this.#records(read);
  }

  /** Events of the whole log: forwards `from` inclusive, backwards exclusive; at most `count` (1 or more). @throws ServerFault while iterating. */
  readAll(from: bigint | 'start' | 'end', direction: Direction, count: number): Incoming<StoredRecord> {
    const read = this.client.readAll({
      fromPosition: placeOf(from),
      direction,
      maxCount: count,
      requiresLeader: true,
    });
    return this.#records(read);
  }

  /** All events after a position whose stream's name begins with one of the prefixes, then live ones. */
  follow(after: bigint | 'start', prefixes: readonly string[]): Following {
    const subscription = this.client.subscribeToAll({
      fromPosition: placeOf(after),
      filter: this.driver.streamNameFilter({ prefixes: [...prefixes] }),
      requiresLeader: true,
    });
    // Put between the events where the server said it: the client tells of it while earlier events still wait to be read.
    subscription.on('caughtUp', () => subscription.push(CAUGHT_UP));
    // Whoever iterates hears of faults; one that comes after its end has nobody to tell.
    subscription.on('error', () => undefined);
    return new Incoming<StoredRecord | typeof CAUGHT_UP>(
      subscription,
      (item) => (item === CAUGHT_UP ? CAUGHT_UP : recordOf(item as Driver.AllStreamResolvedEvent)),
      (error) => this.#faultOf(error),
      () => {
        void subscription.unsubscribe().catch(() => undefined);
        subscription.destroy();
      },
    );
  }

  /** Ends every stream and connection. */
  async dispose(): Promise<void> {
    await this.client.dispose();
  }

  #records(read: Driver.StreamingRead<Driver.ResolvedEvent | Driver.AllStreamResolvedEvent>): Incoming<StoredRecord> {
    return new Incoming<StoredRecord>(
      read,
      (item) => recordOf(item as Driver.AllStreamResolvedEvent),
      (error) => this.#faultOf(error),
      () => void read.cancel().catch(() => undefined),
    );
  }

  #faultOf(error: unknown): ServerFault {
    if (error instanceof ServerFault) return error;
    const { driver } = this;
    if (error instanceof driver.WrongExpectedVersionError) {
      const actual = typeof error.actualVersion === 'bigint' && error.actualVersion >= 0n ? error.actualVersion : null;
      return new ServerFault('CONFLICT', 'another revision was expected', { actual });
    }
    if (error instanceof driver.StreamNotFoundError) return new ServerFault('NO_STREAM', 'there is no such stream');
    if (error instanceof driver.StreamDeletedError) return new ServerFault('STREAM_DELETED', 'the stream was deleted');
    if (error instanceof driver.MaxAppendSizeExceededError) {
      return new ServerFault('TOO_LARGE', `it takes no append of more than ${error.maxAppendSize} bytes`);
    }
    if (error instanceof driver.AccessDeniedError) {
      return new ServerFault('DENIED', 'it refuses the credentials', { cause: error });
    }
    const message = error instanceof Error ? error.message : 'unknown fault';
    const passing = [
      ...[driver.UnavailableError, driver.CancelledError, driver.NotLeaderError],
      ...[driver.DeadlineExceededError, driver.TimeoutError],
    ];
    const kind = passing.some((fault) => error instanceof fault) ? 'CONNECTION' : 'SERVER';
    return new ServerFault(kind, message, { cause: error });
  }
}

function connected({ EventStoreDBClient }: typeof Driver, connectionString: string): Driver.EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch {
    // Its words repeat the string.
    throw new ServerFault('ADDRESS', 'the connection string cannot be read');
  }
}

/** What is written over gRPC commits where it was prepared. */
function placeOf<Edge extends string>(from: bigint | Edge): { commit: bigint; prepare: bigint } | Edge {
  return typeof from === 'bigint' ? { commit: from, prepare: from } : from;
}

function wired({ id, type, data, metadata }: WireEvent): Driver.JSONEventData {
  return {
    id,
    type,
    contentType: 'application/json',
    data: JSON.parse(data) as Driver.JSONType,
    metadata: new Uint8Array(Buffer.from(metadata)),
  };
}

/** Null for a link whose event is gone: the register makes none. */
function recordOf({ event }: Driver.ResolvedEvent | Driver.AllStreamResolvedEvent): StoredRecord | null {
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
