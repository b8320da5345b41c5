import { isBlank } from './texts.js';

/** Whom a filing or a message is taken to be with where nothing is said. */
const DEFAULT_AUTHORITY = 'FR-CNIL';

/** The authority by its short name, as given or by default. */
export function authorityOf(given: string | null | undefined): string {
  return given === null || given === undefined || isBlank(given) ? DEFAULT_AUTHORITY : given;
}
