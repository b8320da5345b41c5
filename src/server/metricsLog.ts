import { Counter, Histogram, type Registry } from 'prom-client';
import {
  LogError,
  type AppendResult,
  type EventLog,
  type Expected,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamName,
  type SubscribeOptions,
} from '../log/index.js';

/** A log whose appends are counted; all else goes straight through. */
export class CountedLog implements EventLog {
  readonly id: string;
  readonly #log: EventLog;
  readonly #appends;
  readonly #events;
  readonly #durations;
  #failedAt = -Infinity;

  constructor(log: EventLog, registry: Registry) {
    this.id = log.id;
    this.#log = log;
    this.#appends = new Counter({
      name: 'article33_log_appends_total',
      help: 'Appends to the log by what became of them: written, conflict, or the code of the fault.',
      labelNames: ['outcome'] as const,
      registers: [registry],
    });
    this.#events = new Counter({
      name: 'article33_log_events_total',
      help: 'Events written to the log.',
      registers: [registry],
    });
    this.#durations = new Histogram({
      name: 'article33_log_append_duration_seconds',
      help: 'Time from handing an append to the log to its acknowledgement, with the wait for the group that it is committed with.',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers: [registry],
    });
  }

  /** Milliseconds since the newest append that failed without one that succeeded after it; infinite where there is none. */
  get failedBefore(): number {
    return performance.now() - this.#failedAt;
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const startedAt = performance.now();
    try {
      const result = await this.#log.append(stream, events, expected);
      // An append of no events writes nothing: it proves no disk.
      if (events.length > 0) this.#note(result, events.length, startedAt);
      return result;
    } catch (error) {
      this.#appends.inc({ outcome: error instanceof LogError ? error.code : 'fault' });
      if (error instanceof LogError && (error.code === 'UNAVAILABLE' || error.code === 'UNKNOWN_OUTCOME')) {
        this.#failedAt = performance.now();
      }
      throw error;
    }
  }

  #note(result: AppendResult, events: number, startedAt: number): void {
    this.#appends.inc({ outcome: result.ok ? 'written' : 'conflict' });
    if (!result.ok) return;
    this.#failedAt = -Infinity;
    this.#events.inc(events);
    this.#durations.observe((performance.now() - startedAt) / 1_000);
  }

  readStream(stream: StreamName, options?: ReadStreamOptions) {
    return this.#log.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions) {
    return this.#log.readAll(options);
  }

  subscribeAll(options: SubscribeOptions) {
    return this.#log.subscribeAll(options);
  }

  comparePositions(a: Position, b: Position): number {
    return this.#log.comparePositions(a, b);
  }

  head(): Promise<Position | null> {
    return this.#log.head();
  }

  newestRecordedAt(): Promise<string | null> {
    return this.#log.newestRecordedAt();
  }

  close(): Promise<void> {
    return this.#log.close();
  }
}
