import type { Instant } from '../../law/instant.js';
import type { Organisation } from '../organisation.js';
import type { Refusal } from '../refusal.js';
import type { Incident } from '../state.js';

/** What a command on an incident meets. */
export interface Situation {
  readonly incident: Incident;
  readonly organisation: Organisation;
  /** The register's clock. */
  readonly now: Instant;
  /** What the state sets against the command, where it goes on all the same because it records what has happened; else empty. */
  readonly against: readonly Refusal[];
}
