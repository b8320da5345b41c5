/** What an operation costs, in points, before anything of it is carried out. */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { isIntrospection } from './documentRule.js';
import { limits } from './limits.js';

export interface Priced {
  readonly schema: GraphQLSchema;
  /** Validated: without fragments that contain themselves. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As the client gave them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Points of an operation, at least 1: an object is one (or what its field's `complexity` says), a mutation ten more, a plain value none; all of it
 * times the length of the lists it is in: the page size asked for (`first`, written out, by variable or by default), the ids given, else ten.
 * An upper bound: what directives skip is counted, and so is what two fragments both select.
 */
export function costOf(priced: Priced): number {
  const { schema, operation } = priced;
  const root = schema.getRootType(operation.operation);
  return root == null ? 1 : Math.max(1, new Pricing(priced).selection(root, operation.selectionSet, null));
}

type Field = GraphQLField<unknown, unknown>;

/** `page` is the page size of the connection that a selection is of; null elsewhere. */
class Pricing {
  readonly #priced: Priced;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** By fragment and page: what is spread twice is not walked twice. */
  readonly #known = new Map<string, number>();

  constructor(priced: Priced) {
    this.#priced = priced;
    const fragments = priced.document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  selection(parent: GraphQLCompositeType, { selections }: SelectionSetNode, page: number | null): number {
    return selections.reduce((sum, selection) => sum + this.#part(parent, selection, page), 0);
  }

  #part(parent: GraphQLCompositeType, selection: SelectionNode, page: number | null): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#field(parent, selection, page);
      case Kind.INLINE_FRAGMENT:
        return this.selection(this.#typeOn(selection.typeCondition?.name.value, parent), selection.selectionSet, page);
      case Kind.FRAGMENT_SPREAD:
        return this.#fragment(parent, selection.name.value, page);
    }
  }

  #fragment(parent: GraphQLCompositeType, name: string, page: number | null): number {
    const key = `${name} ${page ?? ''}`;
    const fragment = this.#fragments.get(name);
    if (fragment === undefined) return 0;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const cost = this.selection(this.#typeOn(fragment.typeCondition.name.value, parent), fragment.selectionSet, page);
    this.#known.set(key, cost);
    return cost;
  }

  #typeOn(condition: string | undefined, parent: GraphQLCompositeType): GraphQLCompositeType {
    const type = condition === undefined ? parent : this.#priced.schema.getType(condition);
    return isCompositeType(type) ? type : parent;
  }

  #field(parent: GraphQLCompositeType, node: FieldNode, page: number | null): number {
    if (isIntrospection(node.name.value)) return limits.introspectionCost;
    const fields = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields() : {};
    const field: Field | undefined = fields[node.name.value];
    if (field === undefined) return 0;
    const type = getNamedType(field.type);
    const own = this.#own(parent, field);
    if (!isCompositeType(type) || node.selectionSet === undefined) return own;
    const inside = this.selection(type, node.selectionSet, this.#pageOf(field, node));
    const one = own + inside;
    return isListType(getNullableType(field.type)) ? one * this.#lengthOf(field, node, page) : one;
  }

  #own(parent: GraphQLCompositeType, field: Field): number {
    const said: unknown = field.extensions['complexity'];
    if (typeof said === 'number') return said;
    if (parent === this.#priced.schema.getMutationType()) return limits.mutationCost;
    return isCompositeType(getNamedType(field.type)) ? 1 : 0;
  }

  #lengthOf(field: Field, node: FieldNode, page: number | null): number {
    if (page !== null && (field.name === 'nodes' || field.name === 'edges')) return page;
    if (!field.args.some(({ name }) => name === 'ids')) return limits.unpaged;
    const ids = this.#value(node, 'ids');
    return Array.isArray(ids) ? Math.min(ids.length, limits.pageSize) : limits.unpaged;
  }

  #pageOf(field: Field, node: FieldNode): number | null {
    const first = field.args.find(({ name }) => name === 'first');
    if (first === undefined) return null;
    const size = this.#value(node, 'first') ?? first.defaultValue;
    return typeof size === 'number' && size >= 0 ? Math.min(size, limits.pageSize) : limits.pageSize;
  }

  /** Of an argument, as far as pages need it; undefined where it is not given. */
  #value(node: FieldNode, name: string): unknown {
    const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
    return given === undefined ? undefined : this.#read(given);
  }

  #read(value: ValueNode): unknown {
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.LIST) return value.values;
    if (value.kind !== Kind.VARIABLE) return null;
    const name = value.name.value;
    const given = this.#priced.variables[name];
    if (given !== undefined) return given;
    const fallback = this.#priced.operation.variableDefinitions?.find((one) => one.variable.name.value === name);
    return fallback?.defaultValue === undefined ? undefined : this.#read(fallback.defaultValue);
  }
}
