/** What an incident is under regimes other than the GDPR, and what was filed under them. */
import type { Instant } from '../../law/instant.js';
import type { Regime } from '../../law/vocabulary.js';
import type { Recorded, Withdrawable } from './recorded.js';

/** A later one takes the place of an earlier one; none is struck. */
export interface Classification extends Recorded {
  readonly regime: Regime;
  readonly classification: string;
  readonly at: Instant;
  readonly reasons: string;
}

export interface RegimeFiling extends Recorded, Withdrawable {
  readonly regime: Regime;
  readonly stage: string;
  readonly recipient: string;
  readonly filedAt: Instant;
  readonly reference: string | null;
  readonly text: string | null;
  /** The clock as it stood when the filing was recorded. */
  readonly dueAt: Instant | null;
  readonly rule: string | null;
  readonly ruleVersion: string | null;
  readonly lateBy: string | null;
}
