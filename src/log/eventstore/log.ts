/** The event log on an EventStoreDB (KurrentDB) server or cluster: any number of nodes over one register. */
import { setTimeout as after } from 'node:timers/promises';
import {
  LogError,
  LogMoved,
  type AppendResult,
  type CaughtUp,
  type EventLog,
  type Expected,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamName,
  type SubscribeOptions,
} from '../port.js';
import { Appending } from './appending.js';
import { EventStoreClient, type StoredRecord } from './client.js';
import { ServerFault, unavailable } from './faults.js';
import { follow } from './following.js';
import { arrivingIn, closeForWriting, closingIn, identityOf, sayArriving, type Identity } from './identity.js';
import { Reading } from './reading.js';
import { Names } from './records.js';

export interface EventStoreLogOptions {
  /** `esdb://…` or `esdb+discover://…`, as EventStoreDB documents it. May hold a password: it is never told. */
  readonly connectionString: string;
  /** Lower-case letters and digits; its streams on the server are named `<register>.<stream>`. `article33` unless told. */
  readonly register?: string;
  /** Milliseconds to wait for a server that is not there yet; 30,000 unless told. */
  readonly patience?: number;
  /** What becomes of a log whose register is still being copied into it: `refused` unless told; `ignored` is for who copies. */
  readonly arriving?: 'refused' | 'ignored';
  /** Hears what an operator should know. No data of events. */
  readonly tell?: (level: 'info' | 'warn' | 'error', message: string) => void;
}

const PATIENCE = 30_000;
const PAUSE = { first: 100, most: 2_000 } as const;

/**
 * Opens the log of a register on a server, made there where it is new.
 * @throws LogError UNAVAILABLE where the server cannot be reached in time, refuses the credentials, or the connection string cannot be read;
 * DAMAGED where the register's streams were tampered with; LogMoved.
 */
export async function openEventStoreLog(options: EventStoreLogOptions): Promise<EventStoreLog> {
  const tell = options.tell ?? (() => undefined);
  const client = await clientOf(options.connectionString);
  try {
    const names = new Names(options.register ?? 'article33');
    const identity = await steadily(() => identityOf(client, names), options.patience ?? PATIENCE, tell);
    const mayArrive = options.arriving === 'ignored';
    if (identity.arriving !== null && !mayArrive) throw new LogMoved(arrivingWords(names, identity.arriving));
    return new EventStoreLog(client, { names, identity, tell, mayArrive });
  } catch (error) {
    await client.dispose();
    throw error;
  }
}

interface Parts {
  readonly names: Names;
  readonly identity: Identity;
  readonly tell: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** Whether this is written although the register has not arrived whole. */
  readonly mayArrive: boolean;
}

export class EventStoreLog implements EventLog {
  readonly id: string;
  readonly #client: EventStoreClient;
  readonly #names: Names;
  readonly #identity: Identity;
  readonly #mayArrive: boolean;
  readonly #tell: Parts['tell'];
  readonly #reading: Reading;
  readonly #appending: Appending;
  readonly #closing = new AbortController();
  readonly #foreign = new Set<string>();
  #closed: Promise<void> | null = null;

