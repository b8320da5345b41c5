/** From the API's inputs to the domain's: plain objects, in the domain's own units. What was left out stays left out. */
import type { FactsInput as DomainFacts } from '../../incident/commands/command.js';
import type { Contact, Party } from '../../incident/state.js';
import type { ContactInput, PartyInput } from './common.js';
import type { FactsInput } from './facts.js';

type Nullish = null | undefined;

export function contactOf(input: ContactInput): Contact {
  return { name: input.name, email: input.email ?? null, phone: input.phone ?? null };
}

export function partyOf(input: PartyInput): Party {
  return {
    name: input.name,
    contact: input.contact ?? null,
    reference: input.reference ?? null,
    informedAt: input.informedAt ?? null,
  };
}

export function factsOf({ processors, enisa, ...same }: FactsInput): DomainFacts {
  return {
    ...same,
    ...given('processors', processors, (parties) => parties.map(partyOf)),
    ...given('enisa', enisa, enisaOf),
  };
}

function enisaOf({ identifiability, ...same }: NonNullable<FactsInput['enisa']>): NonNullable<DomainFacts['enisa']> {
  return { ...same, ...given('identifiability', identifiability, (share) => Math.round(share * 100)) };
}

/** A field converted under its name; null where it is null, no field where it was left out. */
export function given<const K extends string, From, To>(
  key: K,
  value: From | Nullish,
  convert: (value: From) => To,
): { [P in K]?: To | null } {
  const field: { [P in K]?: To | null } = {};
  if (value !== undefined) field[key] = value === null ? null : convert(value);
  return field;
}
