/** The streams that are folded: how their stored events become the domain's. */
import { decodeIncidentEvent, decodeOrganisationEvent } from '../incident/decode.js';
import { foldIncident } from '../incident/fold.js';
import type { IncidentId, OrganisationId } from '../incident/ids.js';
import type { Organisation } from '../incident/organisation.js';
import { foldOrganisation } from '../incident/organisationDecider.js';
import type { Envelope, IncidentEvent, OrganisationEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import type { RecordedEvent, StreamName } from '../log/port.js';
import { openData, SealedDataError } from '../proof/index.js';
import type { Metadata } from './metadata.js';
import type { StreamKind } from './states.js';

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
