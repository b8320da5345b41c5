/** What is being answered just now: none begins after the end, and the end waits for all of it. */
import { LogError } from '../log/port.js';
import { ApplicationError } from './application.js';

export class Serving {
  readonly #working = new Set<Promise<unknown>>();
  #isClosed = false;

  /** @param alarm hears of streams that cannot be read. */
  constructor(private readonly alarm: (fault: Error) => void) {}

  /** Does the work. @throws ApplicationError UNAVAILABLE after the end; what the work throws, in the words of this door. */
  async serve<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw new ApplicationError('UNAVAILABLE', 'The register is being shut down: try again.');
    const working = work();
    this.#working.add(working);
    try {
      return await working;
    } catch (error) {
      throw this.#fault(error);
    } finally {
      this.#working.delete(working);
    }
  }

  /** Takes no more from now on. */
  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when what was begun has ended. */
  async ended(): Promise<void> {
    await Promise.allSettled(this.#working);
  }

  #fault(error: unknown): unknown {
    const fault = error instanceof LogError ? inWords(error) : error;
    if (fault instanceof ApplicationError && fault.code === 'DAMAGED_STREAM') this.alarm(fault);
    return fault;
  }
}

function inWords(error: LogError): Error {
  switch (error.code) {
    case 'UNAVAILABLE':
    case 'CLOSED':
    case 'UNKNOWN_OUTCOME': // Of a step before the command's own: the command itself was not recorded.
      return new ApplicationError(
        'UNAVAILABLE',
        'The log cannot be reached or written. This request recorded nothing: repeat it unchanged.',
        {
          cause: error,
        },
      );
    case 'DAMAGED':
      return new ApplicationError('DAMAGED_STREAM', 'The log is damaged and cannot be read.', { cause: error });
    case 'INVALID_APPEND':
    case 'LIMIT_EXCEEDED':
    case 'OWNED_BY_ANOTHER':
      return error;
  }
}
