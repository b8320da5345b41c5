/** Stands for an answer that did not come in time. */
export const LATE = Symbol('late');

/**
 * The time that an operation may take. When it is up, `signal` is aborted: slow reads stop, and mutations of the same document that have not begun
 * are refused. A query is then answered TIMEOUT. A mutation that has begun is not: it may be on the record, so its outcome is waited for; how long that
 * takes is bounded by the patience of the log.
 */
export class TimeLimit {
  readonly #aborter = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #spared = false;
  /** Resolves when time is up; never for what is spared. */
  readonly up: Promise<typeof LATE>;

  /** @param ms milliseconds */
  constructor(ms: number) {
    let late: (mark: typeof LATE) => void = () => undefined;
    this.up = new Promise((resolve) => {
      late = resolve;
    });
    this.#timer = setTimeout(() => {
      this.#aborter.abort();
      if (!this.#spared) late(LATE);
    }, ms);
  }

  get signal(): AbortSignal {
    return this.#aborter.signal;
  }

  /** For a mutation: its answer is waited for. */
  spare(): void {
    this.#spared = true;
  }

  /** The answer is there, or nobody waits for it any more. */
  end(): void {
    clearTimeout(this.#timer);
  }
}
