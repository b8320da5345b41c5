/** Why the server did not start: what an operator can do something about. */
export type StartFaultKind =
  /** Another server has the event log open. */
  | 'DATA_IN_USE'
  /** A file in the data folder is damaged, foreign, or of another version. */
  | 'DATA_DAMAGED'
  /** The data folder or a file in it cannot be made, read or written. */
  | 'DATA_UNUSABLE'
  /** What is configured and what is asked do not go together. */
  | 'CONFIGURATION'
  /** The event store or the database cannot be reached or used. */
  | 'SERVERS'
  /** The address cannot be listened on. */
  | 'ADDRESS';

/** The message says what happened, why, and what to do, to somebody who does not know the code. */
export class StartFault extends Error {
  constructor(
    readonly kind: StartFaultKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StartFault';
  }
}

/** Node's code of an error of the system (ENOENT, EADDRINUSE, …), or null. */
export function systemCode(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
