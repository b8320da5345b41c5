/** Which organisation a command is about, as an operator names it. */
import type { KnownOrganisation } from '../../application/knownOrganisations.js';

/** @param wanted claim or id; where nothing is said the only one. A text says why none is chosen. */
export function chosen(known: readonly KnownOrganisation[], wanted: string | undefined): KnownOrganisation | string {
  const fitting = wanted === undefined ? known : known.filter(({ id, claim }) => id === wanted || claim === wanted);
  const [first, ...more] = fitting;
  if (first === undefined) {
    return known.length === 0 ? 'Nothing was recorded here yet.' : `No organisation here is called ${wanted ?? ''}.`;
  }
  if (more.length === 0) return first;
  return `Say which organisation with --org:\n${fitting.map((one) => `  ${one.id}  ${nameOf(one)}\n`).join('')}`.trimEnd();
}

export function nameOf({ claim }: KnownOrganisation): string {
  return claim ?? '(its first event cannot be read)';
}
