/** Events of the register as an EventStoreDB server keeps them, and what else lies beside them. */
import { canonicalAgain, openSealed } from '../../proof/index.js';
import type { EventId, NewEvent, OrganisationId, Position, RecordedEvent, StreamName } from '../port.js';
import { isStreamName } from '../streams.js';
import type { StoredRecord, WireEvent } from './client.js';

/** Names on the server: a register shares it with other programs, and with other registers. */
export class Names {
  /** Begins the name of every stream of the register. */
  readonly prefix: string;
  /** The stream that says whose log this is. */
  readonly identity: string;

  /** @param register lower-case letters and digits, as `isRegisterName` says. */
  constructor(register: string) {
    this.prefix = `${register}.`;
    this.identity = `${register}-log`;
  }

  /** On the server. */
  of(stream: StreamName): string {
    return this.prefix + stream;
  }

  /** Null where the name is none of the register's streams. */
  streamIn(name: string): StreamName | null {
    if (!name.startsWith(this.prefix)) return null;
    const stream = name.slice(this.prefix.length);
    return isStreamName(stream) ? stream : null;
  }

  /** The stream whose metadata lies under this name; null where that is none of the register's. */
  metadataOf(name: string): StreamName | null {
    return name.startsWith('$$') ? this.streamIn(name.slice(2)) : null;
  }
}

/** A name for a register on a server: the first part of every stream name there. */
export function isRegisterName(text: string): boolean {
  return /^[a-z][a-z0-9]{0,39}$/.test(text);
}

export function wireEvent({ id, type, data, metadata }: NewEvent): WireEvent {
  return { id, type, data, metadata };
}

/**
 * The event as it was given to the log: its texts are canonical again, whatever the server's JSON went through.
 * @returns null where the register did not write it: another program wrote into its stream.
 */
export function recordedIn(record: StoredRecord, stream: StreamName): RecordedEvent | null {
  const { metadata, data } = record;
  if (typeof metadata !== 'object' || metadata === null) return null;
  const organisation: unknown = Reflect.get(metadata, 'organisation');
  const recordedAt: unknown = Reflect.get(metadata, 'recordedAt');
  if (typeof organisation !== 'string' || typeof recordedAt !== 'string') return null;
  const texts = textsOf(data, metadata);
  if (texts === null) return null;
  return {
    id: record.id as EventId,
    type: record.type,
    organisation: organisation as OrganisationId,
    recordedAt,
    ...texts,
    stream,
    revision: record.revision,
    position: record.position as Position,
  };
}

function textsOf(data: unknown, metadata: object): { readonly data: string; readonly metadata: string } | null {
  try {
    openSealed(data);
    return { data: canonicalAgain(data), metadata: canonicalAgain(metadata) };
  } catch {
    return null;
  }
}
