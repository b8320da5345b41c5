/**
 * What an EventStoreDB server keeps and decides, in memory: every append, deletion and read answers as the server's own rules say
 * (checked against its sources, 23.10 to 26.1). Outlives the stand-in that serves it, as a disk does.
 */
import { randomUUID } from 'node:crypto';
import {
  decide,
  LAST_NUMBER,
  type ExpectedRevision,
  type Kept,
  type KeptEvent,
  type ProposedEvent,
  type Range,
  type Written,
} from './decisions.js';

export class MemoryLog {
  /** In the order of the log, the server's own events among them. */
  readonly all: KeptEvent[] = [];
  readonly #streams = new Map<string, Kept>();
  readonly #listeners = new Set<() => void>();
  #position = 4_096n;

  /** Hears of every change, after it. @returns what ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the log holds this many events. */
  async reaches(count: number): Promise<void> {
    if (this.all.length >= count) return;
    await new Promise<void>((resolve) => {
      const forget = this.onChange(() => {
        if (this.all.length < count) return;
        forget();
        resolve();
      });
    });
  }

  /** What a restart takes from the server: the memory of recent ids. */
  forget(): void {
    for (const { recent } of this.#streams.values()) recent.clear();
  }

  append(stream: string, events: readonly ProposedEvent[], expected: ExpectedRevision): Written {
    const kept = this.#kept(stream);
    if (kept.isTombstoned) return { outcome: 'deleted' };
    const last = BigInt(kept.events.length) - 1n;
    const isDeleted = this.#isDeleted(stream);
    const there = decide(kept, events, expected, { isDeleted, exists: this.#exists(stream) });
    if (there === 'deleted') return { outcome: 'deleted' };
    if (there === 'conflict') return { outcome: 'conflict', actual: last };
    if (there !== 'new') return { outcome: 'written', revision: there.revision, position: there.position };
    for (const event of events) this.#keep(stream, kept, event);
    // Writing into a deleted stream gives it back, from the new events on.
    if (isDeleted && events.length > 0) this.#setMetadata(stream, `{"$tb":${last + 1n}}`);
    this.#tell();
    const end = kept.events.at(-1);
    return { outcome: 'written', revision: end?.revision ?? -1n, position: end?.position ?? 0n };
  }

  /** Hides all events of a stream; who writes there again numbers on. */
  delete(stream: string, expected: ExpectedRevision): Written {
    const refusal = this.#refuseDeletion(stream, expected);
    if (refusal !== null) return refusal;
    if (!this.#exists(stream)) return { outcome: 'conflict', actual: -1n };
    this.#setMetadata(stream, `{"$tb":${LAST_NUMBER}}`);
    this.#tell();
    return { outcome: 'written', revision: -1n, position: this.#position };
  }

  /** Ends a stream for ever. */
  tombstone(stream: string, expected: ExpectedRevision): Written {
    const refusal = this.#refuseDeletion(stream, expected);
    if (refusal !== null) return refusal;
    const kept = this.#kept(stream);
    kept.isTombstoned = true;
    this.#push(stream, aSystemEvent('$streamDeleted', '{}'), LAST_NUMBER);
    this.#tell();
    return { outcome: 'written', revision: LAST_NUMBER, position: this.#position };
  }

  /** Replaces what the server goes by when it shows a stream. @param metadata JSON: `$tb`, `$maxCount`. */
  setMetadata(stream: string, metadata: string): void {
    this.#setMetadata(stream, metadata);
    this.#tell();
  }

  readStream(stream: string, { from, backwards, count }: Range): readonly KeptEvent[] | 'notFound' | 'deleted' {
    const kept = this.#streams.get(stream);
    if (kept?.isTombstoned === true) return 'deleted';
    if (kept === undefined || kept.events.length === 0 || this.#isDeleted(stream)) return 'notFound';
    const first = this.#firstVisible(stream, kept);
    const visible = kept.events.filter(
      ({ revision }) => revision >= first && (from === null || (backwards ? revision <= from : revision >= from)),
    );
    return (backwards ? visible.reverse() : visible).slice(0, count);
  }

  /** Forwards from a position on, backwards before it. */
  readAll({ from, backwards, count }: Range): readonly KeptEvent[] {
    const split = from === null ? (backwards ? this.all.length : 0) : this.indexFrom(from);
    return backwards
      ? this.all.slice(Math.max(0, split - count), split).reverse()
      : this.all.slice(split, split + count);
  }

  /** Of the first event at the position or behind it. */
  indexFrom(position: bigint): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.position ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #refuseDeletion(stream: string, expected: ExpectedRevision): Written | null {
    const kept = this.#kept(stream);
    if (kept.isTombstoned) return { outcome: 'deleted' };
    const last = BigInt(kept.events.length) - 1n;
    const isMet = expected === 'noStream' ? last === -1n : typeof expected !== 'bigint' || expected === last;
    return isMet ? null : { outcome: 'conflict', actual: last };
  }

  #exists(stream: string): boolean {
    return this.#kept(stream).events.length > 0 || this.#kept(`$$${stream}`).events.length > 0;
  }

  #isDeleted(stream: string): boolean {
    // JSON reads that number as the next one that a double holds.
    return this.#metadata(stream).truncateBefore >= LAST_NUMBER;
  }

  #firstVisible(stream: string, { events }: Kept): bigint {
    const { truncateBefore, maxCount } = this.#metadata(stream);
    const byCount = maxCount === null ? 0n : BigInt(events.length) - maxCount;
    return truncateBefore > byCount ? truncateBefore : byCount;
  }

  #metadata(stream: string): { readonly truncateBefore: bigint; readonly maxCount: bigint | null } {
    const newest = this.#streams.get(`$$${stream}`)?.events.at(-1);
    const metadata: unknown = newest === undefined ? {} : JSON.parse(Buffer.from(newest.data).toString());
    const numberIn = (key: string): bigint | null => {
      const value: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, key) : undefined;
      return typeof value === 'number' || typeof value === 'string' ? BigInt(value) : null;
    };
    return { truncateBefore: numberIn('$tb') ?? 0n, maxCount: numberIn('$maxCount') };
  }

  #setMetadata(stream: string, metadata: string): void {
    const name = `$$${stream}`;
    this.#keep(name, this.#kept(name), aSystemEvent('$metadata', metadata));
  }

  #kept(stream: string): Kept {
    const kept = this.#streams.get(stream) ?? { events: [], recent: new Map(), isTombstoned: false };
    this.#streams.set(stream, kept);
    return kept;
  }

  #keep(stream: string, kept: Kept, event: ProposedEvent): void {
    const written = this.#push(stream, event, BigInt(kept.events.length));
    kept.events.push(written);
    kept.recent.set(event.id, written);
  }

  #push(stream: string, event: ProposedEvent, revision: bigint): KeptEvent {
    // A place in a file: it grows by what is written.
    this.#position += BigInt(150 + stream.length + event.data.length + event.metadata.length);
    const kept = { ...event, stream, revision, position: this.#position, created: Date.now() };
    this.all.push(kept);
    return kept;
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function aSystemEvent(type: string, json: string): ProposedEvent {
  return { id: randomUUID(), type, isJson: true, data: Buffer.from(json), metadata: Buffer.alloc(0) };
}
