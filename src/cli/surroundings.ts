import type { Environment } from '../server/config.js';

/** What a command touches of its process. */
export interface Surroundings {
  readonly environment: Environment;
  /** Where relative paths start. */
  readonly folder: string;
  /** Writes to standard output: what was asked for. */
  readonly out: (text: string) => void;
  /** Writes to standard error: what went wrong. */
  readonly err: (text: string) => void;
  /** Whether standard output is a terminal that somebody looks at; not unless told. */
  readonly terminal?: boolean;
  /** Resolves when the process is asked to stop. */
  readonly untilStopped: () => Promise<void>;
}
