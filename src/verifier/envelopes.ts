/** The envelopes of an organisation's log (profile irlog/v1), read strictly and put into their tree one by one. */
import {
  appendLeaf,
  emptyFrontier,
  envelope,
  frontierRoot,
  leafHash,
  strictBase64,
  type Frontier,
} from '../proof/index.js';
import type { Fault } from './faults.js';

/** An envelope as it was hashed. */
export interface Envelope {
  readonly at: string;
  readonly id: string;
  readonly commitment: Buffer;
  readonly previous: Buffer | null;
  readonly revision: number;
  readonly seq: number;
  readonly stream: string;
  readonly type: string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const STREAM = /^[a-z]+-[\x21-\x7e]{1,190}$/;
const TYPE = /^[A-Za-z]{1,100}$/;
const HASH_BYTES = 32;

/** Null where the line is not the canonical envelope of an event: other members, other types, other spelling. */
export function parseEnvelope(line: string): Envelope | null {
  const value = json(line);
  if (value === null) return null;
  const { at, id, pc, prev, rev, seq, stream, type } = value;
  if (typeof at !== 'string' || !INSTANT.test(at) || Number.isNaN(Date.parse(at))) return null;
  if (typeof id !== 'string' || !UUID.test(id)) return null;
  if (typeof stream !== 'string' || !STREAM.test(stream) || typeof type !== 'string' || !TYPE.test(type)) return null;
  if (!isIndex(rev) || !isIndex(seq)) return null;
  const commitment = strictBase64(pc, HASH_BYTES);
  const previous = prev === null ? null : strictBase64(prev, HASH_BYTES);
  if (commitment === null || (rev === 0) !== (previous === null)) return null;
  const read: Envelope = { at, id, commitment, previous, revision: rev, seq, stream, type };
  // The one spelling: no member more, no space, no other escape, members in their order.
  return envelope(read) === line ? read : null;
}

function json(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0;
}

/** A stream of the log, as far as it was read. */
export interface StreamSeen {
  readonly name: string;
  revision: number;
  leaf: Uint8Array | null;
  events: number;
  payloads: number;
}

/** What the tree had for a root when it had so many leaves. */
export type Roots = ReadonlyMap<number, Uint8Array>;

/** The log as its envelopes tell it: grown by `add` in the order of the file. */
export class SealedLog {
  #frontier: Frontier = emptyFrontier;
  readonly #streams = new Map<string, StreamSeen>();
  readonly #roots = new Map<number, Uint8Array>();

  /** @param sizes at which a root is wanted. */
  constructor(private readonly sizes: ReadonlySet<number>) {
    this.#remember();
  }

  get size(): number {
    return this.#frontier.size;
  }

  get roots(): Roots {
    return this.#roots;
  }

  get streams(): Iterable<StreamSeen> {
    return this.#streams.values();
  }

  root(): Uint8Array {
    return frontierRoot(this.#frontier);
  }

  /** The next leaf and what is wrong with its place in the log and in its stream. */
  add(
    line: string,
    read: Envelope,
  ): { readonly stream: StreamSeen; readonly leaf: Uint8Array; readonly faults: readonly Fault[] } {
    const expected = this.#frontier.size;
    const stream = this.#stream(read.stream);
    const faults = [...this.#placed(read, expected), ...followed(read, stream)];
    const leaf = leafHash(line);
    this.#frontier = appendLeaf(this.#frontier, leaf);
    this.#remember();
    stream.revision = Math.max(stream.revision, read.revision);
    stream.leaf = leaf;
    stream.events += 1;
    return { stream, leaf, faults };
  }

  /** A leaf that is no envelope: it counts, so that what follows keeps its place. */
  addUnread(line: Buffer): void {
    this.#frontier = appendLeaf(this.#frontier, leafHash(line));
    this.#remember();
  }

  #placed(read: Envelope, expected: number): readonly Fault[] {
    if (read.seq === expected) return [];
    return [{ code: 'NOT_DENSE', seq: expected, detail: `its envelope says ${read.seq}` }];
  }

  #stream(name: string): StreamSeen {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    const seen: StreamSeen = { name, revision: -1, leaf: null, events: 0, payloads: 0 };
    this.#streams.set(name, seen);
    return seen;
  }

  #remember(): void {
    if (this.sizes.has(this.#frontier.size)) this.#roots.set(this.#frontier.size, frontierRoot(this.#frontier));
  }
}

/** Whether an envelope follows what was read of its stream before. */
export function followed(read: Envelope, { name, revision, leaf }: StreamSeen): readonly Fault[] {
  const place = { seq: read.seq, stream: name, revision: read.revision };
  if (read.revision <= revision) return [{ code: 'REVISION_REPEATED', ...place }];
  if (read.revision !== revision + 1) return [{ code: 'REVISION_GAP', ...place, detail: `after ${revision}` }];
  const chained = read.previous === null ? leaf === null : leaf !== null && read.previous.equals(leaf);
  return chained ? [] : [{ code: 'CHAIN_BROKEN', ...place }];
}
