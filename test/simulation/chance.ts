/** Chance from a seed: the same seed gives the same script. */
export interface Chance {
  /** From 0, inclusive, to 1, exclusive. */
  next(): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** From 0 to `below`, exclusive. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

/** @param seed any integer. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state are enough for scripts.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError('there is nothing to pick from');
      return picked;
    },
  };
}
