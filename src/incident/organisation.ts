/** The organisation as its own stream tells it. */
import type { Instant } from '../law/instant.js';
import type { DutyKind, Language, Regime, Sector } from '../law/vocabulary.js';
import type { OrganisationId } from './ids.js';
import type { Contact } from './state.js';

/** An own aim for a duty that the law gives no hour. */
export interface Aim {
  readonly kind: DutyKind;
  readonly hours: number;
}

export interface Organisation {
  readonly id: OrganisationId;
  /** The `org` claim until a name is configured. */
  readonly name: string;
  /** IANA zone, `Europe/Paris` until configured. */
  readonly timeZone: string;
  readonly language: Language;
  readonly sector: Sector | null;
  readonly siren: string | null;
  readonly dpo: Contact | null;
  readonly representative: Contact | null;
  readonly regimes: readonly Regime[];
  /** Own aims as configured; the defaults of the law's data stand for what is not here. */
  readonly aims: readonly Aim[];
  readonly revision: number;
  readonly updatedAt: Instant;
}
