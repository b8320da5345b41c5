/** What is known of a breach, said bit by bit. */
import { bandOf } from '../law/bands.js';
import type { FactsPatch } from './events/facts.js';
import type { Facts } from './state.js';

/**
 * Lays a patch over what was known: an absent field stays, null makes it known to be unknown. A number of persons decides the band, whatever
 * band was said; when the number is taken back, the band that came of it goes with it.
 */
export function mergeFacts(before: Facts | null, patch: FactsPatch): Facts {
  const merged = { ...before, ...patch };
  if (typeof merged.subjectsCount === 'number') merged.subjectsBand = bandOf(merged.subjectsCount);
  else if (typeof before?.subjectsCount === 'number' && patch.subjectsBand === undefined) merged.subjectsBand = null;
  return merged;
}