  /** See openEventStoreLog. The log disposes of the client. */
  constructor(client: EventStoreClient, { names, identity, tell, mayArrive }: Parts) {
    this.id = identity.id;
    this.#identity = identity;
    this.#mayArrive = mayArrive;
    this.#client = client;
    this.#names = names;
    this.#tell = tell;
    const reading = (assertOpen: () => void) =>
      new Reading(client, names, assertOpen, () => {
        this.#appending.lose();
      });
    this.#reading = reading(() => {
      this.#assertOpen();
    });
    this.#appending = new Appending(
      client,
      names,
      reading(() => undefined),
    );
    if (identity.closed !== null) this.#appending.refuse(closedWords(identity.closed));
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    this.#assertOpen();
    return this.#appending.append(stream, events, expected);
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return this.#reading.stream(stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    return this.#reading.all(options);
  }

  subscribeAll(options: SubscribeOptions): AsyncGenerator<RecordedEvent | CaughtUp, void> {
    return follow(
      {
        assertOpen: () => {
          this.#assertOpen();
        },
        client: this.#client,
        names: this.#names,
        reading: this.#reading,
        closing: this.#closing.signal,
        foreign: (record) => {
          this.#alarm(record);
        },
        lost: (why) => {
          this.#appending.lose();
          this.#tell('warn', `The event store interrupted a subscription (${why}): it is taken up again.`);
        },
        identity: (record) => {
          this.#hear(record);
        },
      },
      options,
    );
  }

  comparePositions(a: Position, b: Position): number {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  async head(): Promise<Position | null> {
    this.#assertOpen();
    return this.#reading.head();
  }

  async newestRecordedAt(): Promise<string | null> {
    this.#assertOpen();
    return this.#reading.newestRecordedAt();
  }

  /** For every node, and for good: nothing more is written into this log. @throws LogError. */
  async closeForWriting(why: string): Promise<void> {
    this.#assertOpen();
    await closeForWriting(this.#client, this.#names, why);
    this.#appending.refuse(closedWords(why));
  }

  /** For every node: the register is being copied into this log, and then it is whole. No node opens it in between. @throws LogError. */
  async arrive(from: string, whole: boolean): Promise<void> {
    this.#assertOpen();
    await sayArriving(this.#client, this.#names, { from, whole });
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    await this.#appending.drain();
    await this.#client.dispose();
  }

  #assertOpen(): void {
    if (this.#closing.signal.aborted) throw new LogError('CLOSED', 'The event log is closed');
  }

  #hear(record: StoredRecord): void {
    const why = closingIn(record);
    if (why !== null) this.#appending.refuse(closedWords(why));
    // What was said before this log was opened is known, and may be over; a node that was quicker than the copying stays out of its way.
    if (this.#mayArrive || record.revision <= this.#identity.revision) return;
    const from = arrivingIn(record);
    if (typeof from === 'string') this.#appending.refuse(arrivingWords(this.#names, from));
  }

  /** Once for each stream: whoever tampered with it is not to fill the operator's log. */
  #alarm({ stream, type, revision }: StoredRecord): void {
    if (this.#foreign.has(stream) || this.#foreign.size > 1_000) return;
    this.#foreign.add(stream);
    const what = type.startsWith('$')
      ? 'was deleted, truncated or given other metadata'
      : `holds a foreign event (${revision})`;
    this.#tell('error', `The stream ${stream} ${what}. Nobody but the register may write there: somebody must look.`);
  }
}

function closedWords(why: string): string {
  return `Nothing more is written into this log: ${why}`;
}

function arrivingWords({ identity }: Names, from: string): string {
  return `The register has not arrived whole from ${from}: run the command that moves it again, and it goes on where it was interrupted; then start the nodes. The stream ${identity} says so`;
}

async function clientOf(connectionString: string): Promise<EventStoreClient> {
  try {
    return await EventStoreClient.open(connectionString);
  } catch (error) {
    throw error instanceof ServerFault ? unavailable(error) : error;
  }
}

/** A server may start after those who use it. */
async function steadily(
  work: () => Promise<Identity>,
  patience: number,
  tell: (level: 'warn', message: string) => void,
): Promise<Identity> {
  const giveUpAt = performance.now() + patience;
  for (let wait: number = PAUSE.first; ; wait = Math.min(PAUSE.most, 2 * wait)) {
    try {
      return await work();
    } catch (error) {
      const cause = error instanceof LogError ? error.cause : null;
      const isPassing = cause instanceof ServerFault && (cause.kind === 'CONNECTION' || cause.kind === 'SERVER');
      if (!isPassing || performance.now() + wait > giveUpAt) throw error;
      if (wait === PAUSE.first) tell('warn', `The event store does not answer yet (${cause.message}): waiting for it.`);
    }
    await after(wait);
  }
}
