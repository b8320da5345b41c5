/** The event log: its port, and the log that is embedded in this process. */
export * from './port.js';
export { isSealed, isStreamName, category } from './streams.js';
export { EmbeddedLog, openEmbeddedLog, type EmbeddedLogOptions } from './embedded/log.js';
