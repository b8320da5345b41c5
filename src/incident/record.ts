import type { Instant } from '../law/instant.js';
import type { IncidentEventBody, OrganisationEventBody } from './events/registry.js';
import type { ActorId, EntryId } from './ids.js';

/** What the log adds to an event: what `evolve` knows beside the body. */
export interface Envelope {
  readonly id: EntryId;
  /** 0-based. */
  readonly revision: number;
  /** UTC, by the register's own clock. */
  readonly recordedAt: Instant;
  /** When it happened, as said by whoever recorded it; recordedAt where nothing was said. */
  readonly occurredAt: Instant;
  readonly actor: ActorId;
  /** The role the actor wore, opaque to the domain. */
  readonly role: string;
}

export type IncidentEvent = IncidentEventBody & Envelope;
export type OrganisationEvent = OrganisationEventBody & Envelope;
