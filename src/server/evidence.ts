import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Application } from '../application/application.js';
import { mayStoreEvidence, readableEvidence } from '../application/evidence.js';
import type { Authenticator, Caller } from '../identity/caller.js';
import { largestEvidence, type EvidenceFiles, type Storing } from '../store/evidenceFiles.js';
import { attachmentNamed } from './attachment.js';
import { callerOf, isCaller, refuse, textOf } from './callers.js';
import type { ErrorAnswer } from './httpErrors.js';
import type { ServerLog } from './serverLog.js';
import { systemCode } from './startFault.js';
import { Uploads } from './uploads.js';

export interface EvidenceParts {
  readonly application: Pick<Application, 'incident' | 'readLog'>;
  readonly authenticator: Authenticator;
  readonly files: EvidenceFiles;
  readonly log: ServerLog;
}

/** One answer for what is not there, not the caller's to read, or not asked for as it must be. */
const notFound: ErrorAnswer = [
  404,
  'BAD_REQUEST',
  'There is no such evidence for you here. GET /evidence/<sha256>?incident=<id> answers whoever may read an incident that has this evidence.',
];
const noIncident: ErrorAnswer = [404, 'BAD_REQUEST', 'There is no such incident for you to attach evidence to.'];
const forbidden: ErrorAnswer = [403, 'FORBIDDEN', 'Your role may not attach evidence.'];
const noHash: ErrorAnswer = [
  400,
  'BAD_REQUEST',
  'The address must be /evidence/<SHA-256 of the file, 64 hexadecimal digits>.',
];
const brokenOff: ErrorAnswer = [400, 'BAD_REQUEST', 'The upload broke off. Nothing was kept: send the file again.'];
const tooLarge: ErrorAnswer = [
  413,
  'PAYLOAD_TOO_LARGE',
  `The file is larger than ${largestEvidence} bytes (50 MB). Nothing was kept.`,
];
const mismatch: ErrorAnswer = [
  422,
  'BAD_USER_INPUT',
  'The bytes do not have the SHA-256 of the address. Nothing was kept.',
];
const diskRefuses: ErrorAnswer = [
  503,
  'UNAVAILABLE',
  'The file could not be written. Nothing was kept: try again later.',
];
const busy: ErrorAnswer = [
  429,
  'RATE_LIMITED',
  'Too many uploads are under way. Nothing was kept: send the file again when one of them is through.',
];
const noRoom: ErrorAnswer = [
  507,
  'PAYLOAD_TOO_LARGE',
  'The evidence of your organisation takes all the room it may have. Nothing was kept: ask whoever runs the register for more.',
];

/** Milliseconds that an upload may take to arrive: 50 MB at 85 KB a second. */
export const uploadMs = 600_000;

/** The bytes behind evidence: `PUT /evidence/<sha256>` keeps a file, `GET` hands it out as an attachment, never to be shown in place. */
export function evidenceRoutes(parts: EvidenceParts): (app: FastifyInstance) => void {
  const uploads = new Uploads();
  return (app) => {
    void app.register((scope, _options, done) => {
      // Whatever it is said to be, it is bytes; they are read where they are written.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, parsed) => {
        parsed(null);
      });
      scope.put('/evidence/:sha256', { config: { receivingMs: uploadMs } }, (request, reply) =>
        put(parts, uploads, request, reply),
      );
      scope.get('/evidence/:sha256', (request, reply) => get(parts, request, reply));
      done();
    });
  };
}

async function put(
  parts: EvidenceParts,
  uploads: Uploads,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const caller = await callerOf(parts, request);
  if (!isCaller(caller)) return refuse(reply, caller);
  const sha256 = sha256In(request);
  if (sha256 === null) return refuse(reply, noHash);
  const may = await mayStoreEvidence(parts.application, caller, incidentIn(request));
  if (may !== 'YES') return refuse(reply, may === 'FORBIDDEN' ? forbidden : noIncident);
  // Not read to its end as others are: nobody sends that much by mistake.
  if (Number(request.headers['content-length'] ?? 0) > 2 * largestEvidence) return refuse(reply, tooLarge, true);
  const storing = await uploads.run(caller.organisation, () => stored(parts, caller, sha256, request));
  if (storing === null) return refuse(reply.header('retry-after', '5'), busy, true);
  if (typeof storing !== 'string') return refuse(reply, storing);
  switch (storing) {
    case 'STORED':
    case 'THERE':
      parts.log.info({ requestId: request.id, organisation: caller.organisation, storing }, 'evidence');
      return reply.code(storing === 'STORED' ? 201 : 200).send({ sha256 });
    case 'MISMATCH':
      return refuse(reply, mismatch);
    case 'TOO_LARGE':
      return refuse(reply, tooLarge, !request.raw.complete);
    case 'NO_ROOM':
      return refuse(reply, noRoom, true);
  }
}

async function stored(
  { files, log }: EvidenceParts,
  { organisation }: Caller,
  sha256: string,
  { raw, id }: FastifyRequest,
): Promise<Storing | ErrorAnswer> {
  try {
    return await files.store(organisation, sha256, raw);
  } catch (error) {
    if (raw.destroyed && !raw.complete) return brokenOff;
    const code = systemCode(error);
    if (code === null || !diskFaults.has(code)) throw error;
    log.error({ requestId: id, err: error }, 'evidence cannot be written');
    return diskRefuses;
  }
}

const diskFaults = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'EIO']);

async function get(parts: EvidenceParts, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const caller = await callerOf(parts, request);
  if (!isCaller(caller)) return refuse(reply, caller);
  const sha256 = sha256In(request);
  const incidentId = incidentIn(request);
  if (sha256 === null || incidentId === null) return refuse(reply, notFound);
  const evidence = await readableEvidence(parts.application, caller, incidentId, sha256);
  const file = evidence === null ? null : await parts.files.find(caller.organisation, sha256);
  if (evidence === null || file === null) return refuse(reply, notFound);
  await parts.application.readLog.record(caller, 'evidence', incidentId);
  return reply
    .headers({
      'content-type': 'application/octet-stream',
      'content-length': file.size,
      'content-disposition': attachmentNamed(evidence.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    })
    .send(file.read());
}

function sha256In({ params }: FastifyRequest): string | null {
  const text = textOf(params, 'sha256')?.toLowerCase() ?? '';
  return /^[0-9a-f]{64}$/.test(text) ? text : null;
}

function incidentIn({ query }: FastifyRequest): string | null {
  return textOf(query, 'incident');
}
