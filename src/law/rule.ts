/** A rule of law that brings a duty and its clock: one row of data. */
import type { Instant } from './instant.js';
import type { Period } from './periods.js';
import type { AnchorKind, AuthorityMessageKind, ControllerRole, DutyKind, Regime } from './vocabulary.js';

export interface Rule {
  /** Stable over versions. */
  readonly id: string;
  /** The day from which this version applies, `YYYY-MM-DD`. */
  readonly version: string;
  readonly validFrom: Instant;
  /** Null while nothing ends it; a later version takes over at its own `validFrom` without an end here. */
  readonly validTo: Instant | null;
  readonly regime: Regime;
  readonly kind: DutyKind;
  readonly provision: string;
  readonly roles: readonly ControllerRole[];
  readonly recipient: string;
  readonly anchor: AnchorKind;
  /** Of a duty that a message of the authority brings: by which kinds of message. Such a message may set its own date. */
  readonly messages?: readonly AuthorityMessageKind[];
  /** What a regime other than the GDPR asks beside. */
  readonly stage?: RegimeStage;
  /** Legal limit in elapsed hours from the anchor; null where the law says "without undue delay" or names no time, or names a period. */
  readonly limitHours: number | null;
  /** Legal limit in days or months of the calendar, by Regulation 1182/71; then there is none in hours. */
  readonly limitPeriod?: Period;
  /** Target in elapsed hours from the anchor, no legal limit; an organisation's own aim stands in its place. */
  readonly targetHours: number | null;
  /** The last elapsed hours before the legal limit in which the duty is due soon. */
  readonly warningHours: number;
}

/** A step of a duty under another regime, which is met by a filing. */
export interface RegimeStage {
  /** Unique in its regime. */
  readonly name: string;
  /** Classifications that bring the step; none where every breach of an organisation in the regime does. */
  readonly needs: readonly string[];
  /** Classifications after which the step is not asked. The last word of all these counts. */
  readonly excludedBy: readonly string[];
  /** The step whose filing starts the clock of one anchored at the PREVIOUS_STAGE; the first filing, or the last one. */
  readonly follows?: { readonly stage: string; readonly filing: 'FIRST' | 'LAST' };
  /** An earlier limit, where it has not passed by the anchor: elapsed hours from awareness. */
  readonly noLaterThanHoursFromAwareness?: number;
  /** Asked of breaches of personal data only: it ends where it is ruled out that there was one. */
  readonly personalData: boolean;
}

export type RuleTable = readonly Rule[];
