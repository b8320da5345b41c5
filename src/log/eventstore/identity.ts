/** Whose log this is: the first event of a stream of its own says it, and the last one whether it was moved elsewhere. */
import { randomUUID } from 'node:crypto';
import { LogError } from '../port.js';
import type { EventStoreClient, StoredRecord, WireEvent } from './client.js';
import { readFault, ServerFault } from './faults.js';
import { answered } from './patience.js';
import type { Names } from './records.js';

const CREATED = 'LogCreated';
const CLOSED = 'LogClosedForWriting';
const ARRIVING = 'LogArriving';
const ARRIVED = 'LogArrived';
/** Events of the identity that are read: each command that moves the register writes three at most. */
const MOST = 1_000;
/** Milliseconds that the server has for all of it. */
const PATIENCE = 10_000;

export interface Identity {
  /** Lower-case UUID. */
  readonly id: string;
  /** Why nothing is written any more; null where it is. */
  readonly closed: string | null;
  /** Where its register comes from, as long as not all of it is here; null where it is whole. */
  readonly arriving: string | null;
  /** Of the event that said the last of this. */
  readonly revision: bigint;
}

/** The log's identity, made where the register is new on this server. @throws LogError. */
export async function identityOf(client: EventStoreClient, names: Names): Promise<Identity> {
  try {
    return await answered(readOrMake(client, names), PATIENCE, 'it did not say in time whose log this is');
  } catch (error) {
    throw readFault(error);
  }
}

/** Says, for every node, that nothing more is written into this log: it was moved. Idempotent. @throws LogError. */
export async function closeForWriting(client: EventStoreClient, names: Names, why: string): Promise<void> {
  await say(client, names, anEvent(CLOSED, { why }));
}

/** Says, for every node, that the register is being copied into this log, and that it is whole. @throws LogError. */
export async function sayArriving(
  client: EventStoreClient,
  names: Names,
  { from, whole }: { readonly from: string; readonly whole: boolean },
): Promise<void> {
  await say(client, names, anEvent(whole ? ARRIVED : ARRIVING, { from }));
}

async function say(client: EventStoreClient, names: Names, event: WireEvent): Promise<void> {
  try {
    const written = client.append(names.identity, [event], 'any');
    await answered(written, PATIENCE, 'it did not answer in time');
  } catch (error) {
    throw readFault(error);
  }
}

/** Why nothing more is written, where this event says so. */
export function closingIn({ type, data }: StoredRecord): string | null {
  return type === CLOSED ? (textIn(data, 'why') ?? 'it was closed for writing') : null;
}

/** Where the register comes from, where this event says that not all of it is here; undefined where it says nothing of that. */
export function arrivingIn({ type, data }: StoredRecord): string | null | undefined {
  if (type === ARRIVED) return null;
  return type === ARRIVING ? (textIn(data, 'from') ?? 'elsewhere') : undefined;
}

async function readOrMake(client: EventStoreClient, names: Names): Promise<Identity> {
  return (await readIdentity(client, names)) ?? (await makeIdentity(client, names));
}

async function readIdentity(client: EventStoreClient, names: Names): Promise<Identity | null> {
  let id: string | null = null;
  let closed: string | null = null;
  let arriving: string | null = null;
  let revision = 0n;
  try {
    for await (const record of client.readStream(names.identity, 'start', 'forwards', MOST)) {
      // A new identity behind a deleted one would be another log's, over events of this one.
      if (id === null && record.revision !== 0n) throw deleted(names);
      if (record.type === CREATED) id ??= textIn(record.data, 'id');
      closed = closingIn(record) ?? closed;
      const from = arrivingIn(record);
      if (from !== undefined) arriving = from;
      revision = record.revision;
    }
  } catch (error) {
    if (error instanceof ServerFault && error.kind === 'NO_STREAM') return null;
    throw error;
  }
  if (id === null) throw new LogError('DAMAGED', `The stream ${names.identity} does not say whose log this is`);
  return { id, closed, arriving, revision };
}

async function makeIdentity(client: EventStoreClient, names: Names): Promise<Identity> {
  const id = randomUUID();
  try {
    const { revision } = await client.append(names.identity, [anEvent(CREATED, { id })], 'no_stream');
    if (revision !== 0n) throw deleted(names);
    return { id, closed: null, arriving: null, revision };
  } catch (error) {
    // Another node was first.
    if (!(error instanceof ServerFault) || error.kind !== 'CONFLICT') throw error;
    const identity = await readIdentity(client, names);
    if (identity === null) throw deleted(names);
    return identity;
  }
}

function deleted({ identity }: Names): LogError {
  return new LogError('DAMAGED', `The stream ${identity}, which says whose log this is, was deleted or truncated`);
}

function anEvent(type: string, data: Readonly<Record<string, string>>): WireEvent {
  return { id: randomUUID(), type, data: JSON.stringify(data), metadata: '{}' };
}

function textIn(data: unknown, key: string): string | null {
  const value: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, key) : null;
  return typeof value === 'string' ? value : null;
}
