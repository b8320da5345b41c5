/** Every SQL statement of the log, prepared once. Each uses an index or the rowid: a test reads their query plans. */
import type { EventId, OrganisationId, Position, RecordedEvent, StreamName } from '../port.js';
import type { Database, Statement } from './database.js';

/** Revisions, positions and sequence numbers are safe integers in here, bigints at the port. */
export interface EventRow {
  readonly position: number;
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: EventId;
  readonly type: string;
  readonly organisation: OrganisationId;
  readonly recordedAt: string;
  readonly data: string;
  readonly metadata: string;
}

export interface SealedRow extends EventRow {
  readonly seq: number;
  readonly commitment: Uint8Array;
  readonly leaf: Uint8Array;
  /** Leaf of the stream's previous event. */
  readonly previous: Uint8Array | null;
}

export interface Written {
  readonly position: number;
  readonly revision: number;
}

const EVENT = `e.position, s.name AS stream, e.revision, e.id, e.type, o.id AS organisation, e.recorded_at AS recordedAt, e.data, e.metadata`;
const JOINED = `FROM events e JOIN streams s ON s.key = e.stream JOIN organisations o ON o.key = e.organisation`;
const SEALED = `SELECT ${EVENT}, e.seq, e.commitment, e.leaf, p.leaf AS previous ${JOINED}
  LEFT JOIN events p ON p.stream = e.stream AND p.revision = e.revision - 1`;

export const SQL = {
  logId: 'SELECT id FROM log',
  lastPosition: 'SELECT max(position) AS position FROM events',
  newestRecordedAt: `SELECT max(recorded_at) AS recordedAt
    FROM (SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1000)`,

  streamKey: 'SELECT key FROM streams WHERE name = ?',
  addStream: 'INSERT INTO streams (name) VALUES (?)',
  lastOfStream: 'SELECT revision, position, leaf FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1',
  byId: `SELECT revision, position FROM events
    WHERE stream = @stream AND substr(id, 1, 8) = substr(@id, 1, 8) AND id = @id ORDER BY position DESC LIMIT 1`,
  byRevision: 'SELECT id, position FROM events WHERE stream = ? AND revision = ?',

  organisation: 'SELECT key, size, frontier FROM organisations WHERE id = ?',
  addOrganisation: 'INSERT INTO organisations (id, size, frontier) VALUES (?, 0, ?)',
  growOrganisation: 'UPDATE organisations SET size = ?, frontier = ? WHERE key = ?',
  addEvent: `INSERT INTO events
    (position, stream, revision, id, type, organisation, recorded_at, data, metadata, seq, commitment, leaf)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,

  forwards: `SELECT ${EVENT} ${JOINED} WHERE e.stream = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
  backwards: `SELECT ${EVENT} ${JOINED} WHERE e.stream = ? AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`,
  all: `SELECT ${EVENT} ${JOINED} WHERE e.position > ? ORDER BY e.position LIMIT ?`,

  leaves: `${SEALED} WHERE e.organisation = ? AND e.seq >= ? AND e.seq < ? ORDER BY e.seq LIMIT ?`,
  hashes: 'SELECT leaf FROM events WHERE organisation = ? AND seq >= ? AND seq < ? ORDER BY seq LIMIT ?',
  sealOf: `${SEALED} WHERE e.stream = @stream AND substr(e.id, 1, 8) = substr(@id, 1, 8) AND e.id = @id
    AND e.seq IS NOT NULL ORDER BY e.position LIMIT 1`,
  newestSealed: `${SEALED} WHERE e.organisation = ? AND e.seq IS NOT NULL ORDER BY e.seq DESC LIMIT ?`,
  organisationPage: 'SELECT key, id, size, frontier FROM organisations WHERE key > ? ORDER BY key LIMIT ?',
  newestEvent: `${SEALED} ORDER BY e.position DESC LIMIT 1`,
} as const;

export interface OrganisationRow {
  readonly key: number;
  readonly size: number;
  readonly frontier: Uint8Array;
}

type Bytes = Uint8Array | null;

/** An event of a stream, the latter by its key. */
interface OfId {
  readonly stream: number;
  readonly id: EventId;
}

/** Keeps the statements of an open database. */
export function prepareStatements(database: Database) {
  const prepare = <Parameters extends unknown[], Row = never>(name: keyof typeof SQL): Statement<Parameters, Row> =>
    database.prepare<Parameters, Row>(SQL[name]);
  return {
    logId: prepare<[], { id: string }>('logId'),
    lastPosition: prepare<[], { position: number | null }>('lastPosition'),
    newestRecordedAt: prepare<[], { recordedAt: string | null }>('newestRecordedAt'),
    streamKey: prepare<[string], { key: number }>('streamKey'),
    addStream: prepare<[string]>('addStream'),
    lastOfStream: prepare<[number], Written & { leaf: Bytes }>('lastOfStream'),
    byId: prepare<[OfId], Written>('byId'),
    byRevision: prepare<[number, number], { id: string; position: number }>('byRevision'),
    organisation: prepare<[string], OrganisationRow>('organisation'),
    addOrganisation: prepare<[string, Uint8Array]>('addOrganisation'),
    growOrganisation: prepare<[number, Uint8Array, number]>('growOrganisation'),
    addEvent:
      prepare<[number, number, number, string, string, number, string, string, string, number | null, Bytes, Bytes]>(
        'addEvent',
      ),
    forwards: prepare<[number, number, number], EventRow>('forwards'),
    backwards: prepare<[number, number, number], EventRow>('backwards'),
    all: prepare<[number, number], EventRow>('all'),
    leaves: prepare<[number, number, number, number], SealedRow>('leaves'),
    hashes: prepare<[number, number, number, number], { leaf: Uint8Array }>('hashes'),
    sealOf: prepare<[OfId], SealedRow>('sealOf'),
    newestSealed: prepare<[number, number], SealedRow>('newestSealed'),
    organisationPage: prepare<[number, number], OrganisationRow & { id: OrganisationId }>('organisationPage'),
    newestEvent: prepare<[], EventRow & { [K in 'seq' | 'commitment' | 'leaf' | 'previous']: SealedRow[K] | null }>(
      'newestEvent',
    ),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;

/** The row as the port tells it. */
export function recordedEvent(row: EventRow): RecordedEvent {
  return {
    stream: row.stream,
    revision: BigInt(row.revision),
    position: asPosition(row.position),
    id: row.id,
    type: row.type,
    organisation: row.organisation,
    recordedAt: row.recordedAt,
    data: row.data,
    metadata: row.metadata,
  };
}

export function asPosition(position: number): Position {
  return BigInt(position) as Position;
}
