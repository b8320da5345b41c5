/** Top-level errors: a closed list of codes, and nothing of the inside of the system in their texts. */
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { ApplicationError } from '../application/application.js';
import { withoutSubmittedValues } from './submittedValues.js';

export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'INVALID_CURSOR',
  'QUERY_TOO_COMPLEX',
  'QUERY_TOO_DEEP',
  'TOO_MANY_ALIASES',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
  'SLOW_CONSUMER',
  'RESYNC_REQUIRED',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error that a resolver means the client to see, word for word. */
export class ApiError extends GraphQLError {
  /** @param details shown in the error's extensions beside its code: never what somebody submitted. */
  constructor(
    code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(message, { extensions: { ...details, code } });
    this.name = 'ApiError';
  }
}

/** As GraphQL answers, its errors still unmasked. */
export interface Result {
  readonly data?: Record<string, unknown> | null | undefined;
  readonly errors?: readonly GraphQLError[] | undefined;
}

/**
 * A result as every door sends it: its errors first, and no `data` where nothing was begun (GraphQL specification, 7.1).
 * @param mask the error as the client may see it
 */
export function shownResult(
  { data, errors }: Result,
  mask: (error: GraphQLError) => GraphQLFormattedError,
): FormattedExecutionResult {
  return { ...(errors === undefined ? {} : { errors: errors.map(mask) }), ...(data === undefined ? {} : { data }) };
}

interface Shown {
  readonly code: ErrorCode;
  readonly message: string;
  /** Of a fault of the system: where it stands in the log. */
  readonly requestId?: string;
  readonly details?: Readonly<Record<string, string>>;
}

/** Writes a fault to the log and answers the id of the request it stands under, where that is known. */
export type Report = (error: unknown) => string | undefined;

const MASKED: Shown = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something failed on the side of the register. It has been logged under the id of this request.',
};

/**
 * The error as a client may see it: a code of the closed list, a text without stack, SQL or submitted value, and where it happened. To be
 * used by every door as its last step.
 * @param formatted as the GraphQL server would have sent it
 * @param original the error itself
 * @param report receives what is a fault of the system, with its cause, for the log; answers the id under which it stands there
 */
export function maskError(formatted: GraphQLFormattedError, original: unknown, report: Report): GraphQLFormattedError {
  const { code, message, requestId, details } = shown(formatted, original, report);
  return {
    message,
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { ...details, code, ...(requestId === undefined ? {} : { requestId }) },
  };
}

function shown(formatted: GraphQLFormattedError, original: unknown, report: Report): Shown {
  const cause = rootCause(original);
  const meant = meantForClients(cause, report);
  if (meant !== null) return meant;
  const code = codeOf(formatted);
  // What has a path was thrown while resolving: only the ways above make it a message for clients.
  if (formatted.path === undefined && code !== null && code !== 'INTERNAL_SERVER_ERROR') {
    return { code, message: withoutSubmittedValues(formatted.message, cause) };
  }
  if (isArgumentError(formatted, cause)) {
    return { code: 'BAD_USER_INPUT', message: withoutSubmittedValues(formatted.message, cause) };
  }
  return faulty(MASKED, cause, report);
}

function meantForClients(cause: unknown, report: Report): Shown | null {
  if (cause instanceof ApiError) {
    return { code: codeOf(cause) ?? MASKED.code, message: cause.message, details: cause.details };
  }
  if (cause instanceof ApplicationError) return applicationFault(cause, report);
  return null;
}

function applicationFault(fault: ApplicationError, report: Report): Shown {
  switch (fault.code) {
    case 'FORBIDDEN':
    case 'TIMEOUT':
      return { code: fault.code, message: fault.message };
    case 'UNAVAILABLE':
    case 'UNKNOWN_OUTCOME':
      return faulty({ code: 'UNAVAILABLE', message: fault.message }, fault, report);
    case 'DAMAGED_STREAM':
      return faulty({ code: 'INTERNAL_SERVER_ERROR', message: fault.message }, fault, report);
  }
}

function faulty(shown: Shown, cause: unknown, report: Report): Shown {
  const requestId = report(cause);
  return requestId === undefined ? shown : { ...shown, requestId };
}

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError != null ? error.originalError : error;
}

function codeOf(error: Pick<GraphQLFormattedError, 'extensions'>): ErrorCode | null {
  const given: unknown = error.extensions?.['code'];
  return ERROR_CODES.find((code) => code === given) ?? null;
}

/** graphql-js reads the arguments of a field only while it resolves it: null for a variable that had a default, say. */
function isArgumentError(formatted: GraphQLFormattedError, cause: unknown): boolean {
  return cause instanceof GraphQLError && /^Argument "\w+" /.test(formatted.message);
}
