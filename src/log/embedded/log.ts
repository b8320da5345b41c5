/** The event log in one SQLite file: the default, for one process on one machine. */
import { checkAppend } from '../append.js';
import {
  LogError,
  LogMoved,
  type AppendResult,
  type CaughtUp,
  type EventLog,
  type Expected,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type Seals,
  type StreamName,
  type SubscribeOptions,
} from '../port.js';
import { Appender } from './appender.js';
import { checkLog } from './check.js';
import { copyDatabase, openDatabase, storageFault, type Database } from './database.js';
import { GroupCommit } from './groupCommit.js';
import { movingRefusal } from './moving.js';
import { Reader } from './reader.js';
import { EmbeddedSeals } from './seals.js';
import { asPosition, prepareStatements, type Statements } from './statements.js';
import { Bell, subscribe } from './subscription.js';

export interface EmbeddedLogOptions {
  /** Path of the SQLite file; its folder exists. Made where there is none, readable by its owner only. */
  readonly file: string;
  /** From one position to the next; 1 unless told. Tests take more, to catch whoever counts with positions. */
  readonly positionStep?: number;
  /** Whether the end of the log is checked at once; so unless told. Not for a verifier, which finds out more and says what. */
  readonly checked?: boolean;
  /**
   * What becomes of a log whose register was moved elsewhere, or has not arrived whole: `refused` unless told; `read` opens it and refuses
   * every append; `ignored` is for who moves it.
   */
  readonly moved?: 'refused' | 'read' | 'ignored';
}

/**
 * Opens the log and owns its file until `close` or the end of the process.
 * @throws LogError OWNED_BY_ANOTHER where another process, or this one, has it open; DAMAGED where the file is damaged, foreign, or of
 * another version; UNAVAILABLE where it cannot be made or written; LogMoved.
 */
export function openEmbeddedLog(options: EmbeddedLogOptions): EmbeddedLog {
  const { file, positionStep = 1, checked = true, moved = 'refused' } = options;
  const database = openDatabase(file);
  try {
    // Once it is owned: nobody moves it from here on.
    const refusal = moved === 'ignored' ? null : movingRefusal(file);
    if (refusal !== null && moved === 'refused') throw new LogMoved(refusal);
    return new EmbeddedLog(database, positionStep, checked, refusal);
  } catch (error) {
    database.close();
    throw storageFault(error, 'opening', file);
  }
}

/** Both the log and its seals, for one transaction writes both. */
export class EmbeddedLog implements EventLog {
  readonly id: string;
  readonly seals: Seals;
  readonly #database: Database;
  readonly #statements: Statements;
  readonly #reader: Reader;
  readonly #writer: GroupCommit;
  readonly #bell = new Bell();
  #closing: Promise<void> | null = null;

  /** @param database opened by openDatabase; the log closes it. @param refusal why nothing is written; null where it is. */
  constructor(
    database: Database,
    positionStep: number,
    checked = true,
    private readonly refusal: string | null = null,
  ) {
    this.#database = database;
    this.#statements = prepareStatements(database);
    if (checked) checkLog(database, this.#statements);
    const row = this.#statements.logId.get();
    if (row === undefined) throw new LogError('DAMAGED', `The event log ${database.name} has lost its id`);
    this.id = row.id;
    const guard = <T>(read: () => T) => this.#guard(read);
    const appender = new Appender(this.#statements, positionStep);
    this.#reader = new Reader(this.#statements, guard, (stream) => appender.headOf(stream));
    this.seals = new EmbeddedSeals(this.#statements, guard);
    this.#writer = new GroupCommit(database, appender, () => {
      this.#bell.ring();
    });
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    this.#assertOpen();
    const bytes = checkAppend(stream, events, expected);
    if (this.refusal !== null) throw new LogMoved(this.refusal);
    return this.#writer.add({ stream, events, expected }, bytes);
  }

  readStream(stream: StreamName, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return this.#reader.stream(stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<RecordedEvent> {
    return this.#reader.all(options);
  }

  async *subscribeAll(options: SubscribeOptions): AsyncGenerator<RecordedEvent | CaughtUp, void> {
    this.#assertOpen();
    yield* subscribe(this.#reader, this.#bell, () => this.#closing !== null, options);
  }

  comparePositions(a: Position, b: Position): number {
    return a < b ? -1 : a > b ? 1 : 0;
  }

  async head(): Promise<Position | null> {
    const last = this.#guard(() => this.#statements.lastPosition.get()?.position ?? null);
    return Promise.resolve(last === null ? null : asPosition(last));
  }

  async newestRecordedAt(): Promise<string | null> {
    return Promise.resolve(this.#guard(() => this.#statements.newestRecordedAt.get()?.recordedAt ?? null));
  }

  /**
   * Copies the log as it is at the end of the copying into a file that does not exist yet, while others go on reading and writing.
   * @param tell hears how far it is, 0 to 100. @throws LogError.
   */
  async backUp(file: string, tell: (percent: number) => void = () => undefined): Promise<void> {
    this.#assertOpen();
    await copyDatabase(this.#database, file, tell);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#bell.ring();
    await this.#writer.drain();
    this.#database.close();
  }

  #assertOpen(): void {
    if (this.#closing !== null) throw new LogError('CLOSED', 'The event log is closed');
  }

  #guard<T>(read: () => T): T {
    this.#assertOpen();
    try {
      return read();
    } catch (error) {
      throw storageFault(error, 'reading', this.#database.name);
    }
  }
}
