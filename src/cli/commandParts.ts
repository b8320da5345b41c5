import type { Config } from '../server/config.js';
import type { ExitCode } from './exitCodes.js';
import type { Surroundings } from './surroundings.js';

/** What the program lends to whoever adds commands to it. */
export interface CommandParts {
  readonly surroundings: Surroundings;
  /** Reads the configuration first, and refuses where it is not valid. */
  readonly withConfig: (work: (config: Config) => Promise<ExitCode>) => Promise<void>;
  readonly end: (code: ExitCode) => void;
}
