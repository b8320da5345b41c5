import { createHash } from 'node:crypto';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { withinLimits } from '../../graphql/limits/documentRule.js';
import { limits } from '../../graphql/limits/limits.js';

/** Tokens of the documents that are kept, all together: some tens of megabytes of syntax trees. */
const keptTokens = 100_000;

/** How texts become documents that may be carried out: the same parser, rules and limits at both doors. */
export class Documents {
  /** For a parser. */
  readonly parsing = { maxTokens: limits.tokens } as const;
  /** Rules beside those of the specification. They look at the document alone, so that its verdict can be kept. */
  readonly ownRules: readonly ValidationRule[];
  /** For a validator. */
  readonly validation: { readonly maxErrors: number; readonly hideSuggestions: boolean };
  readonly #schema: GraphQLSchema;
  readonly #kept = new LRUCache<string, DocumentNode>({
    maxSize: keptTokens,
    sizeCalculation: ({ tokenCount = limits.tokens }) => tokenCount,
  });

  /** @param production nothing is told of the schema: no introspection, no suggestions. */
  constructor(schema: GraphQLSchema, production: boolean) {
    this.#schema = schema;
    this.ownRules = production ? [withinLimits, NoSchemaIntrospectionCustomRule] : [withinLimits];
    this.validation = { maxErrors: limits.validationErrors, hideSuggestions: production };
  }

  /** The document, checked once and kept by the hash of its text; or what is wrong with it, with codes. */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const key = createHash('sha256').update(text).digest('base64');
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const document = this.#parsed(text);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(this.#schema, document, [...this.ownRules, ...specifiedRules], this.validation);
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    this.#kept.set(key, document);
    return document;
  }

  #parsed(text: string): DocumentNode | GraphQLError {
    try {
      return parse(text, this.parsing);
    } catch (error) {
      if (error instanceof GraphQLError) return coded(error, 'GRAPHQL_PARSE_FAILED');
      if (!(error instanceof RangeError)) throw error;
      return new GraphQLError('The document is nested too deeply.', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    }
  }
}

/** With a code where it has none: graphql-js gives none. */
function coded(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions['code'] !== undefined) return error;
  const { message, nodes = null, source = null, positions = null } = error;
  return new GraphQLError(message, { nodes, source, positions, originalError: error, extensions: { code } });
}
