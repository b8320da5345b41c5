import type { Sector } from '../../law/vocabulary.js';
import type { Aim } from '../organisation.js';
import type { Contact } from '../state.js';

/** What an ADMIN sets for the organisation: an absent field stays, null takes a value back. */
export interface ConfigureOrganisation {
  readonly name?: string | null;
  readonly timeZone?: string | null;
  readonly language?: string | null;
  readonly sector?: Sector | null;
  readonly siren?: string | null;
  readonly dpo?: Contact | null;
  readonly representative?: Contact | null;
  readonly regimes?: readonly string[] | null;
  readonly aims?: readonly Aim[] | null;
}
