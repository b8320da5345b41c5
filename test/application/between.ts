/** What a test puts between the register and its log. */
import {
  LogError,
  type AppendResult,
  type EventLog,
  type Expected,
  type NewEvent,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamName,
} from '../../src/log/port.js';

type Append = () => Promise<AppendResult>;

export interface Hooks {
  /** Stands before each append: `next` is the append itself. */
  append?(next: Append, stream: StreamName, events: readonly NewEvent[]): Promise<AppendResult>;
  read?(stream: StreamName, options?: ReadStreamOptions): void;
  /** Changes what is read, or leaves it out, as damage would. */
  damage?(event: RecordedEvent): RecordedEvent | null;
}

export function between(log: EventLog, hooks: Hooks): EventLog {
  return {
    id: log.id,
    append: (stream: StreamName, events: readonly NewEvent[], expected: Expected) => {
      const next = () => log.append(stream, events, expected);
      return hooks.append === undefined ? next() : hooks.append(next, stream, events);
    },
    readStream: (stream: StreamName, options?: ReadStreamOptions) => {
      hooks.read?.(stream, options);
      return damaged(log.readStream(stream, options), hooks);
    },
    readAll: (options) => log.readAll(options),
    subscribeAll: (options) => log.subscribeAll(options),
    comparePositions: (a, b) => log.comparePositions(a, b),
    head: () => log.head(),
    newestRecordedAt: () => log.newestRecordedAt(),
    close: () => log.close(),
  };
}

async function* damaged(events: AsyncIterable<RecordedEvent>, hooks: Hooks): AsyncIterable<RecordedEvent> {
  for await (const event of events) {
    const read = hooks.damage === undefined ? event : hooks.damage(event);
    if (read !== null) yield read;
  }
}

export function lost(): LogError {
  return new LogError('UNKNOWN_OUTCOME', 'the answer was lost');
}

export function isIncident(stream: StreamName): boolean {
  return stream.startsWith('incident-');
}
