/** What the thread of a projector and the thread that holds the log say to each other. */
import { LogError, type LogErrorCode, type RecordedEvent, type StreamName } from '../log/port.js';
import type { Checkpoint } from './checkpoint.js';
import { ProjectorStopped } from './stopped.js';

export type Call =
  | { readonly method: 'open'; readonly file: string }
  | { readonly method: 'apply'; readonly events: readonly RecordedEvent[] }
  | { readonly method: 'renew' | 'complete' | 'close' };

export type ToThread =
  | { readonly kind: 'call'; readonly number: number; readonly call: Call }
  | { readonly kind: 'events'; readonly number: number; readonly events: readonly RecordedEvent[] }
  | { readonly kind: 'unread'; readonly number: number; readonly fault: Fault };

/** How far the projector is, after a call. */
export interface Standing {
  readonly checkpoint: Checkpoint;
  readonly renewing: boolean;
}

export type FromThread =
  | { readonly kind: 'done'; readonly number: number; readonly standing: Standing | null }
  | { readonly kind: 'failed'; readonly number: number; readonly fault: Fault; readonly standing: Standing | null }
  /** A stream that is folded again: only the other thread can read the log. */
  | {
      readonly kind: 'read';
      readonly number: number;
      readonly stream: StreamName;
      readonly from: bigint;
      readonly limit: number;
    };

/** An error on its way to the other thread, where it is thrown as what it was. */
export type Fault =
  | { readonly kind: 'stopped'; readonly stream: StreamName; readonly revision: number; readonly reason: string }
  | { readonly kind: 'log'; readonly code: LogErrorCode; readonly message: string }
  | { readonly kind: 'other'; readonly message: string };

export function faultOf(error: unknown): Fault {
  if (error instanceof ProjectorStopped) {
    const { stream, revision, reason } = error;
    return { kind: 'stopped', stream, revision, reason };
  }
  if (error instanceof LogError) return { kind: 'log', code: error.code, message: error.message };
  return { kind: 'other', message: error instanceof Error ? error.message : 'unknown fault' };
}

export function errorOf(fault: Fault): Error {
  switch (fault.kind) {
    case 'stopped':
      return new ProjectorStopped(fault.stream, fault.revision, fault.reason);
    case 'log':
      return new LogError(fault.code, fault.message);
    case 'other':
      return new Error(fault.message);
  }
}
