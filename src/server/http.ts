import { isUtf8 } from 'node:buffer';
import type { Server } from 'node:http';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Authenticator } from '../identity/caller.js';
import type { Language } from '../law/vocabulary.js';
import { apolloServer, keysUnavailable } from './apollo.js';
import { uploadMs } from './evidence.js';
import type { Gate } from './gate/gate.js';
import type { Health } from './health.js';
import type { Proxies } from './gate/proxies.js';
import { TimeLimit } from './gate/timeLimit.js';
import { answerErrorsInJson, errorBody, jsonErrorHandler, lateBody, mark, rawRefusal } from './httpErrors.js';
import type { Instruments } from './instruments.js';
import { preferredLanguage } from './language.js';
import type { RequestFacts } from './operationPlugin.js';
import { requestIdOf } from './requestId.js';
import type { ServerLog } from './serverLog.js';
import { Visits } from './visit.js';

/** Limits of this door; those of documents stand with the GraphQL rules. `answeringMs` holds for operations at both doors. */
export const httpLimits = { bodyBytes: 1_048_576, receivingMs: 10_000, answeringMs: 10_000 } as const;

export interface HttpParts<Context extends RequestFacts> {
  readonly schema: GraphQLSchema;
  readonly gate: Gate;
  readonly proxies: Proxies;
  readonly authenticator: Authenticator;
  /** What resolvers get, from what the door found out. */
  readonly context: (facts: Required<RequestFacts> & { readonly language: Language }) => Context;
  readonly health: Health;
  readonly instruments: Instruments;
  readonly log: ServerLog;
  /** What is answered beside GraphQL and health. */
  readonly routes?: (app: FastifyInstance) => void;
  /** Milliseconds that a request may take to arrive; `httpLimits.receivingMs` unless told. */
  readonly receivingMs?: number;
  /** Milliseconds that an operation may take; `httpLimits.answeringMs` unless told. */
  readonly answeringMs?: number;
  /** Opens the WebSocket door on the same port. */
  readonly sockets?: (server: Server) => SocketDoor;
}

/** A door beside this one, to be closed with it. */
export interface SocketDoor {
  /** Takes nothing more, answers what is under way, and ends within `graceMs`. */
  close(graceMs: number): Promise<void>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Milliseconds that a request of this route may take to arrive, where it is not what all may take. */
    readonly receivingMs?: number;
  }
}

export interface HttpDoor {
  /** Listens; resolves to the address as a URL without path. Rejects with Node's error (EADDRINUSE, EACCES, …). */
  listen(host: string, port: number): Promise<string>;
  /** Answers what is under way, at most for `graceMs`, and takes nothing more. */
  close(graceMs: number): Promise<void>;
}

/** GraphQL at POST /graphql, health at /health/live and /health/ready; every answer is JSON and not to be stored. */
export async function openHttpDoor<Context extends RequestFacts>(parts: HttpParts<Context>): Promise<HttpDoor> {
  const desk: Desk<Context> = { parts, requestOf: new WeakMap(), visits: new Visits(), times: new WeakMap() };
  const apollo = apolloServer<Context>({ ...parts, ...desk });
  await apollo.start();
  const app = fastifyInstance(parts.log, parts.receivingMs ?? httpLimits.receivingMs);
  const handler = fastifyApolloHandler(apollo, { context: (request) => contextOf(desk, request) });
  const preHandler = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    limitTime(desk, request, reply);
    done();
  };
  app.post('/graphql', { preHandler }, handler);
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply.code(405).header('allow', 'POST').send(errorBody('BAD_REQUEST', 'GraphQL is answered by POST only.')),
  });
  parts.routes?.(app);
  const sockets = parts.sockets?.(app.server);
  parts.health.routes(app);
  return {
    listen: (host, port) => app.listen({ host, port }),
    close: async (graceMs) => {
      parts.health.stop();
      const impatience = setTimeout(() => {
        app.server.closeAllConnections();
      }, graceMs);
      await Promise.all([sockets?.close(graceMs), app.close()]);
      clearTimeout(impatience);
      await apollo.stop();
    },
  };
}

