/** The log as the nodes of a register use it: what it tells of live is sealed. */
import type {
  EventLog,
  Expected,
  NewEvent,
  ReadAllOptions,
  ReadStreamOptions,
  StreamName,
  SubscribeOptions,
} from '../log/port.js';
import type { SealedUpTo } from './sealedUpTo.js';

export class ClusterLog implements EventLog {
  readonly id: string;

  /** @param log closed with this one. */
  constructor(
    private readonly log: EventLog,
    private readonly sealed: SealedUpTo,
  ) {
    this.id = log.id;
  }

  append(stream: StreamName, events: readonly NewEvent[], expected: Expected) {
    return this.log.append(stream, events, expected);
  }

  readStream(stream: StreamName, options?: ReadStreamOptions) {
    return this.log.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions) {
    return this.log.readAll(options);
  }

  /** Each event once it is sealed: whoever hears of it finds its leaf. */
  async *subscribeAll(options: SubscribeOptions) {
    for await (const item of this.log.subscribeAll(options)) {
      if (!('caughtUp' in item)) await this.sealed.reached(item.position, options.signal);
      if (options.signal.aborted) return;
      yield item;
    }
  }

  comparePositions(a: Parameters<EventLog['comparePositions']>[0], b: Parameters<EventLog['comparePositions']>[1]) {
    return this.log.comparePositions(a, b);
  }

  head() {
    return this.log.head();
  }

  newestRecordedAt() {
    return this.log.newestRecordedAt();
  }

  close() {
    return this.log.close();
  }
}
