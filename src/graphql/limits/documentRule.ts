/** Limits that follow from a document alone, so that its verdict can be kept with it. */
import {
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { ApiError } from '../errors.js';
import { limits } from './limits.js';

/**
 * A validation rule: QUERY_TOO_DEEP, TOO_MANY_ALIASES, QUERY_TOO_COMPLEX, or GRAPHQL_PARSE_FAILED for a subscription with too many tokens.
 * A document over a limit is not validated any further: it is where validation gets dear.
 */
export function withinLimits(context: ValidationContext): ASTVisitor {
  return {
    Document: (document: DocumentNode) => {
      const excess = excessOf(document);
      if (excess === null) return undefined;
      context.reportError(excess);
      // What an entering visitor answers is visited in the node's place: no rule sees anything of the document.
      return { ...document, definitions: [] };
    },
  };
}

function excessOf(document: DocumentNode): ApiError | null {
  const survey = new Survey(document);
  if (survey.aliases > limits.aliases) {
    return new ApiError(
      'TOO_MANY_ALIASES',
      `The document has ${survey.aliases} aliases; ${limits.aliases} are allowed.`,
    );
  }
  for (const operation of survey.operations) {
    const excess = excessOfOperation(operation, survey);
    if (excess !== null) return excess;
  }
  const repeated = survey.sets.map((set) => survey.mostRepeated(set)).find(({ times }) => times > limits.repeats);
  if (repeated !== undefined) {
    return new ApiError('QUERY_TOO_COMPLEX', `One selection may hold the same name ${limits.repeats} times at most.`);
  }
  return null;
}

function excessOfOperation({ operation, selectionSet }: OperationDefinitionNode, survey: Survey): ApiError | null {
  const { subscriptionTokens, mutations, rootFields, depth } = limits;
  if (operation === OperationTypeNode.SUBSCRIPTION && survey.tokens > subscriptionTokens) {
    return new ApiError('GRAPHQL_PARSE_FAILED', `A subscription's document may have ${subscriptionTokens} tokens.`);
  }
  const deep = survey.depthOf(selectionSet);
  if (deep > depth) return new ApiError('QUERY_TOO_DEEP', `The document is ${deep} deep; ${depth} are allowed.`);
  const roots = survey.fieldsIn(selectionSet);
  const [most, what] =
    operation === OperationTypeNode.MUTATION ? [mutations, 'mutations'] : [rootFields, 'fields at its root'];
  return roots > most ? new ApiError('QUERY_TOO_COMPLEX', `An operation may have ${most} ${what}.`) : null;
}

/** What a document is made of. Fragments that contain themselves are counted once: another rule refuses them. */
class Survey {
  readonly tokens: number;
  readonly operations: readonly OperationDefinitionNode[];
  /** The selections of operations, fragments and fields; those of inline fragments belong to theirs. */
  readonly sets: SelectionSetNode[] = [];
  aliases = 0;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #depths = new Map<string, number>();

  constructor(document: DocumentNode) {
    this.tokens = document.tokenCount ?? 0;
    this.operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.#fragments.set(definition.name.value, definition);
      if (!('selectionSet' in definition)) continue;
      this.sets.push(definition.selectionSet);
      this.#tally(definition.selectionSet);
    }
  }

  #tally({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.FIELD && selection.alias !== undefined) this.aliases += 1;
      if (selection.selectionSet === undefined) continue;
      if (selection.kind === Kind.FIELD) this.sets.push(selection.selectionSet);
      this.#tally(selection.selectionSet);
    }
  }

  depthOf({ selections }: SelectionSetNode): number {
    return selections.reduce((deepest, selection) => Math.max(deepest, this.#depth(selection)), 0);
  }

  #depth(selection: SelectionNode): number {
    switch (selection.kind) {
      case Kind.FIELD:
        return (
          1 +
          (selection.selectionSet === undefined || isIntrospection(selection.name.value)
            ? 0
            : this.depthOf(selection.selectionSet))
        );
      case Kind.INLINE_FRAGMENT:
        return this.depthOf(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return this.#depthOfFragment(selection.name.value);
    }
  }

  #depthOfFragment(name: string): number {
    const known = this.#depths.get(name);
    if (known !== undefined) return known;
    this.#depths.set(name, 0);
    const fragment = this.#fragments.get(name);
    const depth = fragment === undefined ? 0 : this.depthOf(fragment.selectionSet);
    this.#depths.set(name, depth);
    return depth;
  }

  /** Fields of a selection itself, fragments resolved. */
  fieldsIn(set: SelectionSetNode): number {
    return [...this.#namesIn(set).values()].reduce((sum, times) => sum + times, 0);
  }

  mostRepeated(set: SelectionSetNode): { readonly times: number } {
    return { times: Math.max(0, ...this.#namesIn(set).values()) };
  }

  #namesIn(set: SelectionSetNode, names = new Map<string, number>(), seen = new Set<string>()): Map<string, number> {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        names.set(name, (names.get(name) ?? 0) + 1);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#namesIn(selection.selectionSet, names, seen);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = this.#fragments.get(selection.name.value);
        if (fragment !== undefined) this.#namesIn(fragment.selectionSet, names, seen);
      }
    }
    return names;
  }
}

/** Fields that ask for the schema. */
export function isIntrospection(field: string): boolean {
  return field === '__schema' || field === '__type';
}
