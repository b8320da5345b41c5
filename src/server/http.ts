import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { maskError } from '../graphql/errors.js';
import type { Authenticator } from '../identity/caller.js';
import type { Language } from '../law/vocabulary.js';
import { uploadMs } from './evidence.js';
import { answerErrorsInJson, errorBody, jsonErrorHandler, lateBody, mark, rawRefusal } from './httpErrors.js';
import { preferredLanguage } from './language.js';
import { operationPlugin, type RequestFacts } from './operationPlugin.js';
import type { ServerLog } from './serverLog.js';

/** Limits of this door; a subscription's and a document's further limits stand with the GraphQL rules. */
export const httpLimits = { bodyBytes: 1_048_576, tokens: 2_000, validationErrors: 3, receivingMs: 10_000 } as const;

export interface HttpParts<Context extends RequestFacts> {
  readonly schema: GraphQLSchema;
  readonly authenticator: Authenticator;
  /** What resolvers get, from what the door found out. */
  readonly context: (facts: RequestFacts & { readonly language: Language }) => Context;
  /** Whether the register can answer; a rejection counts as no. */
  readonly ready: () => Promise<boolean>;
  readonly log: ServerLog;
  readonly production: boolean;
  /** What is answered beside GraphQL and health. */
  readonly routes?: (app: FastifyInstance) => void;
  /** Milliseconds that a request may take to arrive; `httpLimits.receivingMs` unless told. */
  readonly receivingMs?: number;
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
  const requestOf = new WeakMap<object, string>();
  const apollo = apolloServer(parts, requestOf);
  await apollo.start();
  const app = fastifyInstance(parts.log, parts.receivingMs ?? httpLimits.receivingMs);
  const handler = fastifyApolloHandler(apollo, { context: (request) => contextOf(parts, requestOf, request) });
  app.post('/graphql', handler);
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply.code(405).header('allow', 'POST').send(errorBody('BAD_REQUEST', 'GraphQL is answered by POST only.')),
  });
  parts.routes?.(app);
  let closing = false;
  app.get('/health/live', (_request, reply) => reply.send({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = !closing && (await parts.ready().catch(() => false));
    return reply.code(ready ? 200 : 503).send({ status: closing ? 'stopping' : ready ? 'ready' : 'not ready' });
  });
  return {
    listen: (host, port) => app.listen({ host, port }),
    close: async (graceMs) => {
      closing = true;
      const impatience = setTimeout(() => {
        app.server.closeAllConnections();
      }, graceMs);
      await app.close();
      clearTimeout(impatience);
      await apollo.stop();
    },
  };
}

function apolloServer<Context extends RequestFacts>(
  { schema, log, production }: HttpParts<Context>,
  requestOf: WeakMap<object, string>,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    parseOptions: { maxLexicalTokens: httpLimits.tokens },
    validationOptions: { maxErrors: httpLimits.validationErrors },
    stopOnTerminationSignals: false,
    logger: log,
    formatError: (formatted, error) =>
      maskError(asBadRequest(formatted), error, (cause) => {
        const requestId = requestBehind(requestOf, error) ?? requestBehind(requestOf, cause);
        log.error({ requestId, err: cause }, 'fault while answering');
        return requestId;
      }),
    plugins: [
      operationPlugin<Context>(log, requestOf),
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

function fastifyInstance(log: ServerLog, receivingMs: number): FastifyInstance {
  const app = fastify({
    bodyLimit: httpLimits.bodyBytes,
    // Node has one limit for all requests, that of the slowest route; `hurry` holds each to its own.
    requestTimeout: uploadMs,
    http: { headersTimeout: receivingMs },
    genReqId: () => randomUUID(),
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
async function contextOf<Context extends RequestFacts>(
  { authenticator, context, log }: HttpParts<Context>,
  requestOf: WeakMap<object, string>,
  request: FastifyRequest,
): Promise<Context> {
  const { authorization } = request.headers;
  try {
    const seen = await authenticator.authenticate(authorization);
    if (!seen.ok && seen.unavailable) throw keysUnavailable();
    if (!seen.ok && authorization !== undefined)
      log.info({ requestId: request.id, reason: seen.reason }, 'token refused');
    const language = preferredLanguage(request.headers['accept-language']);
    return context({ caller: seen.ok ? seen.caller : null, requestId: request.id, language });
  } catch (error) {
    if (typeof error === 'object' && error !== null) requestOf.set(error, request.id);
    throw error;
  }
}

function keysUnavailable(): GraphQLError {
  return new GraphQLError('The token could not be checked, for its issuer cannot be reached. Try again in a minute.', {
    extensions: { code: 'UNAVAILABLE', http: { status: 503 } },
  });
}
