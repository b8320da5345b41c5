/** What every event log answers. A further log plugs itself in with `describeEventLog(name, open)`. */
import type { EventLog } from '../../src/log/port.js';
import { describeAppending } from './appending.js';
import { describeLimits } from './limits.js';
import { describeReading } from './reading.js';
import { describeClosing, describeSubscribing } from './subscribing.js';

export interface OpenedLog {
  readonly log: EventLog;
  /** Closes the log and removes what it left behind. */
  dispose(): Promise<void>;
}

/** @param open a log of which nothing is assumed: it may be empty or hold the streams of others, who do not write meanwhile. */
export function describeEventLog(name: string, open: () => Promise<OpenedLog>): void {
  describe(name, () => {
    let opened: OpenedLog;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.dispose());
    const log = () => opened.log;
    describeAppending(log);
    describeLimits(log);
    describeReading(log);
    describeSubscribing(log);
    describeClosing(open);
  });
}
