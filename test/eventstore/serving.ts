/** What the calls of the stand-in share. */
import { status as Code, type Metadata } from '@grpc/grpc-js';
import { callFault, type CallFault } from './answers.js';
import type { ExpectedRevision } from './decisions.js';
import type { Faults } from './faults.js';
import type { MemoryLog } from './memory.js';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** What every call has, whatever it streams. */
export interface Call {
  readonly metadata: Metadata;
  getPeer(): string;
}

export interface Serving {
  readonly log: MemoryLog;
  readonly faults: Faults;
  /** Null where everybody may do everything. */
  readonly credentials: Credentials | null;
  /** Bytes: data, metadata and twice the type's length, of all events of an append. */
  readonly maxAppendSize: number;
  /** Cuts the connection that the call came by. */
  drop(call: Call): void;
}

/** Null where the caller may call. */
export function denial({ credentials }: Serving, { metadata }: Call): CallFault | null {
  if (credentials === null) return null;
  const [header] = metadata.get('authorization');
  if (header === undefined) {
    return callFault(Code.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
  }
  const due = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
  return header === `Basic ${due}` ? null : callFault(Code.UNAUTHENTICATED, 'Bad credentials');
}

/** The forms in which requests say what they expect of a stream. */
export interface Expecting {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** @param revision where the request names one. */
export function expectedIn(request: Expecting | undefined, revision: string | undefined): ExpectedRevision {
  if (request?.hasNoStream() === true) return 'noStream';
  if (request?.hasStreamExists() === true) return 'streamExists';
  return request === undefined || request.hasAny() ? 'any' : BigInt(revision ?? 0);
}
