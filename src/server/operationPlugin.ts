import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Caller } from '../identity/caller.js';
import type { ServerLog } from './serverLog.js';

/** What this door knows of a request; the context handed to resolvers holds at least this. */
export interface RequestFacts {
  readonly caller: Caller | null;
  readonly requestId: string;
}

/** Longest operation name written to the log: clients choose them. */
const longestName = 100;

/**
 * One line per operation: name, kind, duration, error codes, request, organisation (its random id). And no subscription by POST: Apollo would
 * run its resolver as if it were a query.
 * @param requestOf where errors are tied to their request, so that a masked fault can be found in the log.
 */
export function operationPlugin<Context extends RequestFacts>(
  log: ServerLog,
  requestOf: WeakMap<object, string>,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () => {
      const startedAt = process.hrtime.bigint();
      return Promise.resolve({
        didResolveOperation: ({ operation }) => {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return Promise.resolve();
          throw new GraphQLError('Subscriptions are not answered over HTTP POST.', {
            extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
          });
        },
        didEncounterErrors: ({ errors, contextValue }) => {
          for (const error of errors) requestOf.set(error, contextValue.requestId);
          return Promise.resolve();
        },
        willSendResponse: (context) => {
          log.info(lineOf(context, process.hrtime.bigint() - startedAt), 'operation');
          return Promise.resolve();
        },
      });
    },
  };
}

function lineOf<Context extends RequestFacts>(
  context: GraphQLRequestContextWillSendResponse<Context>,
  nanoseconds: bigint,
): object {
  const { body } = context.response;
  const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  return {
    requestId: context.contextValue.requestId,
    organisation: context.contextValue.caller?.organisation,
    operation: context.operationName?.slice(0, longestName),
    kind: context.operation?.operation,
    ms: Number(nanoseconds / 10_000n) / 100,
    codes: errors.length === 0 ? undefined : [...new Set(errors.map(({ extensions }) => extensions?.['code']))],
  };
}
