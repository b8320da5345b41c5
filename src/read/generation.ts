/** One version of the read models: its place, its projector, and connections to read through. */
import type { Kysely } from 'kysely';
import type { CaughtUp, EventLog, Position, RecordedEvent } from '../log/port.js';
import { beginning, readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.js';
import { Buffer } from '../log/buffer.js';
import { createTables } from './migration.js';
import type { GenerationPlace } from './place.js';
import type { Projecting } from './projecting.js';
import type { ReadTables } from './tables.js';
import { VERSION } from './version.js';

/** Characters of data and metadata that wait to be projected, at most about. */
const BUFFERED_CHARACTERS = 2_000_000;

export interface GenerationHooks {
  /** Rows up to a checkpoint are visible. */
  projected(checkpoint: Checkpoint, events: readonly RecordedEvent[]): void;
  /** Everything that the log held when it was read to its end is projected, for the first time or again. */
  caughtUp(): void;
}

/** Why what is there cannot be gone on with, in words for the log of the server. */
export interface Unsound {
  readonly unsound: string;
}

export class Generation {
  readonly #intact: () => boolean | Promise<boolean>;
  #projector: Projecting;

  private constructor(
    readonly place: GenerationPlace,
    readonly reader: Kysely<ReadTables>,
    private readonly log: EventLog,
    projector: Projecting,
  ) {
    this.#intact = place.watch();
    this.#projector = projector;
  }

  /** Begins a new one. @throws the file system's or the database's error. */
  static async create(place: GenerationPlace, log: EventLog): Promise<Generation> {
    await place.make(async (db) => {
      await createTables(db);
      await writeCheckpoint(db, beginning(log.id));
    });
    return ready(place, log, await place.project(log));
  }

  /**
   * Opens one that is there; whatever is wrong with it for good is an answer.
   * @throws LogError where the log cannot be read; the database's error where that passes.
   */
  static async open(place: GenerationPlace, log: EventLog): Promise<Generation | Unsound> {
    let projector: Projecting;
    try {
      projector = await place.project(log);
    } catch (error) {
      if (!place.isLasting(error)) throw error;
      return { unsound: `the ${place.kind} is damaged, or none of the register` };
    }
    const unsound = await unsoundness(projector.checkpoint, log);
    if (unsound === null) return ready(place, log, projector);
    await projector.close();
    return { unsound };
  }

  /** The reader is connected while the place is there for certain. */
  static async reading(place: GenerationPlace, log: EventLog, projector: Projecting): Promise<Generation> {
    const reader = place.read();
    try {
      await readCheckpoint(reader);
      return new Generation(place, reader, log, projector);
    } catch (error) {
      await reader.destroy();
      throw error;
    }
  }

  get checkpoint(): Checkpoint {
    return this.#projector.checkpoint;
  }

  /** Whether it was once filled up to the log's end: it may answer. */
  get complete(): boolean {
    return this.#projector.checkpoint.complete === 1;
  }

  /**
   * Follows the log until the signal aborts.
   * @throws ProjectorStopped, LogError, or the database's error; calling it again goes on from the checkpoint.
   */
  async follow(signal: AbortSignal, hooks: GenerationHooks): Promise<void> {
    const buffer = new Buffer<RecordedEvent | CaughtUp>(BUFFERED_CHARACTERS);
    const ending = new AbortController();
    const both = AbortSignal.any([signal, ending.signal]);
    const reading = this.#read(buffer, both);
    // Looked at below; until then rows may be on their way to the database.
    reading.catch(() => undefined);
    const end = () => {
      ending.abort();
      buffer.end();
    };
    try {
      await this.#project(buffer, hooks);
    } catch (error) {
      end();
      await Promise.allSettled([reading]);
      throw error;
    }
    end();
    await reading;
  }

  async #read(buffer: Buffer<RecordedEvent | CaughtUp>, signal: AbortSignal): Promise<void> {
    const after = BigInt(this.checkpoint.position) as Position;
    try {
      for await (const item of this.log.subscribeAll({ after, signal })) {
        await buffer.put(item, 'caughtUp' in item ? 0 : item.data.length + item.metadata.length);
        if (signal.aborted) return;
      }
    } finally {
      buffer.end();
    }
  }

  async #project(buffer: Buffer<RecordedEvent | CaughtUp>, hooks: GenerationHooks): Promise<void> {
    let atEnd = false;
    while (!buffer.ended) {
      const items = await buffer.take(!this.#projector.renewing);
      const events = items.filter((item): item is RecordedEvent => !('caughtUp' in item));
      if (items.length > events.length) atEnd = true;
      if (events.length > 0) hooks.projected(await this.#projector.apply(events), events);
      if (this.#projector.renewing) await this.#projector.renew();
      if (!atEnd || this.#projector.renewing) continue;
      atEnd = false;
      if (!this.complete) await this.#projector.complete();
      hooks.caughtUp();
    }
  }

  /** Opens the projector anew, from what is committed: after an error that passes nobody knows what that is. @throws as GenerationPlace.project. */
  async resume(): Promise<void> {
    await this.#projector.close();
    this.#projector = await this.place.project(this.log);
  }

  /** Whether the place is still the one that was opened. */
  intact(): boolean | Promise<boolean> {
    return this.#intact();
  }

  async close(): Promise<void> {
    await this.reader.destroy();
    await this.#projector.close();
  }
}

async function ready(place: GenerationPlace, log: EventLog, projector: Projecting): Promise<Generation> {
  try {
    return await Generation.reading(place, log, projector);
  } catch (error) {
    await projector.close();
    throw error;
  }
}

/** Why the log has gone another way than these tables know; null where it has not. */
async function unsoundness(checkpoint: Checkpoint, log: EventLog): Promise<string | null> {
  if (checkpoint.log !== log.id) return 'they were made from another log';
  if (checkpoint.version !== VERSION) return 'they were made by another version of the register or of its rules';
  const { stream, revision, event, position } = checkpoint;
  if (stream === null || revision === null) return null;
  for await (const found of log.readStream(stream as RecordedEvent['stream'], { from: BigInt(revision), limit: 1 })) {
    if (found.id === event && found.position === BigInt(position)) return null;
  }
  return 'they know of events that the log does not hold: it was restored from an older backup';
}
