/** Events for tests of logs, in the stored form that every log demands. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { EventId, NewEvent, OrganisationId, RecordedEvent, StreamName } from '../../src/log/port.js';
import { canonicalJson, sealedData } from '../../src/proof/index.js';

export interface EventPlan {
  readonly id?: string;
  readonly type?: string;
  readonly organisation?: OrganisationId;
  readonly recordedAt?: string;
  /** Domain data. */
  readonly says?: unknown;
}

export function anOrganisation(): OrganisationId {
  return randomUUID() as OrganisationId;
}

export function aStream(category = 'incident'): StreamName {
  return `${category}-${randomUUID()}` as StreamName;
}

const house = anOrganisation();

export function anEvent(plan: EventPlan = {}): NewEvent {
  const organisation = plan.organisation ?? house;
  const recordedAt = plan.recordedAt ?? '2026-10-01T08:12:30.000Z';
  return {
    id: (plan.id ?? randomUUID()) as EventId,
    type: plan.type ?? 'NoteAdded',
    organisation,
    recordedAt,
    data: sealedData(plan.says ?? {}, randomBytes(32)),
    metadata: canonicalJson({ actor: randomUUID(), organisation, recordedAt }),
  };
}

export function someEvents(count: number, plan: EventPlan = {}): NewEvent[] {
  return Array.from({ length: count }, () => anEvent(plan));
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export function idsOf(events: readonly Pick<RecordedEvent, 'id'>[]): string[] {
  return events.map(({ id }) => id);
}
