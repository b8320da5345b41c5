/** The 2,300 practices of the story of April 2023: their number is known, everything else about them is made up. */
import type { Say } from '../../story.js';

export interface Practice {
  readonly externalId: string;
  readonly name: string;
}

const count = 2_300;
const padded = (number: number) => String(number).padStart(4, '0');

/** Practices numbered 1 to 2,300, by the platform's own keys. */
export function practices(say: Say): readonly Practice[] {
  return Array.from({ length: count }, (_, index) => ({
    externalId: `practice-${padded(index + 1)}`,
    name: `${say('Practice', 'Cabinet')} ${padded(index + 1)}`,
  }));
}

/** Keys of some of them. */
export function keysOf(some: readonly Practice[]): readonly string[] {
  return some.map(({ externalId }) => externalId);
}

/** The 37 whose message came back. */
export function bounced(all: readonly Practice[]): readonly Practice[] {
  return all.filter((_, index) => index % 63 === 4);
}
