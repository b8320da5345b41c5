import type { Instant } from '../law/instant.js';
import type { AnchorKind, DutyKind, DutyState, Language, Regime } from '../law/vocabulary.js';

/** What the law asks of an incident, with its clock as of an instant. */
export interface Duty {
  /** Unique in the incident, stable over its life: `<regime>/<KIND>[/<stage or entry id>]`. */
  readonly key: string;
  readonly kind: DutyKind;
  readonly regime: Regime;
  readonly stage: string | null;
  readonly recipient: string;
  /** Such as `GDPR art. 33(1)`. */
  readonly provision: string;
  readonly rule: string;
  readonly ruleVersion: string;
  readonly state: DutyState;
  /** Null where the law names no hour, or where the clock has not started. */
  readonly dueAt: Instant | null;
  /** A target that is not a legal limit. */
  readonly targetAt: Instant | null;
  readonly anchorKind: AnchorKind;
  readonly anchor: Instant | null;
  readonly openSince: Instant | null;
  readonly metAt: Instant | null;
  /** ISO 8601 duration, frozen by the record as it stood when the duty was first met; null where in time. */
  readonly lateBy: string | null;
  /** The same against the present anchor, where awareness was corrected since. */
  readonly lateByCorrected: string | null;
  /** The explanation in the reader's language: rule, version, anchor, instant, and what another anchor would give. */
  explanation(language: Language): string;
}
