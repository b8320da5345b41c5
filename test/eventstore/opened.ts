/** A stand-in with the log over it, closed after the tests of the file, whatever came of them. */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import type {
  AppendResult,
  CaughtUp,
  EventLog,
  Expected,
  NewEvent,
  Position,
  RecordedEvent,
  StreamName,
} from '../../src/log/port.js';
import { openEventStoreLog, type EventStoreLog, type EventStoreLogOptions } from '../../src/log/index.js';
import { startStandIn, type StandIn, type StandInOptions } from './server.js';

export interface Opened {
  readonly standIn: StandIn;
  readonly log: EventStoreLog;
  /** What the log told its operator. */
  readonly told: string[];
}

const endings: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

export async function aStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const standIn = await startStandIn(options);
  endings.push(() => standIn.dispose());
  return standIn;
}

export async function openOver(
  standIn: Pick<StandIn, 'connectionString'>,
  options: Partial<EventStoreLogOptions> = {},
): Promise<EventStoreLog> {
  const log = await openEventStoreLog({ connectionString: standIn.connectionString, ...options });
  endings.push(() => log.close());
  return log;
}

export async function opened(options: StandInOptions = {}): Promise<Opened> {
  const standIn = await aStandIn(options);
  const told: string[] = [];
  const log = await openOver(standIn, { tell: (level, message) => told.push(`${level}: ${message}`) });
  return { standIn, log, told };
}

/** Another program on the same server. */
export function aStranger({ connectionString }: Pick<StandIn, 'connectionString'>): EventStoreDBClient {
  const client = EventStoreDBClient.connectionString(connectionString);
  endings.push(() => client.dispose());
  return client;
}

/** The name that a stream of the register has on the server. */
export function onServer(stream: StreamName): string {
  return `article33.${stream}`;
}

/** Ids of all that a subscriber is given, as they come; it goes on until the test ends. */
export function subscriber(log: EventLog, after?: Position): { readonly items: (RecordedEvent | CaughtUp)[] } {
  const ending = new AbortController();
  const items: (RecordedEvent | CaughtUp)[] = [];
  const reading = (async () => {
    const options = after === undefined ? {} : { after };
    for await (const item of log.subscribeAll({ ...options, signal: ending.signal })) items.push(item);
  })();
  endings.push(() => {
    ending.abort();
    return reading;
  });
  return { items };
}

export function idsGiven(items: readonly (RecordedEvent | CaughtUp)[]): string[] {
  return items.flatMap((item) => ('caughtUp' in item ? [] : [item.id]));
}

/** Appends until the log knows what came of it: as the register does, with the same bytes and the same expected revision. */
export async function settled(
  log: EventLog,
  stream: StreamName,
  events: readonly NewEvent[],
  expected: Expected,
): Promise<AppendResult> {
  for (;;) {
    try {
      return await log.append(stream, events, expected);
    } catch {
      await turn();
    }
  }
}

/** Where nobody else writes. @returns the revision of the last event. */
export async function appendSurely(
  log: EventLog,
  stream: StreamName,
  events: readonly NewEvent[],
  expected: 'noStream' | bigint,
): Promise<bigint> {
  const result = await settled(log, stream, events, expected);
  if (!result.ok) throw new Error(`a conflict at ${result.conflict.actual} where nobody else writes`);
  return result.revision;
}

/** Looks again every few milliseconds. @throws where it does not come true within 25 seconds. */
export async function until(isTrue: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 25_000;
  while (!isTrue()) {
    await pause(5);
    if (performance.now() > giveUpAt) throw new Error('what was waited for did not come');
  }
}
