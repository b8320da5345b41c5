/** Who asks, and refusals, for what is answered beside GraphQL. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator, Caller } from '../identity/caller.js';
import { errorBody, type ErrorAnswer } from './httpErrors.js';
import type { ServerLog } from './serverLog.js';

const keysUnavailable: ErrorAnswer = [
  503,
  'UNAVAILABLE',
  'The token could not be checked, for its issuer cannot be reached. Try again in a minute.',
];
const unauthenticated: ErrorAnswer = [
  401,
  'UNAUTHENTICATED',
  'A valid token is needed: Authorization: Bearer <token>.',
];

/** The caller behind the request's token, or why there is none. */
export async function callerOf(
  { authenticator, log }: { readonly authenticator: Authenticator; readonly log: ServerLog },
  request: FastifyRequest,
): Promise<Caller | ErrorAnswer> {
  const seen = await authenticator.authenticate(request.headers.authorization);
  if (seen.ok) return seen.caller;
  if (seen.unavailable) return keysUnavailable;
  log.info({ requestId: request.id, reason: seen.reason }, 'token refused');
  return unauthenticated;
}

export function isCaller(caller: Caller | ErrorAnswer): caller is Caller {
  return 'actor' in caller;
}

/** Null where there is none, or more than one. */
export function textOf(values: unknown, name: string): string | null {
  if (typeof values !== 'object' || values === null) return null;
  const value: unknown = Reflect.get(values, name);
  return typeof value === 'string' ? value : null;
}

export function refuse(reply: FastifyReply, [status, code, message]: ErrorAnswer, hangUp = false): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (hangUp) void reply.header('connection', 'close');
  return reply.code(status).send(errorBody(code, message));
}
