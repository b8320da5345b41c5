/** The event log: its port, the log that is embedded in this process, and the one on an EventStoreDB server. */
export * from './port.js';
export { isSealed, isStreamName, category } from './streams.js';
export { EmbeddedLog, openEmbeddedLog, type EmbeddedLogOptions } from './embedded/log.js';
export { markArrived, markArriving, markMoved, movedTo } from './embedded/moving.js';
export { EventStoreLog, openEventStoreLog, type EventStoreLogOptions } from './eventstore/log.js';
export { isRegisterName } from './eventstore/records.js';
