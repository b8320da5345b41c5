/** The streams that are folded: how their stored events become the domain's. */
import { decodeIncidentEvent, decodeOrganisationEvent } from '../../incident/decode.js';
import { foldIncident } from '../../incident/fold.js';
import type { IncidentId, OrganisationId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import { foldOrganisation } from '../../incident/organisationDecider.js';
import type { Envelope, IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Incident } from '../../incident/state.js';
import type { RecordedEvent, StreamName } from '../../log/port.js';
import { openData, SealedDataError } from '../../proof/index.js';
import { parseMetadata, type Metadata } from './metadata.js';

/** How the events of a category of streams are read and folded. */
export interface StreamKind<State, Event> {
  /** A text instead of an event says why it cannot be read; it never carries data. */
  read(recorded: RecordedEvent, metadata: Metadata): Event | string;
  /** @throws CorruptStream where these events cannot have been decided one after the other. */
  fold(stream: StreamName, events: readonly Event[], from: State | null): State | null;
}

/** A stored event as the domain knows it, with what the log tells beside it. */
export interface StoredEvent<Event> {
  readonly event: Event;
  readonly metadata: Metadata;
}

/**
 * Reads an event of a stream of this organisation's.
 * @returns a text where it cannot be read: why, without data.
 */
export function readStored<Event extends object>(
  kind: Pick<StreamKind<unknown, Event>, 'read'>,
  recorded: RecordedEvent,
  organisation: string,
): StoredEvent<Event> | string {
  const metadata = parseMetadata(recorded.metadata);
  if (metadata === null) return 'its metadata does not fit its schema';
  if (metadata.organisation !== organisation || recorded.organisation !== organisation) {
    return 'it is of another organisation';
  }
  if (metadata.recordedAt !== recorded.recordedAt) return 'its instants disagree';
  const event = kind.read(recorded, metadata);
  return typeof event === 'string' ? event : { event, metadata };
}

export const incidentKind: StreamKind<Incident, IncidentEvent> = {
  read(recorded, metadata) {
    const decoded = decodeIncidentEvent(recorded.type, metadata.schemaVersion, dataOf(recorded));
    return decoded.ok ? { ...decoded.body, ...envelope(recorded, metadata) } : decoded.reason;
  },
  fold(stream, events, from) {
    return foldIncident(idIn(stream) as IncidentId, events, from);
  },
};

export const organisationKind: StreamKind<Organisation, OrganisationEvent> = {
  read(recorded, metadata) {
    const decoded = decodeOrganisationEvent(recorded.type, metadata.schemaVersion, dataOf(recorded));
    return decoded.ok ? { ...decoded.body, ...envelope(recorded, metadata) } : decoded.reason;
  },
  fold(stream, events, from) {
    return foldOrganisation(idIn(stream) as OrganisationId, events, from);
  },
};

/** The domain data of a stored event; an empty object, which no schema takes, where it is not in its stored form. */
export function dataOf({ data }: RecordedEvent): object {
  try {
    const opened = openData(data);
    return typeof opened === 'object' && opened !== null ? opened : {};
  } catch (error) {
    if (error instanceof SealedDataError) return {};
    throw error;
  }
}

function envelope(recorded: RecordedEvent, metadata: Metadata): Envelope {
  return {
    // An entry is named by the event that made it.
    id: recorded.id,
    revision: Number(recorded.revision),
    recordedAt: metadata.recordedAt,
    occurredAt: metadata.occurredAt,
    actor: metadata.actor,
    role: metadata.role,
  };
}

function idIn(stream: StreamName): string {
  return stream.slice(stream.indexOf('-') + 1);
}
