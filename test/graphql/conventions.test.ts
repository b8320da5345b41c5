import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  validateSchema,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';
import { buildArticle33Schema } from '../../src/graphql/schema.js';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Everything in a type that a reader of the schema may ask about, by its full name. */
function partsOf(type: GraphQLNamedType): readonly Described[] {
  if (isEnumType(type)) return type.getValues().map((value) => ({ ...value, name: `${type.name}.${value.name}` }));
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(({ name, description }) => ({
      name: `${type.name}.${name}`,
      description,
    }));
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    { name: `${type.name}.${name}`, description },
    ...args.map((arg) => ({ name: `${type.name}.${name}(${arg.name})`, description: arg.description })),
  ]);
}

describe('the schema', () => {
  let schema: GraphQLSchema;
  let types: readonly GraphQLNamedType[];
  beforeAll(async () => {
    schema = await buildArticle33Schema();
    const builtIn = ['Boolean', 'Float', 'ID', 'Int', 'String', 'Query', 'Mutation', 'Subscription'];
    types = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !builtIn.includes(type.name),
    );
  });

  test('is one that graphql-js takes, for it is not checked again at every start', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  test('describes every type, field, argument and enum value in a sentence', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
      (root) => root != null,
    );
    const all: readonly Described[] = [...types, ...[...types, ...roots].flatMap(partsOf)];
    expect(all.length).toBeGreaterThan(600);
    const bare = all.filter(({ description }) => !/^.{3,}[.]$/s.test(description ?? ''));
    expect(bare.map(({ name }) => name)).toEqual([]);
  });

  test('lets every root field be null, so that one refusal leaves its siblings', () => {
    const roots = [schema.getQueryType(), schema.getMutationType()];
    const fields = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
    expect(fields.length).toBeGreaterThanOrEqual(18);
    expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  });

  test('gives every mutation one input and a payload with userErrors that are never null', () => {
    // Begins a check and records nothing: it has no input that could be refused (contract).
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    for (const field of mutations.filter(({ name }) => name !== 'startVerification')) {
      expect(field.args.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual([
        `input: ${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}Input!`,
      ]);
      const payload = isObjectType(field.type) ? field.type.getFields()['userErrors'] : undefined;
      expect(String(payload?.type)).toBe('[UserError!]!');
    }
  });

  test('has no list whose entries may be null', () => {
    const gaps = types
      .filter((type) => isObjectType(type) || isInputObjectType(type))
      .flatMap((type) => fieldTypesOf(type).filter((field) => hasGaps(field.type)))
      .map(({ name }) => name);
    expect(gaps).toEqual([]);
  });
});

function fieldTypesOf(
  type: GraphQLObjectType | GraphQLInputObjectType,
): readonly { name: string; type: GraphQLType }[] {
  const fields: Readonly<Record<string, { readonly type: GraphQLType }>> = type.getFields();
  return Object.entries(fields).map(([name, field]) => ({ name: `${type.name}.${name}`, type: field.type }));
}

function hasGaps(type: GraphQLType): boolean {
  const list = isNonNullType(type) ? type.ofType : type;
  return isListType(list) && !isNonNullType(list.ofType);
}
