/** Regimes by their names, as people give them. */
import { CLASSIFICATIONS } from './regimes.js';
import { REGIMES, type Regime } from './vocabulary.js';

/** The regime of a name, in any case of letters; null where the register knows none. */
export function regimeNamed(name: string): Regime | null {
  return REGIMES.find((regime) => regime === name.trim().toUpperCase()) ?? null;
}

/** Whether anything is to be classified under a regime. */
export function isClassifiable(regime: Regime): boolean {
  return CLASSIFICATIONS[regime].length > 0;
}

/** The regimes under which incidents are classified, in the order of the vocabulary. */
export const REGIMES_TO_CLASSIFY: readonly Regime[] = REGIMES.filter(isClassifiable);
