/** How far the log is sealed, as each node knows it: told by the one that seals, and looked up where that is not heard. */
import type { Position } from '../log/port.js';
import { listen } from '../store/postgres.js';
import type { ClusterStore } from './tables.js';

export const SEALED_CHANNEL = 'article33_sealed';

/** Milliseconds between two looks. */
const LOOK_EVERY = 1_000;

export interface SealedUpToParts {
  readonly store: ClusterStore;
  /** Address of the database, for the notifications. */
  readonly url: string;
}

export class SealedUpTo {
  #position = 0n as Position;
  readonly #waiting = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;
  #endListening: (() => Promise<void>) | null = null;
  /** The look that is under way: a database that is slow to answer is not asked twice. */
  #looking: Promise<void> | null = null;
  #closed = false;

  constructor(private readonly parts: SealedUpToParts) {}

  get position(): Position {
    return this.#position;
  }

  /** @throws the database's error where it cannot be asked at first. */
  async start(): Promise<void> {
    await this.look();
    await this.#listen();
    this.#timer = setInterval(() => {
      this.#looking ??= this.#lookAgain().finally(() => (this.#looking = null));
    }, LOOK_EVERY);
    this.#timer.unref();
  }

  /** Asks the database. @throws its error. */
  async look(): Promise<void> {
    const { position } = await this.parts.store
      .selectFrom('sealing')
      .select('position')
      .where('id', '=', 1)
      .executeTakeFirstOrThrow();
    this.advance(BigInt(position) as Position);
  }

  /** Everything up to here is sealed; never goes back. */
  advance(position: Position): void {
    if (position <= this.#position) return;
    this.#position = position;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves once everything up to the position is sealed, or when the signal aborts. */
  async reached(position: Position, signal: AbortSignal): Promise<void> {
    while (position > this.#position && !signal.aborted && !this.#closed) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
    await this.#endListening?.();
    for (const wake of [...this.#waiting]) wake();
  }

  async #lookAgain(): Promise<void> {
    // What cannot be asked now is asked at the next look.
    await this.look().catch(() => undefined);
    await this.#listen();
  }

  async #listen(): Promise<void> {
    if (this.#endListening !== null || this.#closed) return;
    const hear = (said: string) => {
      if (/^\d+$/.test(said)) this.advance(BigInt(said) as Position);
    };
    const broken = () => {
      this.#endListening = null;
    };
    // Until it is heard again the looks tell.
    this.#endListening = await listen(this.parts.url, SEALED_CHANNEL, hear, broken).catch(() => null);
  }
}
