/// <reference lib="es2024.string" />
/** What every log demands of an append before it looks at the stream: the same words and limits in each of them. */
import { openData } from '../proof/index.js';
import { appendLimits, LogError, type Expected, type NewEvent } from './port.js';
import { isStreamName } from './streams.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TYPE = /^[A-Za-z][A-Za-z0-9]*$/;
const UTC_MILLISECONDS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * Refuses what no log may take. Data and metadata are parsed, and metadata compared with the event, but not canonicalised again: those
 * bytes come from canonicalJson and are hashed as they are.
 * @returns the size of the append: bytes of types, data and metadata.
 * @throws LogError INVALID_APPEND or LIMIT_EXCEEDED; the words name the event by its index and never its content.
 */
export function checkAppend(stream: string, events: readonly NewEvent[], expected: Expected): number {
  if (stream.length > appendLimits.streamNameCharacters) {
    throw exceeded(`A stream name has at most ${appendLimits.streamNameCharacters} characters`);
  }
  if (!isStreamName(stream)) throw invalid('A stream name is <category>-<id> in letters, digits, ".", "_" and "-"');
  if (typeof expected === 'bigint' && expected < 0n) throw invalid('An expected revision is 0 or more');
  if (events.length > appendLimits.events) throw exceeded(`An append has at most ${appendLimits.events} events`);
  let bytes = 0;
  events.forEach((event, index) => {
    checkEvent(event, index);
    bytes += Buffer.byteLength(event.type) + Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);
    if (bytes > appendLimits.bytes) throw exceeded(`An append has at most ${appendLimits.bytes} bytes`);
  });
  return bytes;
}

function checkEvent(event: NewEvent, index: number): void {
  const { id, type, organisation, recordedAt } = event;
  if (!UUID.test(id)) throw invalidEvent(index, 'its id is no lower-case UUID');
  if (!UUID.test(organisation)) throw invalidEvent(index, 'its organisation is no lower-case UUID');
  if (type.length > appendLimits.typeCharacters) {
    throw exceeded(`An event type has at most ${appendLimits.typeCharacters} characters`);
  }
  if (!TYPE.test(type)) throw invalidEvent(index, 'its type is not a name of letters and digits');
  if (!isInstant(recordedAt))
    throw invalidEvent(index, 'its recordedAt is no RFC 3339 instant in UTC with milliseconds');
  checkTexts(event, index);
}

function isInstant(text: string): boolean {
  const time = UTC_MILLISECONDS.test(text) ? Date.parse(text) : Number.NaN;
  // 30 February rolls over into March: the round trip does not let it pass.
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

function checkTexts({ data, metadata, organisation, recordedAt }: NewEvent, index: number): void {
  // A lone surrogate would be stored as another character than the one that was hashed.
  if (!data.isWellFormed() || !metadata.isWellFormed())
    throw invalidEvent(index, 'its text is not well-formed Unicode');
  try {
    openData(data);
  } catch {
    throw invalidEvent(index, 'its data is not JSON of the members d and s');
  }
  const fields = parseObject(metadata);
  if (fields === null) throw invalidEvent(index, 'its metadata is no JSON object');
  if (!holds(fields, 'organisation', organisation) || !holds(fields, 'recordedAt', recordedAt)) {
    throw invalidEvent(index, 'its metadata does not repeat its organisation and recordedAt');
  }
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function holds(fields: object, key: string, value: string): boolean {
  return Reflect.get(fields, key) === value;
}

function invalid(message: string): LogError {
  return new LogError('INVALID_APPEND', message);
}

function invalidEvent(index: number, why: string): LogError {
  return invalid(`Event ${index} of the append is refused: ${why}`);
}

function exceeded(message: string): LogError {
  return new LogError('LIMIT_EXCEEDED', message);
}
