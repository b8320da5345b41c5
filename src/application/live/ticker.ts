/** What rings: a port, so that tests ring themselves. */

/** Milliseconds between two rings: how late, at most, a duty that falls due is told. */
export const TICK = 1_000;

export interface Ticker {
  /** Calls back about every `ms` milliseconds, however late when the process was held up. @returns stops it. */
  every(ms: number, ring: () => void): () => void;
}

/** The machine's timers; they keep no process alive. */
export const machineTicker: Ticker = {
  every(ms, ring) {
    const timer = setInterval(ring, ms);
    timer.unref();
    return () => {
      clearInterval(timer);
    };
  },
};

/** Never rings: for commands, which are at their end before anything falls due. */
export const silentTicker: Ticker = { every: () => () => undefined };
