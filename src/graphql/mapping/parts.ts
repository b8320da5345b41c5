/** Small parts of the API's objects. */
import type { Organisation as DomainOrganisation } from '../../incident/organisation.js';
import { USER_ERROR_CODES, type UserErrorCode } from '../../incident/refusal.js';
import type { Facts as DomainFacts } from '../../incident/state.js';
import type { ControllerRole } from '../../law/vocabulary.js';
import type { Actor } from '../types/actor.js';
import type { Facts } from '../types/facts.js';
import type { Organisation } from '../types/organisation.js';

/** An event is found by its incident and its own id: proofs are asked for by both. */
export function eventIdOf(incidentId: string, eventId: string): string {
  return `${incidentId}/${eventId}`;
}

export function actorOf(id: string): Actor {
  return { __typename: 'Actor', id };
}

export function organisationOf(organisation: DomainOrganisation): Organisation {
  const { id, name, timeZone, language, sector, siren, dpo, representative, regimes, aims } = organisation;
  return {
    __typename: 'Organisation',
    id,
    name,
    timeZone,
    language,
    sector,
    siren,
    dpo,
    representative,
    regimes,
    aims,
  };
}

/** The role is the incident's own: what a patch of facts said of it is not part of the facts. */
export function factsOf(facts: DomainFacts, role: ControllerRole): Facts {
  const { enisa, ...same } = facts;
  return { ...same, role, enisa: enisa == null ? null : enisaOf(enisa) };
}

function enisaOf(enisa: NonNullable<DomainFacts['enisa']>): NonNullable<Facts['enisa']> {
  const { dataContext = null, identifiability = null } = enisa;
  return { dataContext, identifiability: identifiability === null ? null : identifiability / 100 };
}

/** The record keeps codes as texts; every one that `decide` writes is of the closed list. */
export function codesOf(irregularities: readonly string[]): readonly UserErrorCode[] {
  return USER_ERROR_CODES.filter((code) => irregularities.includes(code));
}
