import { inTime } from '../../inTime.js';
import { ServerFault } from './faults.js';

/**
 * The answer, where it comes in time. The client waits for ever where a connection dies in a certain moment, or was taken and never served.
 * @param limit milliseconds. @param late called where it does not come in time. @throws ServerFault CONNECTION with the words of `otherwise`; what comes after that is nobody's any more.
 */
export function answered<T>(
  answer: Promise<T>,
  limit: number,
  otherwise: string,
  late: () => void = () => undefined,
): Promise<T> {
  return inTime(answer, limit, () => new ServerFault('CONNECTION', otherwise), late);
}

/** What comes instead of an answer that did not come in time. */
export const SILENT = Symbol('silent');

/** Waits for one thing after the other, each no longer than this: by one timer, for a stream of events is waited for event by event. */
export class Silence {
  readonly #timer: NodeJS.Timeout;
  #tell: () => void = () => undefined;

  /** @param limit milliseconds. */
  constructor(limit: number) {
    this.#timer = setTimeout(() => {
      this.#tell();
    }, limit);
  }

  /** The answer, or SILENT where it does not come in time; it may be waited for again then. Never two at once. */
  within<T>(answer: Promise<T>): Promise<T | typeof SILENT> {
    this.#timer.refresh();
    return new Promise((resolve, reject) => {
      this.#tell = () => {
        resolve(SILENT);
      };
      answer.then(resolve, reject);
    });
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
