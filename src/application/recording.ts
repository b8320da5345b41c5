/** From what was decided to what is stored: ids, bytes and salt, drawn once for each try of a command. */
import { randomUUID } from 'node:crypto';
import { newestVersionOf } from '../incident/decode.js';
import type {
  CheckpointEventBody,
  IncidentEventBody,
  OrganisationEventBody,
  ReferenceEventBody,
} from '../incident/events/registry.js';
import type { Instant } from '../law/instant.js';
import type { EventId, NewEvent, StreamName } from '../log/port.js';
import { freshSalt, sealedData } from '../proof/index.js';
import type { CommandMark } from './digest.js';
import { causationIdOf, eventIdOf, type Author } from './ids.js';
import { metadataText } from '../read/stored/metadata.js';

export type EventBody = IncidentEventBody | OrganisationEventBody | ReferenceEventBody | CheckpointEventBody;

/** Who writes, in which role. */
export interface Recorder extends Author {
  readonly role: string;
}

/** One command's way into one stream. */
export interface Recording {
  readonly stream: StreamName;
  readonly recorder: Recorder;
  readonly commandId: string;
  /** Stands on the first event; null where the events are the register's own and not a client's command. */
  readonly mark: CommandMark | null;
}

/**
 * Under ids of their own: whoever appends them at a revision knows that what stands there then are these very bytes, and not those of another
 * try of the same command.
 * @param recordedAt UTC, by the register's clock.
 * @param occurredAt says of each body when that happened; recordedAt unless told.
 * @throws CanonicalJsonError where a body has no canonical form.
 */
export function newEvents<Body extends EventBody>(
  { recorder, commandId, mark }: Omit<Recording, 'stream'>,
  bodies: readonly Body[],
  recordedAt: Instant,
  occurredAt: (body: Body) => Instant = () => recordedAt,
): readonly NewEvent[] {
  const { actor, organisation, role } = recorder;
  const causationId = causationIdOf(recorder, commandId);
  return bodies.map((body, index) => ({
    id: randomUUID() as EventId,
    type: body.type,
    organisation,
    recordedAt,
    data: sealedData(index === 0 && mark !== null ? { ...body.data, command: mark } : body.data, freshSalt()),
    metadata: metadataText({
      actor,
      causationId,
      correlationId: causationId,
      occurredAt: occurredAt(body),
      organisation,
      recordedAt,
      role,
      schemaVersion: versionOf(body.type),
    }),
  }));
}

/**
 * The same under ids that the command gives each time: for appends to whatever revision, where the log knows by its id alone what is there
 * already.
 */
export function derivedIds(
  { stream, recorder, commandId }: Recording,
  events: readonly NewEvent[],
): readonly NewEvent[] {
  return events.map((event, index) => ({ ...event, id: eventIdOf(recorder, stream, commandId, index) }));
}

function versionOf(type: EventBody['type']): number {
  const version = newestVersionOf(type);
  if (version === null) throw new TypeError(`No schema for events of type ${type}`);
  return version;
}
