/** Level B: proofs of the incident's events one by one, and that older heads lead to the newest. */
import { isUtf8 } from 'node:buffer';
import {
  HASH_BYTES,
  leafHash,
  parseTlogProof,
  strictBase64,
  verifyConsistency,
  verifyInclusion,
} from '../proof/index.js';
import type { Bag } from './bag.js';
import type { Brackets } from './brackets.js';
import { followed, parseEnvelope, type Envelope, type StreamSeen } from './envelopes.js';
import type { Fault } from './faults.js';
import type { Head } from './heads.js';
import { linesOf } from './lines.js';
import { parsePayload, payloadState, type Payload } from './payloads.js';
import type { Faults } from './report.js';
import type { Counted } from './wholeLog.js';

const PAYLOADS = 'data/incident.jsonl';

export async function readInclusions(
  bag: Bag,
  newest: Head | null,
  brackets: Brackets,
  faults: Faults,
): Promise<Counted> {
  const streams = new Map<string, StreamSeen>();
  const counted = { events: 0, payloads: 0, withheld: 0, otherStreams: 0 };
  let last = -1;
  for await (const { line, ended } of linesOf(bag.read(PAYLOADS))) {
    if (!ended) faults.add({ code: 'PAYLOAD_MALFORMED', file: PAYLOADS });
    const payload = isUtf8(line) ? parsePayload(line.toString('utf8')) : null;
    if (payload === null || payload.seq <= last) {
      faults.add({ code: 'PAYLOAD_MALFORMED', file: PAYLOADS });
      continue;
    }
    last = payload.seq;
    const found = await proven(bag, payload.seq, newest, faults);
    if (found === null) continue;
    counted.events += 1;
    if (payload.withheld) counted.withheld += 1;
    else if (payload.data !== null) counted.payloads += 1;
    if (brackets.contradict(found.envelope)) {
      faults.add({ code: 'TIME_OUT_OF_BRACKET', seq: payload.seq, detail: found.envelope.at });
    }
    follow(found, streams, faults);
    check(payload, found.envelope, faults);
  }
  if (streams.size === 0) faults.add({ code: 'PAYLOAD_MISSING', file: PAYLOADS });
  return counted;
}

interface Proven {
  readonly envelope: Envelope;
  readonly leaf: Uint8Array;
}

/** The event's envelope; null, with its fault, where there is no proof of that number. */
async function proven(bag: Bag, seq: number, newest: Head | null, faults: Faults): Promise<Proven | null> {
  const file = `data/proofs/${seq}.tlog-proof`;
  const proof = bag.has(file) ? parseTlogProof((await bag.bytes(file)).toString('utf8')) : null;
  const text = proof?.extra != null && isUtf8(proof.extra) ? proof.extra.toString('utf8') : '';
  const envelope = parseEnvelope(text);
  const checkpoint = bag.has('data/checkpoint') ? (await bag.bytes('data/checkpoint')).toString('utf8') : null;
  const isOwn = proof?.index === seq && envelope?.seq === seq && proof.checkpoint === checkpoint;
  if (proof === null || envelope === null || !isOwn) {
    faults.add({ code: 'PROOF_INVALID', file, seq });
    return null;
  }
  const leaf = leafHash(text);
  if (newest !== null && !verifyInclusion(leaf, seq, newest.size, proof.path, newest.root)) {
    faults.add({ code: 'PROOF_INVALID', file, seq });
  }
  return { envelope, leaf };
}

function follow({ envelope, leaf }: Proven, streams: Map<string, StreamSeen>, faults: Faults): void {
  const known = streams.get(envelope.stream);
  const stream = known ?? { name: envelope.stream, revision: -1, leaf: null, events: 0, payloads: 0 };
  streams.set(envelope.stream, stream);
  faults.add(...followed(envelope, stream));
  stream.revision = Math.max(stream.revision, envelope.revision);
  stream.leaf = leaf;
}

function check({ data, metadata, withheld, seq }: Payload, { stream, commitment }: Envelope, faults: Faults): void {
  const where = { file: PAYLOADS, seq, stream };
  if (data === null || metadata === null) {
    if (!withheld) faults.add({ code: 'PAYLOAD_MISSING', ...where });
    return;
  }
  const state = payloadState(data, metadata, commitment);
  if (state !== 'AS_SEALED') faults.add({ code: `PAYLOAD_${state}`, ...where });
}

/** Holds older heads to the newest by the proofs in the bundle; `unlinked` counts those without one. */
export async function consistencyFaults(
  bag: Bag,
  newest: Head | null,
  older: readonly Head[],
): Promise<{ readonly faults: readonly Fault[]; readonly unlinked: number }> {
  const faults: Fault[] = [];
  let unlinked = 0;
  for (const head of older) {
    if (newest === null || head.size === 0 || head.size >= newest.size) continue;
    const file = `data/consistency/${head.size}-${newest.size}.txt`;
    if (!bag.has(file)) {
      unlinked += 1;
      continue;
    }
    const path = hashesOf((await bag.bytes(file)).toString('utf8'));
    if (path === null) faults.push({ code: 'PROOF_INVALID', file });
    else if (!verifyConsistency(head, newest, path)) {
      faults.push({ code: 'HEADS_DISAGREE', file, detail: `at ${head.size} and ${newest.size} events` });
    }
  }
  return { faults, unlinked };
}

/** A hash a line; null where a line is none. */
function hashesOf(text: string): readonly Buffer[] | null {
  const lines = text.split('\n');
  if (lines.pop() !== '') return null;
  const hashes = lines.map((line) => strictBase64(line, HASH_BYTES)).filter((hash) => hash !== null);
  return hashes.length === lines.length ? hashes : null;
}
