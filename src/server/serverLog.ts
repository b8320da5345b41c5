import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './settings.js';

/** The server's own log (not the register's): JSON lines without personal data, tokens, variables or documents. */
export type ServerLog = Logger;

/** Lines go to standard error unless told otherwise: standard output is for what a person is told at start. */
export function createServerLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): ServerLog {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedFault } },
    destination,
  );
}

interface LoggedFault {
  readonly type: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
  readonly cause: LoggedFault | undefined;
}

/** Name, message, place and cause, and no other field of an error: libraries hang requests, rows and tokens on theirs. */
export function loggedFault(fault: unknown, depth = 0): LoggedFault {
  const { name, message, stack, code, cause } =
    typeof fault === 'object' && fault !== null ? partsOf(fault) : partsOf({});
  return {
    type: text(name) ?? typeof fault,
    message: text(message) ?? '',
    stack: text(stack),
    code: text(code),
    cause: cause === undefined || depth === 3 ? undefined : loggedFault(cause, depth + 1),
  };
}

interface Parts {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly stack?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
}

function partsOf(fault: Parts): Parts {
  return fault;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
