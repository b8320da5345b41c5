import {
  HeaderMap,
  type ApolloServerPlugin,
  type GraphQLRequestContextDidEncounterErrors,
  type GraphQLRequestContextDidResolveOperation,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLRequestContextWillSendResponse,
  type GraphQLResponse,
} from '@apollo/server';
import { execute, OperationTypeNode, type GraphQLError, type GraphQLFormattedError } from 'graphql';
import { shownResult } from '../graphql/errors.js';
import type { Caller } from '../identity/caller.js';
import { refusal, type Gate } from './gate/gate.js';
import type { Instruments } from './instruments.js';
import type { ServerLog } from './serverLog.js';
import type { Visits } from './visit.js';

/** What this door knows of a request; the context handed to resolvers holds at least this. */
export interface RequestFacts {
  readonly caller: Caller | null;
  readonly requestId: string;
  /** Aborted when the request has taken too long. */
  readonly signal?: AbortSignal;
}

export interface OperationParts {
  readonly gate: Gate;
  readonly log: ServerLog;
  readonly visits: Visits;
  readonly instruments: Instruments;
  /** Where errors are tied to their request, so that a masked fault can be found in the log. */
  readonly requestOf: WeakMap<object, string>;
}

/** Longest operation name written to the log: clients choose them. */
const longestName = 100;
/** Codes of documents that were read for nothing. */
const unreadable: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'];

/** Lets operations through the gate, tells what they cost, and writes one line for each: name, kind, duration, error codes, request, organisation. */
export function operationPlugin<Context extends RequestFacts>(parts: OperationParts): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () => {
      const startedAt = process.hrtime.bigint();
      return Promise.resolve({
        didResolveOperation: (context) => enter(parts, context),
        responseForOperation: (context) => answer(context, (error, requestId) => parts.gate.mask(error, requestId)),
        didEncounterErrors: (context) => {
          take(parts, context);
          return Promise.resolve();
        },
        willSendResponse: (context) => {
          tellCost(parts, context);
          const line = lineOf(context, process.hrtime.bigint() - startedAt);
          parts.log.info(line, 'operation');
          parts.instruments.answered({
            transport: 'http',
            operation: context.operation,
            codes: line.codes ?? [],
            milliseconds: line.ms,
          });
          return Promise.resolve();
        },
      });
    },
  };
}

async function enter<Context extends RequestFacts>(
  { gate, visits }: OperationParts,
  { request, document, operation, contextValue }: GraphQLRequestContextDidResolveOperation<Context>,
): Promise<void> {
  // A name that no operation has: Apollo answers that itself.
  if (operation === undefined) return;
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    // Apollo would run its resolver as if it were a query.
    throw refusal('OPERATION_RESOLUTION_FAILURE', 400, 'Subscriptions are not answered over HTTP POST.');
  }
  const visit = visits.of(contextValue);
  if (operation.operation === OperationTypeNode.MUTATION) visit.time.spare();
  const minPosition: unknown = request.http?.headers.get('x-min-position') ?? request.extensions?.['minPosition'];
  const variables = request.variables ?? {};
  visit.cost = await gate.enter({ payer: visit.payer, document, operation, variables, minPosition });
}

/** As Apollo calls it: its own type promises an operation even where it found none. */
type Resolved<Context extends RequestFacts> = Omit<GraphQLRequestContextResponseForOperation<Context>, 'operation'> &
  Pick<GraphQLRequestContextDidResolveOperation<Context>, 'operation'>;

/**
 * In place of Apollo's own execution; a name that no operation has is left to Apollo.
 * @param mask the error as the client may see it.
 */
export async function answer<Context extends RequestFacts>(
  { operation, schema, document, request, contextValue }: Resolved<Context>,
  mask: (error: GraphQLError, requestId: string) => GraphQLFormattedError,
): Promise<GraphQLResponse | null> {
  if (operation === undefined) return null;
  const { operationName, variables: variableValues } = request;
  const result = await execute({ schema, document, operationName, variableValues, contextValue });
  const singleResult = shownResult(result, (error) => mask(error, contextValue.requestId));
  // Without data nothing was begun: variables that do not fit are a fault of the request (GraphQL over HTTP, 6.4.1).
  const http = { ...(result.data === undefined ? { status: 400 } : {}), headers: new HeaderMap() };
  return { http, body: { kind: 'single', singleResult } };
}

function take<Context extends RequestFacts>(
  { gate, visits, requestOf }: OperationParts,
  { errors, contextValue }: GraphQLRequestContextDidEncounterErrors<Context>,
): void {
  for (const error of errors) requestOf.set(error, contextValue.requestId);
  if (errors.some(({ extensions }) => unreadable.includes(extensions['code']))) {
    gate.charge(visits.of(contextValue).payer);
  }
}

function tellCost<Context extends RequestFacts>(
  { visits }: OperationParts,
  { response: { body }, contextValue }: GraphQLRequestContextWillSendResponse<Context>,
): void {
  const { cost } = visits.of(contextValue);
  if (cost !== null && body.kind === 'single') body.singleResult.extensions = { cost };
}

interface Line extends Readonly<Record<string, unknown>> {
  readonly ms: number;
  readonly codes: readonly unknown[] | undefined;
}

function lineOf<Context extends RequestFacts>(
  context: GraphQLRequestContextWillSendResponse<Context>,
  nanoseconds: bigint,
): Line {
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
