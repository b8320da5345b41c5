/** Events as they are on record: what they say, the bytes that say it, and where they are sealed. */
import type { IncidentId } from '../incident/ids.js';
import type { IncidentEvent } from '../incident/record.js';
import type { RecordedEvent } from '../log/port.js';

export interface EventRecord {
  readonly incidentId: IncidentId;
  /** Its data in the newest version. */
  readonly event: IncidentEvent;
  /** Sealed token. */
  readonly position: string;
  /** As it was stored. */
  readonly schemaVersion: number;
  /** Canonical JSON with its salt, verbatim. */
  readonly stored: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** Null until it is sealed. */
  readonly leaf: RecordedLeaf | null;
}

export interface RecordedLeaf {
  /** RFC 6962 leaf hash, 64 hexadecimal digits. */
  readonly hash: string;
  /** Of the stream's previous event; null at revision 0. */
  readonly previousHash: string | null;
  /** In the organisation's Merkle log, from 0. */
  readonly index: number;
}

export interface Records {
  /**
   * The record of an event of an incident. Whoever may see the event is for the caller of this to find out.
   * @throws ApplicationError DAMAGED_STREAM where it cannot be read.
   */
  of(recorded: RecordedEvent): Promise<EventRecord>;
}
