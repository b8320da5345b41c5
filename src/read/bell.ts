/** Hears what the nodes of a register say to each other through PostgreSQL, whatever happens to the connection. */
import { setTimeout as after } from 'node:timers/promises';
import { listen } from '../store/postgres.js';

/** Milliseconds before connecting again, doubled each time. */
const PATIENCE = { first: 100, most: 10_000 } as const;

export class Bell {
  readonly #closing = new AbortController();
  #end: (() => Promise<void>) | null = null;
  #working: Promise<void> = Promise.resolve();

  /** @param hear is called with what is said; with nothing when something may have been missed. */
  private constructor(
    private readonly url: string,
    private readonly channel: string,
    private readonly hear: (said: string) => void,
  ) {}

  /** Connects in the background. */
  static open(url: string, channel: string, hear: (said: string) => void): Bell {
    const bell = new Bell(url, channel, hear);
    bell.#connect();
    return bell;
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#working;
    await this.#end?.();
  }

  #connect(): void {
    if (!this.#closing.signal.aborted) this.#working = this.#work();
  }

  async #work(): Promise<void> {
    const { signal } = this.#closing;
    let patience: number = PATIENCE.first;
    while (!signal.aborted) {
      try {
        this.#end = await listen(this.url, this.channel, this.hear, () => {
          this.#connect();
        });
        this.hear('');
        return;
      } catch {
        // Whoever asks the database hears why; this one waits.
        await after(patience, undefined, { signal, ref: false }).catch(() => undefined);
        patience = Math.min(PATIENCE.most, patience * 2);
      }
    }
  }
}
