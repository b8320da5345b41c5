/** What a verification found: for people through texts.ts, for scripts as JSON. The same bundle gives the same report, byte for byte. */
import type { Fault } from './faults.js';

/** What a check of a bundle cannot or did not prove. */
export const NOT_PROVEN = [
  'TRUTH',
  'COMPLETENESS_NO_OUTSIDE_HEAD',
  'COMPLETENESS_LEVEL_B',
  'AFTER_OUTSIDE_HEAD',
  'TIME_IS_OPERATORS_OWN',
  'TIME_NOT_STATED',
  'QUORUM_NOT_MET',
  'PAYLOADS_WITHHELD',
  'PAYLOADS_OF_OTHER_STREAMS',
  'HEADS_NOT_LINKED',
] as const;
export type NotProven = (typeof NOT_PROVEN)[number];

export interface Cosigned {
  readonly name: string;
  /** RFC 3339, UTC, seconds. */
  readonly time: string;
}

export interface Report {
  readonly verdict: 'INTACT_AND_COMPLETE' | 'INTACT' | 'ALTERED';
  readonly intact: boolean;
  /** Nothing is missing up to the outside head; null where nobody gave one, or where the bundle's level cannot tell. */
  readonly complete: boolean | null;
  readonly level: 'A' | 'B';
  readonly origin: string | null;
  /** Leaves of the organisation's log that the bundle's head covers. */
  readonly size: number | null;
  /** Base64. */
  readonly root: string | null;
  readonly signedBy: readonly string[];
  readonly cosignedBy: readonly Cosigned[];
  /** Sizes of the heads kept outside, as given. */
  readonly outsideHeads: readonly number[];
  readonly eventsChecked: number;
  readonly payloadsChecked: number;
  readonly payloadsWithheld: number;
  /** The first ones, in the order of the log. */
  readonly faults: readonly Fault[];
  readonly furtherFaults: number;
  /** Two signed heads that cannot both be true: evidence, word for word. */
  readonly conflictingHeads: readonly string[];
  readonly notProven: readonly NotProven[];
}

export const exitCodeOf = { INTACT_AND_COMPLETE: 0, ALTERED: 1, INTACT: 3 } as const satisfies Record<
  Report['verdict'],
  number
>;
export const EXIT_UNREADABLE = 2;
export type VerifierExit = 0 | 1 | 2 | 3;

const FAULTS_SHOWN = 100;

/** Keeps the first faults and counts the rest: a log that is altered from its beginning has one for each event. */
export class Faults {
  readonly #shown: Fault[] = [];
  #further = 0;

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      if (this.#shown.length < FAULTS_SHOWN) this.#shown.push(fault);
      else this.#further += 1;
    }
  }

  get shown(): readonly Fault[] {
    return this.#shown;
  }

  get further(): number {
    return this.#further;
  }
}
