/** What is recorded in the benchmarks of servers: incidents side by side, eight events to each. */
import { randomUUID } from 'node:crypto';
import type { IncidentEventBody, OrganisationEventBody } from '../../src/incident/events/registry.js';
import type { ActorId } from '../../src/incident/ids.js';
import { instantAt } from '../../src/law/instant.js';
import type { EventId, EventLog, NewEvent, OrganisationId, Position, StreamName } from '../../src/log/index.js';
import { freshSalt, sealedData } from '../../src/proof/index.js';
import { metadataText } from '../../src/read/stored/metadata.js';

export const EVENTS_PER_INCIDENT = 8;
export const IN_FLIGHT = 64;

const organisation = randomUUID() as OrganisationId;
const actor = randomUUID() as ActorId;
let clock = Date.parse('2026-06-01T12:00:00Z');
let incidents = 0;

export interface Life {
  readonly stream: StreamName;
  readonly events: readonly NewEvent[];
}

export function aLife(): Life {
  incidents += 1;
  const detectedAt = instantAt(clock);
  const bodies: readonly IncidentEventBody[] = [
    {
      type: 'IncidentDetected',
      data: {
        reference: `2026-${String(incidents).padStart(4, '0')}`,
        title: `Observations non enregistrées, cabinet n° ${incidents}`,
        summary: 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne.',
        role: incidents % 3 === 0 ? 'PROCESSOR' : 'CONTROLLER',
        exercise: incidents % 20 === 0,
        ...{ occurredFrom: null, occurredTo: null, ongoing: false, detectedAt },
        ...{ informedByProcessorAt: null, processor: null, natures: ['AVAILABILITY', 'INTEGRITY'] },
      },
    },
    { type: 'AwarenessEstablished', data: { awareAt: detectedAt, explanation: null } },
    ...['appel du prestataire', 'sauvegarde restaurée', 'praticiens prévenus'].map(note),
    ...['point de situation', 'second point', 'troisième point'].map(note),
  ];
  return { stream: `incident-${randomUUID()}` as StreamName, events: bodies.map(recorded) };
}

function note(text: string): IncidentEventBody {
  return { type: 'NoteAdded', data: { text, visibility: 'TEAM' } };
}

function recorded(body: IncidentEventBody | OrganisationEventBody): NewEvent {
  const recordedAt = instantAt((clock += 1_000));
  const correlationId = randomUUID();
  const about = { actor, causationId: correlationId, correlationId, occurredAt: recordedAt, organisation, recordedAt };
  const metadata = metadataText({ ...about, role: 'DPO', schemaVersion: 1 });
  const id = randomUUID() as EventId;
  return { id, type: body.type, organisation, recordedAt, data: sealedData(body.data, freshSalt()), metadata };
}

/** Whose incidents they are: before the first of them. */
export async function register(log: EventLog): Promise<void> {
  const registered: OrganisationEventBody = { type: 'OrganisationRegistered', data: { claim: 'bench' } };
  await log.append(`organisation-${organisation}` as StreamName, [recorded(registered)], 'noStream');
}

/** One event to an append, so many in flight, each incident's in their order. */
export async function record(
  lives: readonly Life[],
  append: (stream: StreamName, event: NewEvent, revision: number) => Promise<unknown>,
): Promise<void> {
  const left = lives.values();
  const writer = async () => {
    for (const { stream, events } of left) {
      for (const [revision, event] of events.entries()) await append(stream, event, revision);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
}

/** @returns its position. */
export async function appended(
  log: EventLog,
  stream: StreamName,
  event: NewEvent,
  revision: number,
): Promise<Position> {
  const result = await log.append(stream, [event], revision === 0 ? 'noStream' : BigInt(revision - 1));
  if (!result.ok) throw new Error('nobody else writes');
  return result.position;
}
