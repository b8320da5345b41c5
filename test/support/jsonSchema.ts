/** Reads JSON Schemas as far as the event schemas use them, and makes data that fits them. */
import fc from 'fast-check';

export interface Node {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly personal?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Place {
  /** `facts/processors/[]/name`. */
  readonly path: string;
  readonly node: Node;
}

/** Every schema in a schema, with the path of the data that it describes. */
export function placesOf(node: Node, path = ''): readonly Place[] {
  const below = (name: string) => (path === '' ? name : `${path}/${name}`);
  return [
    { path, node },
    ...(node.anyOf ?? []).flatMap((option) => placesOf(option, path)),
    ...(node.items === undefined ? [] : placesOf(node.items, below('[]'))),
    ...Object.entries(node.properties ?? {}).flatMap(([name, property]) => placesOf(property, below(name))),
  ];
}

/** Data that fits a schema. @throws for a schema of a kind that the events do not use. */
export function dataOf(node: Node): fc.Arbitrary<unknown> {
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.anyOf !== undefined) return fc.oneof(...node.anyOf.map(dataOf));
  if (node.enum !== undefined) return fc.constantFrom(...node.enum);
  switch (node.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: node.minimum ?? 0, max: node.maximum ?? 1_000 });
    case 'string':
      return node.pattern === undefined
        ? fc.string({ minLength: node.minLength ?? 0, maxLength: Math.min(20, node.maxLength ?? 20) })
        : fc.stringMatching(new RegExp(node.pattern));
    case 'array':
      return fc.array(dataOf(node.items ?? {}), {
        minLength: node.minItems ?? 0,
        maxLength: Math.min(2, node.maxItems ?? 2),
      });
    case 'object': {
      const fields = Object.entries(node.properties ?? {}).map(([name, property]) => [name, dataOf(property)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(node.required ?? [])], noNullPrototype: true });
    }
    case undefined:
    default:
      throw new Error(`a schema of an unknown kind: ${JSON.stringify(node)}`);
  }
}

/** The same data with a field that no schema knows, once for every object in it. */
export function withUnknownFields(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) {
    const items: readonly unknown[] = data;
    return items.flatMap((item, index) => withUnknownFields(item).map((changed) => items.with(index, changed)));
  }
  if (typeof data !== 'object' || data === null) return [];
  return [
    { ...data, unknownField: 1 },
    ...Object.entries(data).flatMap(([name, value]: [string, unknown]) =>
      withUnknownFields(value).map((changed) => ({ ...data, [name]: changed })),
    ),
  ];
}
