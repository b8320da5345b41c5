/** Folded streams, as far as they were projected: kept while there is room, and folded again from the log. */
import { LRUCache } from 'lru-cache';
import { CorruptStream } from '../incident/corruptStream.js';
import type { EventLog, RecordedEvent, StreamName } from '../log/port.js';
import { ProjectorStopped } from './stopped.js';
import { readStored, type StreamKind } from './stored/kinds.js';

/** A stream folded up to one of its events. */
export interface Folded<State> {
  readonly state: State;
  /** The organisation that the stream is of, by its first event. */
  readonly organisation: string;
  /** Of the last event folded. */
  readonly revision: number;
  readonly position: bigint;
  /** Position of the first event. */
  readonly born: bigint;
  readonly recordedAt: string;
  /** Bytes, about, that the state holds on to. */
  readonly weight: number;
}

export interface FoldsOptions {
  readonly entries: number;
  /** Sum of the bytes of the events that the kept states were folded from. */
  readonly bytes: number;
}

const BYTES_BESIDE_DATA = 300;

export class Folds<State, Event extends object> {
  readonly #kept: LRUCache<StreamName, Folded<State>>;

  constructor(
    private readonly log: Pick<EventLog, 'readStream'>,
    private readonly kind: StreamKind<State, Event>,
    options: FoldsOptions,
  ) {
    this.#kept = new LRUCache({
      max: options.entries,
      maxSize: options.bytes,
      sizeCalculation: ({ weight }) => weight,
    });
  }

  /** The stream with one event more. @throws ProjectorStopped where it does not follow, or cannot be read. */
  extend(known: Folded<State> | null, recorded: RecordedEvent): Folded<State> {
    const next = (known?.revision ?? -1) + 1;
    if (recorded.revision !== BigInt(next)) throw new ProjectorStopped(recorded.stream, next, 'it is missing');
    const organisation = known?.organisation ?? recorded.organisation;
    const stored = readStored(this.kind, recorded, organisation);
    if (typeof stored === 'string') throw new ProjectorStopped(recorded.stream, next, stored);
    const state = this.#fold(recorded, stored.event, known?.state ?? null);
    if (state === null) throw new ProjectorStopped(recorded.stream, next, 'it makes no state');
    const weight = (known?.weight ?? 1) + recorded.data.length + BYTES_BESIDE_DATA;
    const { position, recordedAt } = recorded;
    const born = known?.born ?? position;
    const folded = { state, organisation, revision: next, position, born, recordedAt, weight };
    this.#kept.set(recorded.stream, folded);
    return folded;
  }

  /**
   * The stream up to a revision; null where that is before its first event.
   * @throws ProjectorStopped where an event up to there is missing or cannot be read.
   */
  async upTo(stream: StreamName, revision: number): Promise<Folded<State> | null> {
    const kept = this.#kept.get(stream) ?? null;
    if (kept?.revision === revision) return kept;
    const from = kept !== null && kept.revision < revision ? kept : null;
    const limit = revision - (from?.revision ?? -1);
    let folded = from;
    if (limit > 0) {
      const rest = this.log.readStream(stream, { from: BigInt((from?.revision ?? -1) + 1), limit });
      for await (const recorded of rest) folded = this.extend(folded, recorded);
    }
    if ((folded?.revision ?? -1) !== revision) {
      throw new ProjectorStopped(stream, (folded?.revision ?? -1) + 1, 'it is missing');
    }
    return folded;
  }

  /** Forgets everything: what was folded may not have been projected. */
  forget(): void {
    this.#kept.clear();
  }

  #fold(recorded: RecordedEvent, event: Event, from: State | null): State | null {
    try {
      return this.kind.fold(recorded.stream, [event], from);
    } catch (error) {
      if (error instanceof CorruptStream) throw new ProjectorStopped(recorded.stream, error.revision, error.message);
      throw error;
    }
  }
}
