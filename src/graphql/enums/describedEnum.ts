import { registerEnumType } from 'type-graphql';

/**
 * An enum of the API over one of the closed lists of the field: the same values, each with a description.
 * @returns the object that stands for the type in `() => Type`.
 */
export function describedEnum<const V extends string>(
  name: string,
  description: string,
  values: readonly V[],
  descriptions: Readonly<Record<V, string>>,
): Readonly<Record<string, V>> {
  const members: Record<string, V> = {};
  const valuesConfig: Record<string, { description: string }> = {};
  for (const value of values) {
    members[value] = value;
    valuesConfig[value] = { description: descriptions[value] };
  }
  registerEnumType(members, { name, description, valuesConfig });
  return members;
}
