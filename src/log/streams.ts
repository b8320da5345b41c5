import type { StreamName } from './port.js';

/** `<category>-<id>` in ASCII; starts with a letter, hence never with `$`, which servers keep for themselves. */
const STREAM_NAME = /^[a-z][A-Za-z0-9]*-[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** The signer's own memory of what it signed: sealing it would make each checkpoint ask for the next one. */
const UNSEALED_CATEGORY = 'checkpoint';

/** Whether the text has the form of a stream name; its length is a limit of its own. */
export function isStreamName(text: string): text is StreamName {
  return STREAM_NAME.test(text);
}

/** The text before the first `-`. */
export function category(stream: StreamName): string {
  return stream.slice(0, stream.indexOf('-'));
}

/** Whether events of the stream become leaves of their organisation's Merkle log. */
export function isSealed(stream: StreamName): boolean {
  return category(stream) !== UNSEALED_CATEGORY;
}
