import {
  LogError,
  type EventId,
  type RecordedEvent,
  type SealedEvent,
  type Seals,
  type StreamName,
} from '../log/port.js';
import { incidentIdIn } from './ids.js';
import { incidentKind } from '../read/stored/kinds.js';
import { parseMetadata } from '../read/stored/metadata.js';
import type { Positions } from './positions.js';
import type { EventRecord, RecordedLeaf, Records } from './records.js';
import { damaged } from './states.js';

export class EventRecords implements Records {
  constructor(
    private readonly seals: Seals,
    private readonly positions: Positions,
  ) {}

  /** See Records.of. */
  async of(recorded: RecordedEvent): Promise<EventRecord> {
    const { stream, revision } = recorded;
    const incidentId = incidentIdIn(stream);
    const metadata = parseMetadata(recorded.metadata);
    if (incidentId === null) throw new TypeError('Only events of incidents are shown');
    if (metadata === null) throw damaged(stream, Number(revision), 'its metadata does not fit its schema');
    const event = incidentKind.read(recorded, metadata);
    if (typeof event === 'string') throw damaged(stream, Number(revision), event);
    const sealed = await this.#sealed(stream, recorded.id);
    return {
      incidentId,
      event,
      position: this.positions.seal(recorded.position),
      schemaVersion: metadata.schemaVersion,
      stored: recorded.data,
      correlationId: metadata.correlationId,
      causationId: metadata.causationId,
      leaf: sealed === null ? null : leafOf(sealed),
    };
  }

  /** A leaf that cannot be read just now is not told: the event itself is worth more than an error in its place. */
  async #sealed(stream: StreamName, id: EventId): Promise<SealedEvent | null> {
    try {
      return await this.seals.of(stream, id);
    } catch (error) {
      if (error instanceof LogError && error.code === 'UNAVAILABLE') return null;
      throw error;
    }
  }
}

function leafOf({ leaf, envelope }: SealedEvent): RecordedLeaf {
  const { prev }: { readonly prev: string | null } = JSON.parse(envelope) as { prev: string | null };
  return {
    hash: Buffer.from(leaf.hash).toString('hex'),
    previousHash: prev === null ? null : Buffer.from(prev, 'base64').toString('hex'),
    index: leaf.seq,
  };
}