/** What the door keeps beside the requests themselves. */
interface Desk<Context extends RequestFacts> {
  readonly parts: HttpParts<Context>;
  readonly requestOf: WeakMap<object, string>;
  readonly visits: Visits;
  readonly times: WeakMap<FastifyRequest, TimeLimit>;
}

const lateAnswer = errorBody(
  'TIMEOUT',
  'This took too long and was broken off. Ask for less at once, or for smaller pages.',
);

/** Answers TIMEOUT with HTTP 503 where a query takes too long; what it would have answered later goes nowhere. */
function limitTime<Context extends RequestFacts>(
  { parts, times }: Desk<Context>,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const time = new TimeLimit(parts.answeringMs ?? httpLimits.answeringMs);
  times.set(request, time);
  reply.raw.once('close', () => {
    time.end();
  });
  void time.up.then(() => {
    if (reply.sent) return;
    parts.log.warn({ requestId: request.id }, 'operation broken off: it took too long');
    void reply.code(503).header('content-type', answerType(request.headers.accept)).send(JSON.stringify(lateAnswer));
  });
}

/** As Apollo chooses it for its own answers: the newer type where the client names it. */
function answerType(accept = ''): string {
  const type = accept.includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json';
  return `${type}; charset=utf-8`;
}

function fastifyInstance(log: ServerLog, receivingMs: number): FastifyInstance {
  const app = fastify({
    bodyLimit: httpLimits.bodyBytes,
    // Node has one limit for all requests, that of the slowest route; `hurry` holds each to its own.
    requestTimeout: uploadMs,
    http: { headersTimeout: receivingMs },
    genReqId: requestIdOf,
    return503OnClosing: false,
    frameworkErrors: jsonErrorHandler(log),
    clientErrorHandler: (error, socket) => {
      if (socket.writable) socket.write(rawRefusal(error.code));
      socket.destroy(error);
    },
  });
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    // Decoding would replace what is no UTF-8, and the register would record something that nobody sent.
    if (!isUtf8(body)) done(Object.assign(new Error('The body is not UTF-8'), { statusCode: 400 }));
    else void parseJson(request, body.toString(), done);
  });
  app.addHook('onRequest', (request, reply, done) => {
    hurry(request, reply, request.routeOptions.config.receivingMs ?? receivingMs);
    done();
  });
  // At the very end: Apollo sets a header of its own on one of its answers.
  app.addHook('onSend', (request, reply, _payload, done) => {
    mark(request, reply);
    done();
  });
  answerErrorsInJson(app, log);
  return app;
}

/** Answers 408 to what has not arrived whole after so many milliseconds, and hangs up. */
function hurry({ raw }: FastifyRequest, reply: FastifyReply, ms: number): void {
  const late = setTimeout(() => {
    if (raw.complete || reply.sent) return;
    void reply.code(408).header('connection', 'close').send(lateBody);
  }, ms);
  // Not the request's own: it does not close where nobody read its body.
  reply.raw.once('close', () => {
    clearTimeout(late);
  });
}

/** A request without a valid token goes on without a caller: its fields then answer UNAUTHENTICATED, one by one, with HTTP 200. */
async function contextOf<Context extends RequestFacts>(desk: Desk<Context>, request: FastifyRequest): Promise<Context> {
  const { gate, proxies, authenticator, context, log, instruments } = desk.parts;
  const time = desk.times.get(request);
  if (time === undefined) throw new Error('A request that came without a time limit');
  const { authorization } = request.headers;
  try {
    const seen = await authenticator.authenticate(authorization);
    if (!seen.ok && seen.unavailable) throw keysUnavailable();
    if (!seen.ok && authorization !== undefined)
      log.info({ requestId: request.id, reason: seen.reason }, 'token refused');
    const caller = seen.ok ? seen.caller : null;
    const payer = gate.payerOf(caller, proxies.clientOf(request.raw));
    gate.greet(payer);
    desk.visits.begin(payer, time);
    const language = preferredLanguage(request.headers['accept-language']);
    return context({ caller, requestId: request.id, language, signal: time.signal });
  } catch (error) {
    if (typeof error === 'object' && error !== null) desk.requestOf.set(error, request.id);
    const code = error instanceof GraphQLError ? error.extensions['code'] : null;
    instruments.answered({ transport: 'http', operation: undefined, codes: [code], milliseconds: null });
    throw error;
  }
}
