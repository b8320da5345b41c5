import type {
  AvailabilityEffect,
  Exposure,
  IntegrityEffect,
  Mitigation,
  Protection,
  Recipients,
} from '../vocabulary.js';

/** Facts in which nothing is unknown any more: what was not known stands at what was assumed of it. */
export interface SettledFacts {
  readonly intent: number;
  readonly data: number;
  readonly identityKit: boolean;
  /** ENISA's basic score of the data, 1 to 4; null where the data are not known. */
  readonly baseContext: number | null;
  readonly persons: number;
  readonly vulnerable: boolean;
  /** Health data of those who are cared for. */
  readonly care: boolean;
  readonly exposure: Exposure;
  readonly recipients: Recipients;
  readonly hostile: boolean;
  readonly protection: Protection;
  readonly availability: AvailabilityEffect;
  readonly integrity: IntegrityEffect;
  readonly mitigations: readonly Mitigation[];
  readonly misuse: boolean;
  readonly harm: boolean;
}
