import type { StartFaultKind } from '../server/startFault.js';

/** What the command's exit code says. */
export const exitCodes = {
  OK: 0,
  FAILURE: 1,
  WRONG_USE: 2,
  CONFIGURATION: 3,
  DATA_IN_USE: 4,
  DATA_DAMAGED: 5,
  DATA_UNUSABLE: 6,
  ADDRESS: 7,
  INPUT: 8,
  SERVERS: 9,
} as const satisfies Record<StartFaultKind, number> & Record<string, number>;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodesHelp = `
Exit codes:
  0  done
  1  unexpected failure
  2  wrong use of the command
  3  the configuration is not valid, or does not allow this
  4  another server is using the data folder
  5  a file in the data folder is damaged, foreign, or of another version
  6  the data folder cannot be read or written
  7  the address cannot be listened on
  8  a file that was named cannot be read or written, or holds something else
  9  the event store or the database cannot be reached or used`;
