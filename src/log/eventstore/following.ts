/** A subscription that stays: the client never subscribes again by itself, and some servers go silent without a word. */
import { setTimeout as after } from 'node:timers/promises';
import type { CaughtUp, Position, RecordedEvent, SubscribeOptions } from '../port.js';
import { CAUGHT_UP, type EventStoreClient, type Following, type StoredRecord } from './client.js';
import { ServerFault } from './faults.js';
import { SILENT, Silence } from './patience.js';
import type { Reading } from './reading.js';
import type { Names } from './records.js';

/** Milliseconds before subscribing again, doubled each time, with as much again by chance. */
const PATIENCE = { first: 50, most: 5_000 } as const;
/** Milliseconds of silence after which the subscription is compared with the log. */
const WATCH = 5_000;

export interface FollowParts {
  readonly client: EventStoreClient;
  readonly names: Names;
  readonly reading: Pick<Reading, 'ownIn' | 'head'>;
  /** Throws where the log is closed. */
  readonly assertOpen: () => void;
  /** Ends when the log is closed. */
  readonly closing: AbortSignal;
  /** Hears of what is in the register's streams and is not the register's, by name of the stream. */
  readonly foreign: (record: StoredRecord) => void;
  /** Hears that the server went away. */
  readonly lost: (why: string) => void;
  /** Hears of events of the stream that says whose log this is. */
  readonly identity: (record: StoredRecord) => void;
}

/** See EventLog.subscribeAll. Goes on through every fault of the connection; ends when the signal aborts or the log is closed. */
export async function* follow(
  parts: FollowParts,
  { after: from, signal }: SubscribeOptions,
): AsyncGenerator<RecordedEvent | CaughtUp, void> {
  parts.assertOpen();
  const ended = () => signal.aborted || parts.closing.aborted;
  let last: Position | null = from ?? null;
  let patience: number = PATIENCE.first;
  while (!ended()) {
    const following = parts.client.follow(last ?? 'start', prefixesOf(parts.names));
    const ending = onAbort([signal, parts.closing], () => {
      following.close();
    });
    const watched = new Watched(following, parts.reading);
    try {
      while (!ended()) {
        const item = watched.take() ?? (await watched.next(last));
        if (ended()) return;
        patience = PATIENCE.first;
        const event = item === CAUGHT_UP ? CAUGHT_UP : told(parts, item);
        if (event === CAUGHT_UP) yield { caughtUp: true };
        else if (event !== null && (last === null || event.position > last)) {
          last = event.position;
          yield event;
        }
      }
    } catch (error) {
      if (ended()) return;
      if (!(error instanceof ServerFault)) throw error;
      parts.lost(error.message);
    } finally {
      ending();
      following.close();
      watched.end();
    }
    await pause(patience, [signal, parts.closing]);
    patience = Math.min(PATIENCE.most, patience * 2);
  }
}

/** The register's streams, their metadata (who truncates one is heard), and the stream of its identity. */
function prefixesOf({ prefix, identity }: Names): readonly string[] {
  return [prefix, `$$${prefix}`, identity];
}

/** Null for what is no event of the register; somebody is told of what should not be there. */
function told({ names, reading, foreign, identity }: FollowParts, record: StoredRecord): RecordedEvent | null {
  if (record.stream === names.identity) {
    identity(record);
    return null;
  }
  const event = record.type.startsWith('$') ? null : reading.ownIn(record);
  if (event === null) foreign(record);
  return event;
}

/** What a subscription tells, by hand and not by a generator: it costs a third less. */
class Watched {
  readonly #silence = new Silence(WATCH);
  /** Asked for only while somebody waits: a fault that nobody waits for would end the process. */
  #next: ReturnType<Following['next']> | null = null;
  #missed: Position | null = null;

  constructor(
    private readonly following: Following,
    private readonly reading: Pick<Reading, 'head'>,
  ) {}

  /** What has come already; null where it is to be waited for with `next`. */
  take(): StoredRecord | typeof CAUGHT_UP | null {
    if (this.#next !== null) return null;
    const item = this.following.take();
    if (item !== null) this.#missed = null;
    return item;
  }

  /** @param last position that was told. @throws ServerFault where the server ends the subscription, or where it went silent while the log went on. */
  async next(last: Position | null): Promise<StoredRecord | typeof CAUGHT_UP> {
    for (;;) {
      this.#next ??= this.following.next();
      const answer = await this.#silence.within(this.#next);
      if (answer === SILENT) {
        // What the log held a silence ago and was not told since will not be told.
        if (this.#missed !== null && this.#missed > (last ?? 0n)) {
          throw new ServerFault('CONNECTION', 'it stopped telling of new events');
        }
        this.#missed = await headOf(this.reading);
        continue;
      }
      if (answer.done === true) throw new ServerFault('CONNECTION', 'it ended the subscription');
      this.#missed = null;
      this.#next = null;
      return answer.value;
    }
  }

  end(): void {
    this.#silence.end();
    // It fails when the subscription is closed, and nobody waits for it any more.
    this.#next?.catch(() => undefined);
  }
}

/** A server that cannot be read is noticed by the subscription itself. */
async function headOf(reading: Pick<Reading, 'head'>): Promise<Position | null> {
  return reading.head().catch(() => null);
}

async function pause(patience: number, signals: readonly AbortSignal[]): Promise<void> {
  const ending = new AbortController();
  const forget = onAbort(signals, () => {
    ending.abort();
  });
  await after(patience * (1 + Math.random()), undefined, { signal: ending.signal }).catch(() => undefined);
  forget();
}

/** @returns what ends the listening: signals live longer than what they end. */
function onAbort(signals: readonly AbortSignal[], act: () => void): () => void {
  for (const signal of signals) signal.addEventListener('abort', act, { once: true });
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', act);
  };
}
