import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../graphql/errors.js';
import type { ServerLog } from './serverLog.js';

/** The body of every error that this server answers, in the shape of a GraphQL response. */
export function errorBody(
  code: ErrorCode,
  message: string,
): { errors: { message: string; extensions: { code: ErrorCode } }[] } {
  return { errors: [{ message, extensions: { code } }] };
}

/** HTTP status, code and message of an answer that is an error. */
export type ErrorAnswer = readonly [number, ErrorCode, string];

const tooLate = 'The request took too long to arrive.';

/** What is said of a request that GraphQL never got to see, by HTTP status. Nothing of the request is repeated. */
const refusals: Readonly<Record<number, readonly [ErrorCode, string]>> = {
  400: ['BAD_REQUEST', 'The request could not be read: the body must be one JSON object in UTF-8.'],
  408: ['TIMEOUT', tooLate],
  413: ['PAYLOAD_TOO_LARGE', 'The body is larger than 1 MB.'],
  415: ['BAD_REQUEST', 'The body must be sent as "Content-Type: application/json".'],
  431: ['PAYLOAD_TOO_LARGE', 'The headers are too large.'],
};

/** Of a request that did not arrive in time. */
export const lateBody = errorBody('TIMEOUT', tooLate);

const fault: readonly [ErrorCode, string] = [
  'INTERNAL_SERVER_ERROR',
  'Something failed on the side of the register. It has been logged under the id of this request.',
];

/** Answers what goes wrong before and beside GraphQL as JSON, without a stack or a word of the inside. */
export function answerErrorsInJson(app: FastifyInstance, log: ServerLog): void {
  app.setErrorHandler(jsonErrorHandler(log));
  app.setNotFoundHandler((_request, reply) => {
    void reply
      .code(404)
      .send(errorBody('BAD_REQUEST', 'There is nothing at this address. GraphQL answers at POST /graphql.'));
  });
}

/** What every answer carries: it is nobody's to store, is what it says it is, and can be found in the log. */
export function mark(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-request-id': request.id });
}

/** Also for errors that fastify finds before any route: a malformed address, say. */
export function jsonErrorHandler(log: ServerLog) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    mark(request, reply);
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ requestId: request.id, err: error }, 'request failed');
    const [code, message] = refusals[status] ?? (status < 500 ? ['BAD_REQUEST', 'The request is not valid.'] : fault);
    void reply.code(status < 500 ? status : 500).send(errorBody(code, message));
  };
}

/** The raw answer to what is not even HTTP, or never becomes a whole request. */
export function rawRefusal(nodeCode: string | undefined): string {
  const status = nodeCode === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : nodeCode === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const [code, message] =
    status === 400 ? (['BAD_REQUEST', 'This is no HTTP request.'] as const) : (refusals[status] ?? fault);
  return rawAnswer([status, code, message]);
}

/** An answer written straight to the connection, which it ends. */
export function rawAnswer([status, code, message]: ErrorAnswer): string {
  const body = JSON.stringify(errorBody(code, message));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`,
    'Content-Type: application/json; charset=utf-8',
    'Cache-Control: no-store',
    'Connection: close',
    ...(status === 429 || status === 503 ? ['Retry-After: 60'] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
