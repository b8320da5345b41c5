/** The log on a server against the bare client of the same package: appends, and reading all of it. */
import {
  EventStoreDBClient,
  jsonEvent,
  NO_STREAM,
  START,
  streamNameFilter,
  type JSONType,
} from '@eventstore/db-client';
import type { EventLog, NewEvent } from '../../src/log/index.js';
import { measure, type Alternative, type Measured } from './harness.js';
import { aLife, appended, EVENTS_PER_INCIDENT, record, type Life } from './serversEvents.js';

export interface LogParts {
  readonly connectionString: string;
  readonly log: EventLog;
  /** First part of the names of its streams. */
  readonly register: string;
  /** Events of the register. */
  readonly events: number;
  readonly rounds: number;
}

interface Sent {
  readonly id: string;
  readonly type: string;
  readonly data: JSONType;
  readonly metadata: JSONType;
}

/** Of a round. */
const APPENDED = 4_096;

const lives = () => Array.from({ length: APPENDED / EVENTS_PER_INCIDENT }, aLife);

export async function appending({ connectionString, log, register, rounds }: LogParts): Promise<Measured[]> {
  const client = EventStoreDBClient.connectionString(connectionString);
  let ready: readonly Life[] = [];
  let sent = new Map<NewEvent, Sent>();
  const bare: Alternative = {
    name: 'bare client, objects ready',
    prepare() {
      ready = lives();
      sent = new Map(ready.flatMap(({ events }) => events.map((event) => [event, parsed(event)] as const)));
      return Promise.resolve();
    },
    async run() {
      await record(ready, (stream, event, revision) => {
        const expectedRevision = revision === 0 ? NO_STREAM : BigInt(revision - 1);
        const made = sent.get(event);
        if (made === undefined) throw new Error('It was not made');
        return client.appendToStream(`bare${register}.${stream}`, [jsonEvent(made)], { expectedRevision });
      });
      return APPENDED;
    },
  };
  const ours: Alternative = {
    name: 'the log',
    prepare() {
      ready = lives();
      return Promise.resolve();
    },
    async run() {
      await record(ready, (stream, event, revision) => appended(log, stream, event, revision));
      return APPENDED;
    },
  };
  try {
    return await measure([bare, ours], rounds);
  } finally {
    await client.dispose();
  }
}

function parsed({ id, type, data, metadata }: NewEvent): Sent {
  return { id, type, data: JSON.parse(data) as JSONType, metadata: JSON.parse(metadata) as JSONType };
}

export async function reading({ connectionString, log, register, events, rounds }: LogParts): Promise<Measured[]> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const prefix = `${register}.`;
  const bare: Alternative = {
    name: 'bare client',
    async run() {
      let count = 0;
      for await (const { event } of client.readAll()) if (event?.streamId.startsWith(prefix) === true) count += 1;
      return all(count, events);
    },
  };
  const ours: Alternative = {
    name: 'the log',
    async run() {
      let count = 0;
      for await (const event of log.readAll()) count += event.stream === '' ? 0 : 1;
      return all(count, events);
    },
  };
  try {
    return await measure([bare, ours], rounds);
  } finally {
    await client.dispose();
  }
}

/** As a projector does that begins anew. */
export async function catchingUp({ connectionString, log, register, events, rounds }: LogParts): Promise<Measured[]> {
  const client = EventStoreDBClient.connectionString(connectionString);
  const bare: Alternative = { name: 'bare client', run: () => caughtUpBare(client, { register, events }) };
  const ours: Alternative = {
    name: 'the log',
    async run() {
      const ending = new AbortController();
      let count = 0;
      for await (const item of log.subscribeAll({ signal: ending.signal })) {
        if (!('caughtUp' in item)) count += 1;
        if (count === events) break;
      }
      ending.abort();
      return all(count, events);
    },
  };
  try {
    return await measure([bare, ours], rounds);
  } finally {
    await client.dispose();
  }
}

/** By the client's own subscription. */
export async function caughtUpBare(
  client: EventStoreDBClient,
  { register, events }: Pick<LogParts, 'register' | 'events'>,
): Promise<number> {
  const filter = streamNameFilter({ prefixes: [`${register}.`] });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  let count = 0;
  for await (const { event } of subscription) {
    if (event !== undefined) count += 1;
    if (count === events) break;
  }
  return all(count, events);
}

function all(count: number, events: number): number {
  if (count !== events) throw new Error(`${count} events of ${events} came`);
  return count;
}
