import { setImmediate as turn } from 'node:timers/promises';
import { LogError, type EventLog } from '../../src/log/port.js';
import { between, lost } from '../application/between.js';
import type { Chance } from './chance.js';

/** How often each fault befalls a call of the log. */
export interface Faults {
  readonly refused: number;
  readonly lostBefore: number;
  readonly lostAfter: number;
  readonly conflict: number;
  readonly delayed: number;
  readonly unreadable: number;
}

export const noFaults: Faults = { refused: 0, lostBefore: 0, lostAfter: 0, conflict: 0, delayed: 0, unreadable: 0 };
export const someFaults: Faults = {
  refused: 0.03,
  lostBefore: 0.06,
  lostAfter: 0.1,
  conflict: 0.04,
  delayed: 0.2,
  unreadable: 0.01,
};

/** The log, with the misfortunes that a log over a network and a disk may have: all of them within the meaning of the port. */
export function faultyLog(log: EventLog, chance: Chance, faults: Faults): EventLog {
  return between(log, {
    append: async (next) => {
      for (let turns = chance.happens(faults.delayed) ? 1 + chance.below(20) : 0; turns > 0; turns -= 1) await turn();
      if (chance.happens(faults.refused)) throw new LogError('UNAVAILABLE', 'refused: nothing was written');
      if (chance.happens(faults.lostBefore)) throw lost();
      if (chance.happens(faults.conflict)) return { ok: false, conflict: { actual: 'noStream' } };
      const result = await next();
      if (chance.happens(faults.lostAfter)) throw lost();
      return result;
    },
    read: () => {
      if (chance.happens(faults.unreadable)) throw new LogError('UNAVAILABLE', 'it cannot be read now');
    },
  });
}
