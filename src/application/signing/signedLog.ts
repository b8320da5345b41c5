/** The log as commands write it: what is written is to be signed, and a log that is not the one that was signed is written no more. */
import {
  isSealed,
  type AppendResult,
  type EventLog,
  type Expected,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StreamName,
  type SubscribeOptions,
} from '../../log/index.js';
import { ApplicationError } from '../application.js';
import { refusedWrite, type Signing } from './signing.js';

export interface SignedLogOptions {
  /** Whether leaves are sealed with the append: else whoever seals tells the signer. */
  readonly sealsItself: boolean;
  /** Why nothing is recorded here just now, in words for whoever asks; null where nothing is in the way. */
  readonly refusal: () => string | null;
}

export class SignedLog implements EventLog {
  readonly id: string;
  #newest: Position | null = null;

  constructor(
    private readonly log: EventLog,
    private readonly signing: Pick<Signing, 'written' | 'refusal' | 'heard' | 'wrote'>,
    private readonly options: SignedLogOptions = { sealsItself: true, refusal: () => null },
  ) {
    this.id = log.id;
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const [first] = events;
    const refusal = this.options.refusal();
    if (refusal !== null) throw new ApplicationError('UNAVAILABLE', refusal);
    // Whoever does not seal is one node of several.
    if (first !== undefined && !this.options.sealsItself) await this.signing.heard(first.organisation);
    if (first !== undefined && this.signing.refusal(first.organisation) !== null) throw refusedWrite();
    const result = await this.log.append(stream, events, expected);
    // A log that seals itself answers in its order: what lies behind the newest was there before.
    const isNew = result.ok && (this.#newest === null || result.position > this.#newest);
    if (isNew) this.#newest = result.position;
    if (isNew && this.options.sealsItself && first !== undefined && isSealed(stream)) {
      this.signing.written(first.organisation, events.length, new Set(events.map(({ type }) => type)));
    }
    return result;
  }

  /** Where the log stands for those who read it: a head that was signed moves nothing. Null where the log is empty. */
  async place(): Promise<Position | null> {
    const head = await this.log.head();
    return head !== null && this.#newest !== null && this.signing.wrote(head) ? this.#newest : head;
  }

  readStream(stream: StreamName, options?: ReadStreamOptions) {
    return this.log.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions) {
    return this.log.readAll(options);
  }

  subscribeAll(options: SubscribeOptions) {
    return this.log.subscribeAll(options);
  }

  comparePositions(a: Position, b: Position): number {
    return this.log.comparePositions(a, b);
  }

  head(): Promise<Position | null> {
    return this.log.head();
  }

  newestRecordedAt(): Promise<string | null> {
    return this.log.newestRecordedAt();
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
