/** The Merkle logs as any node reads them: leaves from the database, events from the log. */
import type {
  EventId,
  EventLog,
  OrganisationId,
  Position,
  RecordedEvent,
  SealedEvent,
  Seals,
  StreamName,
} from '../log/port.js';
import { LogError } from '../log/port.js';
import { envelopeOf } from '../log/seal.js';
import { emptyFrontier, frontierRoot, parseFrontier } from '../proof/index.js';
import type { ClusterStore, ClusterTables } from './tables.js';

/** Leaves read at once, with their events. */
const PAGE = 500;
const HASHES = 5_000;
/** Streams read at the same time. */
const STREAMS = 8;

type SealRow = ClusterTables['seals'];

export class ClusterSeals implements Seals {
  constructor(
    private readonly store: ClusterStore,
    private readonly log: Pick<EventLog, 'readStream'>,
  ) {}

  async upTo(): Promise<Position | null> {
    const { position } = await available(
      this.store.selectFrom('sealing').select('position').where('id', '=', 1).executeTakeFirstOrThrow(),
    );
    return position === '0' ? null : (BigInt(position) as Position);
  }

  async size(organisation: OrganisationId): Promise<number> {
    return (await this.#organisation(organisation))?.size ?? 0;
  }

  async root(organisation: OrganisationId): Promise<{ size: number; root: Uint8Array }> {
    const row = await this.#organisation(organisation);
    const frontier = row === undefined ? emptyFrontier : parseFrontier(row.frontier);
    return { size: frontier.size, root: frontierRoot(frontier) };
  }

  async *leaves(organisation: OrganisationId, { from, to }: { from: number; to: number }): AsyncGenerator<SealedEvent> {
    const key = (await this.#organisation(organisation))?.key;
    if (key === undefined) return;
    for (let next = from; next < to; next += PAGE) {
      const rows = await available(
        this.store
          .selectFrom('seals')
          .selectAll()
          .where('organisation', '=', key)
          .where('seq', '>=', next)
          .where('seq', '<', Math.min(to, next + PAGE))
          .orderBy('seq')
          .execute(),
      );
      const events = await this.#eventsOf(rows);
      for (const row of rows) yield sealedEvent(row, organisation, events);
      if (rows.length === 0) return;
    }
  }

  async *hashes(organisation: OrganisationId, { from, to }: { from: number; to: number }): AsyncGenerator<Uint8Array> {
    const key = (await this.#organisation(organisation))?.key;
    if (key === undefined) return;
    for (let next = from; next < to;) {
      const rows = await available(
        this.store
          .selectFrom('seals')
          .select('leaf')
          .where('organisation', '=', key)
          .where('seq', '>=', next)
          .where('seq', '<', to)
          .orderBy('seq')
          .limit(HASHES)
          .execute(),
      );
      if (rows.length === 0) return;
      for (const { leaf } of rows) yield leaf;
      next += rows.length;
    }
  }

  async *organisations(): AsyncGenerator<OrganisationId> {
    for (let after = 0; ;) {
      const rows = await available(
        this.store
          .selectFrom('sealed_organisations')
          .select(['key', 'id', 'size'])
          .where('key', '>', after)
          .orderBy('key')
          .limit(PAGE)
          .execute(),
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      for (const { id, size } of rows) if (size > 0) yield id as OrganisationId; // As it was written from the log.
      after = last.key;
    }
  }

  async of(stream: StreamName, id: EventId): Promise<SealedEvent | null> {
    const row = await available(
      this.store
        .selectFrom('seals')
        .selectAll()
        .where('stream', '=', stream)
        .where('event', '=', id)
        .executeTakeFirst(),
    );
    if (row === undefined) return null;
    const events = await this.#eventsOf([row]);
    const event = events.get(placeOf(row));
    return event === undefined ? null : sealedEvent(row, event.organisation, events);
  }

  #organisation(id: OrganisationId) {
    return available(this.store.selectFrom('sealed_organisations').selectAll().where('id', '=', id).executeTakeFirst());
  }

  /** The events of some leaves: each stream is read once, from its first to its last event among them. */
  async #eventsOf(rows: readonly SealRow[]): Promise<ReadonlyMap<string, RecordedEvent>> {
    const ranges = new Map<string, { first: number; last: number }>();
    for (const { stream, revision } of rows) {
      const range = ranges.get(stream);
      if (range === undefined) ranges.set(stream, { first: revision, last: revision });
      else [range.first, range.last] = [Math.min(range.first, revision), Math.max(range.last, revision)];
    }
    const events = new Map<string, RecordedEvent>();
    const waiting = [...ranges];
    const read = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const [stream, { first, last }] = next;
        const asked = { from: BigInt(first), limit: last - first + 1 };
        // Written from the log: its stream names.
        for await (const event of this.log.readStream(stream as StreamName, asked)) {
          events.set(placeOf({ stream, revision: Number(event.revision) }), event);
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(STREAMS, waiting.length) }, read));
    return events;
  }
}

function placeOf({ stream, revision }: Pick<SealRow, 'stream' | 'revision'>): string {
  return `${stream}@${revision}`;
}

function sealedEvent(
  row: SealRow,
  organisation: OrganisationId,
  events: ReadonlyMap<string, RecordedEvent>,
): SealedEvent {
  const event = events.get(placeOf(row));
  if (event === undefined) {
    throw new LogError('DAMAGED', `Event ${row.revision} of ${row.stream} was sealed and is not in the log any more`);
  }
  const place = { stream: event.stream, revision: row.revision, seq: row.seq, previous: row.previous };
  return {
    leaf: { organisation, seq: row.seq, hash: row.leaf },
    envelope: envelopeOf({ ...event, id: row.event as EventId }, place, row.commitment), // Written from the log: its ids.
    event,
  };
}

/** What the database suffers, as a log's fault: nothing else reads it. */
async function available<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new LogError('UNAVAILABLE', 'The database that holds the seals cannot be read', { cause });
  }
}
