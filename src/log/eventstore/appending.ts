/** Appends over the wire: a bounded number in flight, nothing sent to a server that is known to be away, every outcome told exactly. */
import { checkAppend } from '../append.js';
import { LogError, type AppendResult, type Expected, type NewEvent, type Position, type StreamName } from '../port.js';
import type { EventStoreClient, WireExpected, Written } from './client.js';
import { appendFault, ServerFault } from './faults.js';
import { answered } from './patience.js';
import type { Reading } from './reading.js';
import { wireEvent, type Names } from './records.js';
import { Slots } from './slots.js';

/** The client hangs where a fresh connection gets many more at once. */
const IN_FLIGHT = 64;
/** Milliseconds after which an append without an answer has an unknown outcome: more than the server's own deadline. */
const PATIENCE = 8_000;

export class Appending {
  readonly #slots = new Slots(IN_FLIGHT);
  #isLost = false;
  #probing: Promise<void> | null = null;
  #refusal: string | null = null;

  constructor(
    private readonly client: EventStoreClient,
    private readonly names: Names,
    /** Goes on while the log closes: appends in flight are answered. */
    private readonly reading: Reading,
  ) {}

  /** The server went away: the next append asks it first whether it is there, so that nothing is sent into the blue. */
  lose(): void {
    this.#isLost = true;
  }

  /** From now on nothing is written: why, in words. */
  refuse(why: string): void {
    this.#refusal = why;
  }

  /** See EventLog.append. */
  async append(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    checkAppend(stream, events, expected);
    return this.#slots.within(async () => {
      if (this.#refusal !== null) throw new LogError('UNAVAILABLE', this.#refusal);
      if (this.#isLost) await this.#probe();
      return events.length === 0 ? this.#check(stream, expected) : this.#write(stream, events, expected);
    });
  }

  /** Resolves when no append is in flight. */
  drain(): Promise<void> {
    return this.#slots.empty();
  }

  async #write(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    let written: Written;
    try {
      const sent = this.client.append(this.names.of(stream), events.map(wireEvent), wireExpected(expected));
      // Left as it is, a call that is answered no more would have every later append wait as long.
      written = await answered(sent, PATIENCE, 'it did not answer in time', this.client.renewAppends);
    } catch (error) {
      if (error instanceof ServerFault && error.kind === 'CONFLICT') {
        return { ok: false, conflict: { actual: error.actual ?? 'noStream' } };
      }
      if (error instanceof ServerFault && error.kind === 'CONNECTION') this.lose();
      throw appendFault(error);
    }
    const { revision, position } = written;
    this.#assertPlace(stream, events.length, expected, revision);
    return { ok: true, revision, position: position as Position };
  }

  /** The server numbers on behind what was deleted, and takes what is deleted for no stream. */
  #assertPlace(stream: StreamName, count: number, expected: Expected, revision: bigint): void {
    if (expected === 'any') return;
    const last = (expected === 'noStream' ? -1n : expected) + BigInt(count);
    if (revision === last) return;
    throw new LogError(
      'DAMAGED',
      `${stream} was deleted on the server: what was written came to stand at ${revision}, not at ${last}`,
    );
  }

  /** An append of no events is only the check; the server would answer it as if there were one. */
  async #check(stream: StreamName, expected: Expected): Promise<AppendResult> {
    let [revision, position] = [-1n, 0n as Position];
    for await (const last of this.reading.stream(stream, { direction: 'backwards', limit: 1 })) {
      [revision, position] = [last.revision, last.position];
    }
    const isMet = expected === 'any' || revision === (expected === 'noStream' ? -1n : expected);
    if (isMet) return { ok: true, revision, position };
    return { ok: false, conflict: { actual: revision < 0n ? 'noStream' : revision } };
  }

  async #probe(): Promise<void> {
    this.#probing ??= this.reading.probe().finally(() => {
      this.#probing = null;
    });
    try {
      await this.#probing;
      this.#isLost = false;
    } catch (error) {
      const why = error instanceof Error ? error.message : 'unknown fault';
      throw new LogError('UNAVAILABLE', `Nothing was sent to be written: ${why}`, { cause: error });
    }
  }
}

function wireExpected(expected: Expected): WireExpected {
  return expected === 'noStream' ? 'no_stream' : expected;
}
