import { ApolloServer } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { maskError } from '../graphql/errors.js';
import { operationPlugin, type OperationParts, type RequestFacts } from './operationPlugin.js';

export interface ApolloParts extends OperationParts {
  readonly schema: GraphQLSchema;
}

/** Apollo behind the gate: what it parses and validates with is the gate's. */
export function apolloServer<Context extends RequestFacts>(parts: ApolloParts): ApolloServer<Context> {
  const { schema, gate, log, requestOf } = parts;
  const { documents } = gate;
  return new ApolloServer<Context>({
    schema,
    // The gate has the rule that forbids it.
    introspection: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: documents.parsing,
    validationRules: [...documents.ownRules],
    validationOptions: documents.validation,
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, error) =>
      maskError(asBadRequest(formatted), error, (cause) => {
        const requestId = requestBehind(requestOf, error) ?? requestBehind(requestOf, cause);
        log.error({ requestId, err: cause }, 'fault while answering');
        return requestId;
      }),
    plugins: [
      operationPlugin<Context>(parts),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      // An Apollo key in the environment would otherwise be enough to send reports to a third party.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
    ],
  });
}

function requestBehind(requestOf: WeakMap<object, string>, error: unknown): string | undefined {
  return typeof error === 'object' && error !== null ? requestOf.get(error) : undefined;
}

/** Persisted queries are not offered, and Apollo's code for that is none of ours; clients that try them know its message. */
function asBadRequest(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { PERSISTED_QUERY_NOT_SUPPORTED } = ApolloServerErrorCode;
  if (formatted.extensions?.['code'] !== PERSISTED_QUERY_NOT_SUPPORTED) return formatted;
  return { ...formatted, extensions: { code: ApolloServerErrorCode.BAD_REQUEST } };
}

/** The token may be good: nobody can tell at this moment. */
export function keysUnavailable(): GraphQLError {
  return new GraphQLError('The token could not be checked, for its issuer cannot be reached. Try again in a minute.', {
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  });
}
