/** Applies the log to the tables: in order, rows and checkpoint in one transaction. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { decodeCheckpointEvent, decodeReferenceEvent, type Decoded } from '../incident/decode.js';
import type { Organisation } from '../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import { category } from '../log/streams.js';
import type { EventLog, RecordedEvent } from '../log/port.js';
import { Batch } from './batch.js';
import { readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.js';
import { Folds } from './folds.js';
import { createIndexes } from './migration.js';
import type { RowWriter } from './rowWriter.js';
import { ProjectorStopped } from './stopped.js';
import { dataOf, incidentKind, organisationKind, readStored, type StreamKind } from './stored/kinds.js';
import { positionText, type ReadTables } from './tables.js';
import { rowWriter } from './writers.js';

export interface ProjectorOptions {
  /** With tables and a checkpoint, on a connection that nobody else writes through. */
  readonly db: Kysely<ReadTables>;
  /** Streams are read again from it where their states are not kept. */
  readonly log: Pick<EventLog, 'readStream'>;
  /** Folded incidents that are kept, at most; 5,000 unless told. */
  readonly kept?: number;
  readonly frame?: Frame;
}

/** What every transaction of a projector begins and ends with, where others use the same database. */
export interface Frame {
  /**
   * @param follows the checkpoint that the projector believes it goes on from.
   * @throws where it may not write, or that is not so; nothing is written then.
   */
  begin(within: Kysely<ReadTables>, follows: Checkpoint): Promise<void>;
  end(within: Kysely<ReadTables>): Promise<void>;
}

const KEPT_INCIDENTS = 5_000;
const KEPT_ORGANISATIONS = 1_000;
const KEPT_BYTES = 64 * 1024 * 1024;
/** Events that are derived before others of this thread have their turn: some milliseconds. */
const AT_A_STRETCH = 50;
/** Incidents whose duties are made anew in one transaction after their organisation was configured. */
const RENEWED_AT_ONCE = 100;

type Decode = (type: string, schemaVersion: number, data: unknown) => Decoded<object>;

/** Of streams that say nothing of any incident: they are read all the same, for nothing unknown is passed over. */
const heard = (decode: Decode): Pick<StreamKind<unknown, object>, 'read'> => ({
  read(recorded, { schemaVersion }) {
    const decoded = decode(recorded.type, schemaVersion, dataOf(recorded));
    return decoded.ok ? decoded.body : decoded.reason;
  },
});
const referenceKind = heard(decodeReferenceEvent);
const checkpointKind = heard(decodeCheckpointEvent);

export class Projector {
  readonly #db: Kysely<ReadTables>;
  readonly #frame: Frame | null;
  readonly #writer: RowWriter;
  readonly #incidents: Folds<Incident, IncidentEvent>;
  readonly #organisations: Folds<Organisation, OrganisationEvent>;
  #checkpoint: Checkpoint;
  /** Whether there may be incidents whose organisation was configured since their duties were derived. */
  #renewing = true;

  private constructor({ db, log, kept = KEPT_INCIDENTS, frame }: ProjectorOptions, checkpoint: Checkpoint) {
    this.#db = db;
    this.#frame = frame ?? null;
    this.#writer = rowWriter(db);
    this.#incidents = new Folds(log, incidentKind, { entries: kept, bytes: KEPT_BYTES });
    this.#organisations = new Folds(log, organisationKind, { entries: KEPT_ORGANISATIONS, bytes: KEPT_BYTES });
    this.#checkpoint = checkpoint;
  }

  /** @throws where the tables or their checkpoint are not there. */
  static async open(options: ProjectorOptions): Promise<Projector> {
    return new Projector(options, await readCheckpoint(options.db));
  }

  get checkpoint(): Checkpoint {
    return this.#checkpoint;
  }

  /** Whether `renew` may have something to do. */
  get renewing(): boolean {
    return this.#renewing;
  }

