import type { SubjectsBand } from './vocabulary.js';

/** Upper end of each band of the CNIL's form and open data, inclusive, in ascending order; above the last one there is one more band. */
const UPPER_ENDS = [
  { upTo: 5, band: 'UP_TO_5' },
  { upTo: 50, band: 'FROM_6_TO_50' },
  { upTo: 300, band: 'FROM_51_TO_300' },
  { upTo: 5000, band: 'FROM_301_TO_5000' },
] as const;

/** The CNIL's band of a number of persons (a whole number, 0 or more). */
export function bandOf(count: number): SubjectsBand {
  return UPPER_ENDS.find((end) => count <= end.upTo)?.band ?? 'MORE_THAN_5000';
}
