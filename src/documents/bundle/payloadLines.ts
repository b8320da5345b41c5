/** What the events say, byte for byte, a line each (profile irlog/v1); words under legal privilege are withheld. */
import type { SealedEvent } from '../../log/port.js';
import { openData } from '../../proof/index.js';

/** Tells what is under legal privilege, of events in their order: such a note, and the words that struck it. */
export class Privilege {
  readonly #notes = new Set<string>();

  withholds({ event }: SealedEvent): boolean {
    if (event.type !== 'NoteAdded' && event.type !== 'EntryWithdrawn') return false;
    const data = openData(event.data);
    if (event.type === 'EntryWithdrawn') return this.#notes.has(String(memberOf(data, 'entryId')));
    const privileged = memberOf(data, 'visibility') === 'LEGAL_PRIVILEGE';
    // A note is named by the id of its event.
    if (privileged) this.#notes.add(event.id);
    return privileged;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

/** Metadata goes with the data: without the salt in the data nobody can tell it from another. */
export async function* payloadLines(events: AsyncIterable<SealedEvent>): AsyncGenerator<string> {
  const privilege = new Privilege();
  for await (const sealed of events) {
    const { data, metadata } = sealed.event;
    const { seq } = sealed.leaf;
    const line = privilege.withholds(sealed)
      ? { data: null, meta: null, seq, withheld: 'LEGAL_PRIVILEGE' }
      : { data: base64(data), meta: base64(metadata), seq };
    yield `${JSON.stringify(line)}\n`;
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
