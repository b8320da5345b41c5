/** What was decided, by whom, and why. */
import type { Instant } from '../../law/instant.js';
import type { Art33Ground, Art34Ground, DecisionKind, RiskVerdict } from '../../law/vocabulary.js';
import type { EntryId } from '../ids.js';
import type { Decider, Recorded } from './recorded.js';
import type { PublicMeasure } from './subjects.js';

export interface OpenDutyReason {
  /** `<regime>/<KIND>[/<stage>]`. */
  readonly duty: string;
  readonly reasons: string;
}

interface DecisionBase extends Recorded {
  readonly kind: DecisionKind;
  readonly decidedAt: Instant;
  readonly decidedBy: Decider;
  readonly reasons: string;
}

export interface DeclineCnilDecision extends DecisionBase {
  readonly kind: 'DECLINE_CNIL';
  readonly ground: Art33Ground;
  readonly dpoAdvice: string | null;
  /** The verdict that stood when it was taken; null where none did. */
  readonly verdict: RiskVerdict | null;
  /** Revision of the later event that lapsed it. */
  readonly lapsedByRevision: number | null;
}

export interface CloseDecision extends DecisionBase {
  readonly kind: 'CLOSE';
  readonly lessons: string | null;
  readonly openDuties: readonly OpenDutyReason[];
}

export interface PlainDecision extends DecisionBase {
  readonly kind: 'REOPEN' | 'RULE_OUT';
}

/** Whether and by what it lapsed is derived: `lapseOf`. */
export interface DeclineSubjectsDecision extends DecisionBase {
  readonly kind: 'DECLINE_SUBJECTS';
  /** Null: all audiences. */
  readonly audienceId: EntryId | null;
  readonly ground: Art34Ground;
  readonly publicMeasure: PublicMeasure | null;
  readonly dpoAdvice: string | null;
  /** The verdict that stood for those it concerns when it was taken: the audience's own, else the incident's; null where none did. */
  readonly verdict: RiskVerdict | null;
}

/** Whether and by what it lapsed is derived: `lapseOf`. */
export interface DeferSubjectsDecision extends DecisionBase {
  readonly kind: 'DEFER_SUBJECTS';
  /** Who asked to wait. */
  readonly requestedBy: string;
  readonly reference: string | null;
  readonly from: Instant;
  /** Until then, not including it. */
  readonly reviewAt: Instant;
}

export type Decision =
  DeclineCnilDecision | DeclineSubjectsDecision | DeferSubjectsDecision | CloseDecision | PlainDecision;
