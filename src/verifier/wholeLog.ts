/** Level A: every envelope of the organisation's log is in the bundle, and the tree is grown anew from them. */
import { isUtf8 } from 'node:buffer';
import type { Bag } from './bag.js';
import type { Brackets } from './brackets.js';
import { parseEnvelope, SealedLog, type Roots, type StreamSeen } from './envelopes.js';
import { linesOf } from './lines.js';
import { parsePayload, payloadState } from './payloads.js';
import type { Faults } from './report.js';

const HASH_BYTES = 32;
const UNREAD = 0xffffffff;

export interface Counted {
  readonly events: number;
  readonly payloads: number;
  readonly withheld: number;
  /** Streams of the log of which the bundle holds no payload. */
  readonly otherStreams: number;
}

export interface WholeLog extends Counted {
  readonly size: number;
  readonly root: Uint8Array;
  /** At the sizes asked for, as far as the log reaches. */
  readonly roots: Roots;
}

/** @param sizes of the heads that the log is held to. */
export async function readWholeLog(
  bag: Bag,
  sizes: ReadonlySet<number>,
  brackets: Brackets,
  faults: Faults,
): Promise<WholeLog> {
  const log = new SealedLog(sizes);
  const index = new SeqIndex();
  for await (const { line, ended } of linesOf(bag.read('data/envelopes.jsonl'))) {
    if (!ended) faults.add({ code: 'ENVELOPE_MALFORMED', file: 'data/envelopes.jsonl', seq: log.size });
    const text = isUtf8(line) ? line.toString('utf8') : '';
    const read = parseEnvelope(text);
    if (read === null) {
      faults.add({ code: 'ENVELOPE_MALFORMED', file: 'data/envelopes.jsonl', seq: log.size });
      log.addUnread(line);
      index.add(null, null);
      continue;
    }
    if (brackets.contradict(read)) {
      faults.add({ code: 'TIME_OUT_OF_BRACKET', seq: read.seq, stream: read.stream, detail: read.at });
    }
    const { stream, faults: found } = log.add(text, read);
    faults.add(...found);
    index.add(stream, read.commitment);
  }
  const counted = await readPayloads(bag, index, faults);
  return { ...counted, ...missing(log, faults), events: log.size, size: log.size, root: log.root(), roots: log.roots };
}

async function readPayloads(bag: Bag, index: SeqIndex, faults: Faults) {
  const file = 'data/incident.jsonl';
  let last = -1;
  let payloads = 0;
  let withheld = 0;
  for await (const { line, ended } of linesOf(bag.read(file))) {
    if (!ended) faults.add({ code: 'PAYLOAD_MALFORMED', file });
    const payload = isUtf8(line) ? parsePayload(line.toString('utf8')) : null;
    const place = payload === null || payload.seq <= last ? null : index.at(payload.seq);
    if (payload === null || place === null) {
      faults.add({ code: 'PAYLOAD_MALFORMED', file, ...(payload === null ? {} : { seq: payload.seq }) });
      continue;
    }
    last = payload.seq;
    place.stream.payloads += 1;
    const where = { file, seq: payload.seq, stream: place.stream.name };
    if (payload.data === null || payload.metadata === null) {
      if (payload.withheld) withheld += 1;
      else faults.add({ code: 'PAYLOAD_MISSING', ...where });
      continue;
    }
    payloads += 1;
    const state = payloadState(payload.data, payload.metadata, place.commitment);
    if (state !== 'AS_SEALED') faults.add({ code: `PAYLOAD_${state}`, ...where });
  }
  return { payloads, withheld };
}

/** A stream whose payloads are in the bundle is there whole, and there is one at least. */
function missing(log: SealedLog, faults: Faults): { readonly otherStreams: number } {
  let streams = 0;
  let otherStreams = 0;
  for (const { name, events, payloads } of log.streams) {
    streams += 1;
    if (payloads === 0) otherStreams += 1;
    else if (payloads < events) {
      faults.add({ code: 'PAYLOAD_MISSING', stream: name, detail: `${payloads} of ${events} events` });
    }
  }
  if (streams === otherStreams) faults.add({ code: 'PAYLOAD_MISSING', file: 'data/incident.jsonl' });
  return { otherStreams };
}

/** Stream and commitment of each leaf, in 36 bytes and not in an object: there may be millions. */
class SeqIndex {
  readonly #streams: StreamSeen[] = [];
  readonly #numbers = new Map<StreamSeen, number>();
  #streamOf = new Uint32Array(1_024);
  #commitments = Buffer.alloc(1_024 * HASH_BYTES);
  #size = 0;

  add(stream: StreamSeen | null, commitment: Buffer | null): void {
    if (this.#size === this.#streamOf.length) this.#grow();
    this.#streamOf[this.#size] = stream === null ? UNREAD : this.#number(stream);
    commitment?.copy(this.#commitments, this.#size * HASH_BYTES);
    this.#size += 1;
  }

  /** Null where there is no such leaf, or it is no envelope. */
  at(seq: number): { readonly stream: StreamSeen; readonly commitment: Buffer } | null {
    if (seq >= this.#size) return null;
    const stream = this.#streams[this.#streamOf[seq] ?? UNREAD];
    if (stream === undefined) return null;
    return { stream, commitment: this.#commitments.subarray(seq * HASH_BYTES, (seq + 1) * HASH_BYTES) };
  }

  #number(stream: StreamSeen): number {
    const known = this.#numbers.get(stream);
    if (known !== undefined) return known;
    this.#numbers.set(stream, this.#streams.length);
    return this.#streams.push(stream) - 1;
  }

  #grow(): void {
    const streamOf = new Uint32Array(this.#streamOf.length * 2);
    streamOf.set(this.#streamOf);
    this.#streamOf = streamOf;
    this.#commitments = Buffer.concat([this.#commitments, Buffer.alloc(this.#commitments.length)]);
  }
}