  /**
   * Projects events, which follow one another in the log, in one transaction. What was projected before is passed over: delivery may be
   * repeated at will.
   * @returns the checkpoint after them, committed.
   * @throws ProjectorStopped where an event is missing or cannot be read; what came before it in the batch is projected.
   * @throws the database's error; then nothing of the batch was projected.
   */
  async apply(events: readonly RecordedEvent[]): Promise<Checkpoint> {
    const after = this.#checkpoint.position;
    const fresh = events.filter(({ position }) => positionText(position) > after);
    if (fresh.length === 0) return this.#checkpoint;
    let stopped: ProjectorStopped | null = null;
    try {
      const batch = new Batch(this.#incidents, this.#organisations, this.#db);
      await batch.begin(fresh);
      const done: RecordedEvent[] = [];
      for (const event of fresh) {
        try {
          await this.#take(batch, event);
          done.push(event);
          // A thread that answers requests beside this is not to wait for the whole batch.
          if (done.length % AT_A_STRETCH === 0) await turn();
        } catch (error) {
          if (!(error instanceof ProjectorStopped)) throw error;
          stopped = error;
          break;
        }
      }
      await this.#commit(batch, done);
    } catch (error) {
      this.#forget();
      throw error;
    }
    if (stopped === null) return this.#checkpoint;
    this.#forget();
    throw stopped;
  }

  /**
   * Makes anew the duties of some incidents of an organisation that was configured, in one transaction; `renewing` says whether to call again.
   * @throws as apply does.
   */
  async renew(): Promise<void> {
    const waiting = await this.#db
      .selectFrom('organisations')
      .select(['id', 'revision', 'renewed_up_to'])
      .where('renewed_up_to', 'is not', null)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (waiting === undefined) {
      this.#renewing = false;
      return;
    }
    const next = await this.#db
      .selectFrom('incidents')
      .select(['id', 'revision'])
      .where('organisation', '=', waiting.id)
      .where('id', '>', (waiting.renewed_up_to ?? '') as never)
      .orderBy('id')
      .limit(RENEWED_AT_ONCE)
      .execute();
    try {
      const batch = new Batch(this.#incidents, this.#organisations, this.#db);
      for (const { id, revision } of next) await batch.renew(id, revision, waiting);
      const upTo = next.length < RENEWED_AT_ONCE ? null : (next.at(-1)?.id ?? null);
      await this.#transaction(async (within) => {
        await batch.write(within, this.#writer);
        await within.updateTable('organisations').set({ renewed_up_to: upTo }).where('id', '=', waiting.id).execute();
      });
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  async #take(batch: Batch, event: RecordedEvent): Promise<void> {
    switch (category(event.stream)) {
      case 'incident':
        return batch.incident(event);
      case 'organisation':
        return batch.organisation(event);
      case 'reference':
        hear(event, referenceKind);
        return;
      case 'checkpoint':
        hear(event, checkpointKind);
        return;
      default:
        throw new ProjectorStopped(event.stream, Number(event.revision), 'its category is not known');
    }
  }

  async #commit(batch: Batch, events: readonly RecordedEvent[]): Promise<void> {
    const last = events.at(-1);
    if (last === undefined) return;
    const checkpoint = {
      ...this.#checkpoint,
      position: positionText(last.position),
      event: last.id,
      stream: last.stream,
      revision: Number(last.revision),
      events: this.#checkpoint.events + events.length,
    };
    await this.#transaction(async (within) => {
      await batch.write(within, this.#writer);
      await writeCheckpoint(within, checkpoint);
    });
    this.#checkpoint = checkpoint;
    if (batch.configures) this.#renewing = true;
  }

  /** Makes what lists are read by, and says, durably, that these tables hold everything that the log held: they may answer. */
  async complete(): Promise<Checkpoint> {
    const checkpoint = { ...this.#checkpoint, complete: 1 as const };
    await this.#transaction(async (within) => {
      await createIndexes(within);
      await writeCheckpoint(within, checkpoint);
    });
    this.#checkpoint = checkpoint;
    return checkpoint;
  }

  async #transaction(write: (within: Kysely<ReadTables>) => Promise<void>): Promise<void> {
    await this.#db.transaction().execute(async (within) => {
      await this.#frame?.begin(within, this.#checkpoint);
      await write(within);
      await this.#frame?.end(within);
    });
  }

  #forget(): void {
    this.#incidents.forget();
    this.#organisations.forget();
  }
}

function hear(event: RecordedEvent, kind: Pick<StreamKind<unknown, object>, 'read'>): void {
  const stored = readStored(kind, event, event.organisation);
  if (typeof stored === 'string') throw new ProjectorStopped(event.stream, Number(event.revision), stored);
}
