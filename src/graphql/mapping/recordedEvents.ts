import type { EventRecord } from '../../application/records.js';
import { parseRole } from '../../identity/roles.js';
import type { RecordedEvent } from '../types/recordedEvent.js';
import { actorOf, eventIdOf } from './parts.js';

/** Why somebody who may know of an event is not shown what it says: its role does not read the record, or it is a note under legal privilege. */
export type Withheld = 'ROLE' | 'LEGAL_PRIVILEGE';

/** An event as the API shows it. @param withheld null where the caller may read what it says. */
export function recordedEventOf(record: EventRecord, withheld: Withheld | null): RecordedEvent {
  const { event, leaf, stored } = record;
  const actorRole = parseRole(event.role);
  if (actorRole === null)
    throw new Error(`Event ${event.revision} was recorded in a role that the register does not know`);
  return {
    id: eventIdOf(record.incidentId, event.id),
    incidentId: record.incidentId,
    revision: event.revision,
    position: record.position,
    type: event.type,
    schemaVersion: record.schemaVersion,
    data: withheld === null ? event.data : null,
    erased: false,
    withheld,
    stored: withheld === null ? Buffer.from(stored).toString('base64') : null,
    actor: actorOf(event.actor),
    actorRole,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    correlationId: record.correlationId,
    causationId: record.causationId,
    hash: leaf?.hash ?? null,
    previousHash: leaf?.previousHash ?? null,
    leafIndex: leaf?.index ?? null,
  };
}
