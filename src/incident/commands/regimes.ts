/** Inputs of the commands on regimes other than the GDPR; conventions as in command.ts. */
import type { Instant } from '../../law/instant.js';

export interface RecordRegimeFiling {
  /** The duty's key within the incident: `<regime>/OTHER_REGIME/<stage>`. */
  readonly duty: string;
  readonly recipient: string;
  readonly filedAt: Instant;
  readonly reference?: string | null;
  readonly text?: string | null;
}

export interface ClassifyIncident {
  readonly regime: string;
  readonly classification: string;
  readonly at: Instant;
  readonly reasons: string;
}
