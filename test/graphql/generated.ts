/** Documents made from the schema: a field, an argument or an input that is added is asked like the others. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** Values by their places: `Query.incident(id)`, `AddNoteInput.incidentId`. What has none there gets something well-formed about nothing. */
export type Given = Readonly<Record<string, unknown>>;

export interface Generated {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface RootField {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** `Query.incident`. */
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
}

export function rootFields(schema: GraphQLSchema): readonly RootField[] {
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ kind, name: `${type?.name ?? ''}.${field.name}`, field })),
  );
}

/** Asks the root field with the least that it demands and with what is given, and reads all plain values two objects deep. */
export function documentFor({ kind, name, field }: RootField, given: Given = {}): Generated {
  const asked = askedOf(name, field, given);
  return {
    document: `${kind} ${declared(asked)} { ${field.name}${passed(asked)} ${selectionOf(field.type, 2)} }`,
    variables: valuesOf(name, asked, given),
  };
}

/** The same of a field of an incident. */
export function documentForIncidentField(field: GraphQLField<unknown, unknown>, id: string, given: Given): Generated {
  const asked = askedOf(`Incident.${field.name}`, field, given);
  const inner = `${field.name}${passed(asked)} ${selectionOf(field.type, 2)}`;
  return {
    document: `query ${declared(asked, '$of: ID!')} { incident(id: $of) { ${inner} } }`,
    variables: { of: id, ...valuesOf(`Incident.${field.name}`, asked, given) },
  };
}

/**
 * Every place where a client names something of the register: an id, a position, a cursor, a reference. Of words that only look like it
 * there are none: references of other parties are fields of inputs, and plain text.
 */
export function namingPlaces(schema: GraphQLSchema): readonly string[] {
  const named = ({ type, name }: GraphQLArgument | GraphQLInputField, words: readonly string[]) =>
    ['ID', 'Position'].includes(getNamedType(type).name) || words.includes(name);
  return namedTypes(schema).flatMap((type) => {
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields()).filter((field) => named(field, []));
      return fields.map(({ name }) => `${type.name}.${name}`);
    }
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args
        .filter((argument) => named(argument, ['after', 'reference']))
        .map((argument) => `${type.name}.${field.name}(${argument.name})`),
    );
  });
}

/** Names of all arguments and fields of inputs. */
export function namesOfInputs(schema: GraphQLSchema): readonly string[] {
  return namedTypes(schema).flatMap((type) => {
    if (isInputObjectType(type)) return Object.keys(type.getFields());
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ args }) => args.map(({ name }) => name));
  });
}

/** Whether the root field can be given a value there. */
export function takes({ name, field }: RootField, place: string): boolean {
  return field.args.some(
    (argument) => `${name}(${argument.name})` === place || reaches(argument.type, place, new Set()),
  );
}

function namedTypes(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  return Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
}

function reaches(type: GraphQLInputType, place: string, seen: Set<GraphQLNamedType>): boolean {
  const inner = getNamedType(type);
  if (!isInputObjectType(inner) || seen.has(inner)) return false;
  seen.add(inner);
  return Object.values(inner.getFields()).some(
    (field) => `${inner.name}.${field.name}` === place || reaches(field.type, place, seen),
  );
}

function isGiven(type: GraphQLInputType, place: string, given: Given): boolean {
  return Object.hasOwn(given, place) || Object.keys(given).some((one) => reaches(type, one, new Set()));
}

function askedOf(owner: string, { args }: GraphQLField<unknown, unknown>, given: Given): readonly GraphQLArgument[] {
  return args.filter(
    (argument) => isRequiredArgument(argument) || isGiven(argument.type, `${owner}(${argument.name})`, given),
  );
}

function declared(asked: readonly GraphQLArgument[], ...more: readonly string[]): string {
  const all = [...more, ...asked.map(({ name, type }) => `$${name}: ${String(type)}`)];
  return all.length === 0 ? '' : `(${all.join(', ')})`;
}

function passed(asked: readonly GraphQLArgument[]): string {
  return asked.length === 0 ? '' : `(${asked.map(({ name }) => `${name}: $${name}`).join(', ')})`;
}

function valuesOf(owner: string, asked: readonly GraphQLArgument[], given: Given): Readonly<Record<string, unknown>> {
  return Object.fromEntries(asked.map(({ name, type }) => [name, valueOf(type, `${owner}(${name})`, given)]));
}

function valueOf(type: GraphQLInputType, place: string, given: Given): unknown {
  if (Object.hasOwn(given, place)) return given[place];
  if (isNonNullType(type)) return valueOf(type.ofType, place, given);
  if (isListType(type)) {
    return isGiven(type.ofType, place, given) ? [valueOf(type.ofType, place, given)] : [];
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return objectOf(type, given);
  return plainOf(type.name, place);
}

function objectOf(type: GraphQLInputObjectType, given: Given): unknown {
  const fields = Object.values(type.getFields());
  const asked = fields.filter(
    (field) => isRequiredInputField(field) || isGiven(field.type, `${type.name}.${field.name}`, given),
  );
  const chosen = type.isOneOf && asked.length === 0 ? fields.slice(0, 1) : asked;
  return Object.fromEntries(
    chosen.map((field) => [field.name, valueOf(field.type, `${type.name}.${field.name}`, given)]),
  );
}

function plainOf(type: string, place: string): unknown {
  switch (type) {
    case 'Int':
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'BigInt':
      return '1';
    case 'DateTime':
      return /\bto\)?$/.test(place) ? '2023-04-28T11:40:00+02:00' : '2023-04-27T11:40:00+02:00';
    default:
      return 'x';
  }
}

/** Plain values, and those of objects that are reached without an argument; no type again inside of itself. */
function selectionOf(type: GraphQLOutputType, depth: number, path: readonly string[] = []): string {
  const inner = getNamedType(type);
  if (isLeafType(inner)) return '';
  if (!isObjectType(inner) && !isInterfaceType(inner)) throw new Error(`${inner.name} cannot be selected from`);
  const fields = Object.values(inner.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
  const within = [...path, inner.name];
  const parts = fields.flatMap((field) => {
    const named = getNamedType(field.type);
    if (isLeafType(named)) return [field.name];
    return depth === 0 || within.includes(named.name)
      ? []
      : [`${field.name} ${selectionOf(field.type, depth - 1, within)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}
