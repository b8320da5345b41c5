/** Who read which incident, and when: beside the record, not part of it. */
import type { ActorId, IncidentId } from '../../incident/ids.js';
import type { Caller } from '../../identity/caller.js';
import type { Role } from '../../identity/roles.js';
import type { Instant } from '../../law/instant.js';

/** What counts as reading an incident: see docs/read-log.md. */
export type Read =
  | 'incident'
  | 'incident.asOf'
  | 'incident.history'
  | 'incident.live'
  | 'events.live'
  | 'incidents.whole'
  | 'compare'
  | 'verify'
  | 'cnilDossier'
  | 'evidence'
  | 'export'
  | 'readLog';

export interface ReadEntry {
  readonly id: string;
  /** Where it stands in its list: greater is newer. */
  readonly number: number;
  readonly at: Instant;
  readonly actor: ActorId;
  readonly role: Role;
  readonly read: string;
  /** Null where it reached over the whole organisation. */
  readonly incidentId: IncidentId | null;
}

export interface ReadsAsked {
  /** Of one incident; null: of all. */
  readonly incidentId: string | null;
  readonly first: number;
  /** Number of the entry before the page. */
  readonly after: number | null;
}

export interface ReadsPage {
  /** Newest first. */
  readonly entries: readonly ReadEntry[];
  readonly hasNextPage: boolean;
  /** Null beyond 10,000. */
  readonly totalCount: () => Promise<number | null>;
}

export interface ReadLog {
  /**
   * Writes the read down: to be awaited before anything is answered. What is read in the same turn is written together.
   * @param incidentId null where the read reaches over the whole organisation.
   * @throws ApplicationError UNAVAILABLE where it cannot be written: then nothing is read.
   */
  record(caller: Caller, read: Read, incidentId: string | null): Promise<void>;
  /** Reads of the caller's organisation, this one included: it is written down first. */
  page(caller: Caller, asked: ReadsAsked): Promise<ReadsPage>;
}
