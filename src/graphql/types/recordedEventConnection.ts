import { connectionOf } from './connection.js';
import { RecordedEvent } from './recordedEvent.js';

export const RecordedEventConnection = connectionOf(
  'RecordedEvent',
  () => RecordedEvent,
  'events on record, in the order asked for',
);
