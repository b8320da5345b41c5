/** What goes wrong between the register and an EventStoreDB server, and what the port says of it. */
import { LogError } from '../port.js';

export type ServerFaultKind =
  | 'ADDRESS'
  /** Another revision was expected of the stream. */
  | 'CONFLICT'
  | 'NO_STREAM'
  | 'STREAM_DELETED'
  | 'TOO_LARGE'
  | 'DENIED'
  /** It cannot be reached, went away, is not the leader, or did not answer in time. */
  | 'CONNECTION'
  /** It said something that the client does not know: a server that is still starting does, too. */
  | 'SERVER';

/** Words never carry data of events, nor the connection string. */
export class ServerFault extends Error {
  override readonly name = 'ServerFault';
  /** Of a CONFLICT: the stream's last revision, null where there is no stream. */
  readonly actual: bigint | null;

  constructor(
    readonly kind: ServerFaultKind,
    message: string,
    { actual = null, ...options }: ErrorOptions & { readonly actual?: bigint | null } = {},
  ) {
    super(message, options);
    this.actual = actual;
  }
}

/** In the port's words, where nothing was written. */
export function readFault(error: unknown): LogError {
  if (error instanceof LogError) return error;
  if (!(error instanceof ServerFault))
    return new LogError('UNAVAILABLE', 'Reading the event store failed', { cause: error });
  if (error.kind === 'STREAM_DELETED')
    return new LogError('DAMAGED', 'A stream of the register was deleted', { cause: error });
  return unavailable(error);
}

/** In the port's words, where the server was asked to write. @throws never; a CONFLICT is no fault. */
export function appendFault(error: unknown): LogError {
  if (error instanceof LogError) return error;
  if (!(error instanceof ServerFault))
    return new LogError('UNKNOWN_OUTCOME', 'Appending to the event store failed', { cause: error });
  switch (error.kind) {
    case 'STREAM_DELETED':
      return new LogError('DAMAGED', 'A stream of the register was deleted: nothing more can be recorded there', {
        cause: error,
      });
    case 'TOO_LARGE':
      return new LogError('LIMIT_EXCEEDED', `The event store refuses the append: ${error.message}`, { cause: error });
    case 'DENIED':
    case 'ADDRESS':
      return unavailable(error);
    case 'CONFLICT':
    case 'NO_STREAM':
    case 'CONNECTION':
    case 'SERVER':
      return new LogError('UNKNOWN_OUTCOME', `The event store did not say whether it wrote (${error.message})`, {
        cause: error,
      });
  }
}

export function unavailable(error: ServerFault): LogError {
  return new LogError('UNAVAILABLE', `The event store cannot be used: ${error.message}`, { cause: error });
}
