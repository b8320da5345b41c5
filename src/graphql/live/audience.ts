/** Who gets the same answer to a subscription, word for word. */
import { createHash } from 'node:crypto';
import {
  getOperationAST,
  Kind,
  print,
  visit,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
} from 'graphql';
import type { GraphQLContext } from '../context.js';

/** What a subscriber asks. */
export interface Asked {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

interface Document {
  /** SHA-256 of its text, base64url. */
  readonly hash: string;
  /** By name of operation: the variables that its results depend on. */
  readonly variables: Map<string, readonly string[]>;
}

const documents = new WeakMap<DocumentNode, Document>();

/**
 * The name of the audience: of the document, the operation, the variables, the organisation, the role and the language; and of the actor where
 * the role sees only what is its own. Variables that only say where to begin, in the arguments of the root field, are left out: what they
 * choose is in the payload.
 */
export function audienceOf(asked: Asked, { caller, language }: GraphQLContext): string {
  const { hash } = documentOf(asked.document);
  const variables = variablesOf(asked).map((name) => asked.variableValues[name] ?? null);
  const who = [caller?.organisation, caller?.role, caller?.role === 'REPORTER' ? caller.actor : null];
  return JSON.stringify([hash, asked.operationName, variables, ...who, language]);
}

function documentOf(document: DocumentNode): Document {
  const known = documents.get(document);
  if (known !== undefined) return known;
  const text = document.loc?.source.body ?? print(document);
  const made = { hash: createHash('sha256').update(text).digest('base64url'), variables: new Map() };
  documents.set(document, made);
  return made;
}

function variablesOf({ document, operationName }: Asked): readonly string[] {
  const { variables } = documentOf(document);
  const known = variables.get(operationName ?? '');
  if (known !== undefined) return known;
  const operation = getOperationAST(document, operationName);
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const selected = operation === null || operation === undefined ? [] : belowTheRoot(operation);
  const names = new Set([...selected, ...fragments].flatMap(namesIn));
  const found = [...names].sort();
  variables.set(operationName ?? '', found);
  return found;
}

/** The operation's selections, without the arguments of root fields. */
function belowTheRoot({ selectionSet }: OperationDefinitionNode): readonly ASTNode[] {
  return selectionSet.selections.map((selection) => {
    if (selection.kind !== Kind.FIELD) return selection;
    const bare: FieldNode = { ...selection, arguments: [] };
    return bare;
  });
}

function namesIn(node: ASTNode): readonly string[] {
  const names: string[] = [];
  visit(node, {
    Variable: ({ name }) => {
      names.push(name.value);
    },
  });
  return names;
}
