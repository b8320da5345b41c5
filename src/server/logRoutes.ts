/** What auditors fetch without GraphQL: the newest signed head, the keys it verifies with, and evidence bundles. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Application } from '../application/application.js';
import { evidenceBundle, LEVELS, type Level } from '../documents/bundle/bundle.js';
import { verifierDigest } from '../documents/bundle/verifierDigest.js';
import type { Authenticator, Caller } from '../identity/caller.js';
import { may, type Operation } from '../identity/permissions.js';
import { attachmentNamed } from './attachment.js';
import { callerOf, isCaller, refuse, textOf } from './callers.js';
import type { ErrorAnswer } from './httpErrors.js';
import { programAt } from './programs.js';
import type { ServerLog } from './serverLog.js';

export interface LogRouteParts {
  readonly application: Pick<Application, 'proofs' | 'actorNames' | 'readLog'>;
  readonly authenticator: Authenticator;
  readonly log: ServerLog;
}

const forbidden: ErrorAnswer = [403, 'FORBIDDEN', 'Your role may not read this.'];
const noHead: ErrorAnswer = [404, 'BAD_REQUEST', 'Nothing was recorded and signed yet.'];
const noBundle: ErrorAnswer = [404, 'BAD_REQUEST', 'There is no such incident for you, or nothing was recorded yet.'];
const wrongUse: ErrorAnswer = [
  400,
  'BAD_REQUEST',
  'Ask for /log/bundle?incident=<id>&level=A or level=B, or for /log/bundle?all=true&level=A.',
];

const verifier = programAt('verify.mjs');

export function logRoutes(parts: LogRouteParts): (app: FastifyInstance) => void {
  const { application } = parts;
  return (app) => {
    app.get('/log/checkpoint', (request, reply) =>
      asText(parts, 'checkpoint', request, reply, (caller) => application.proofs.checkpoint(caller)),
    );
    app.get('/log/policy', (request, reply) =>
      asText(parts, 'checkpoint', request, reply, (caller) => application.proofs.policy(caller)),
    );
    app.get('/log/bundle', (request, reply) => bundle(parts, request, reply));
  };
}

async function asText(
  parts: LogRouteParts,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  read: (caller: Caller) => Promise<string | null>,
): Promise<FastifyReply> {
  const caller = await callerOf(parts, request);
  if (!isCaller(caller)) return refuse(reply, caller);
  if (!may(caller.role, operation)) return refuse(reply, forbidden);
  const text = await read(caller);
  return text === null ? refuse(reply, noHead) : reply.type('text/plain; charset=utf-8').send(text);
}

async function bundle(parts: LogRouteParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = await callerOf(parts, request);
  if (!isCaller(caller)) return refuse(reply, caller);
  if (!may(caller.role, 'exportEvidence')) return refuse(reply, forbidden);
  const asked = askedFor(request);
  if (asked === null) return refuse(reply, wrongUse);
  const source = await parts.application.proofs.evidence(caller, asked.incidentId);
  if (source === null) return refuse(reply, noBundle);
  await parts.application.readLog.record(caller, 'export', asked.incidentId);
  parts.log.info({ requestId: request.id, organisation: caller.organisation, level: asked.level }, 'evidence bundle');
  const zip = await evidenceBundle({
    source,
    level: asked.level,
    names: (actors) => parts.application.actorNames(caller, actors),
    madeAt: new Date(),
    verifier: verifierDigest(verifier),
  });
  zip.once('error', (error) => {
    parts.log.error({ requestId: request.id, err: error }, 'an evidence bundle broke off');
  });
  const name = `${source.incident?.reference ?? 'register'}-${source.head.size}-${asked.level}.zip`;
  return reply.headers({ 'content-type': 'application/zip', 'content-disposition': attachmentNamed(name) }).send(zip);
}

/** The whole log is told at level A alone: proofs of all its events one by one would be larger and prove less. */
function askedFor({ query }: FastifyRequest): { readonly incidentId: string | null; readonly level: Level } | null {
  const level = LEVELS.find((known) => known === textOf(query, 'level')) ?? null;
  const incidentId = textOf(query, 'incident');
  const isAll = textOf(query, 'all') === 'true';
  if (level === null || (incidentId === null) !== isAll || (isAll && level !== 'A')) return null;
  return { incidentId, level };
}
