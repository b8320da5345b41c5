/** One incident's events recomputed from what is stored, and each of them under the newest signed head. */
import type { EventLog, SealedEvent, Seals, StreamName } from '../../log/port.js';
import { inclusionPath, leafHash, verifyInclusion, type HashTree } from '../../proof/index.js';
import { followed, parseEnvelope, type StreamSeen } from '../../verifier/envelopes.js';
import type { Fault } from '../../verifier/faults.js';
import { payloadState } from '../../verifier/payloads.js';
import { Faults } from '../../verifier/report.js';

/** The head that leaves are held to: size and root as they were signed. */
export interface HeldTo {
  readonly size: number;
  readonly root: Uint8Array;
}

export async function checkIncident(
  { log, seals, tree, head }: { log: EventLog; seals: Seals; tree: HashTree; head: HeldTo | null },
  stream: StreamName,
): Promise<{ readonly checked: number; readonly faults: readonly Fault[] }> {
  const faults = new Faults();
  const seen: StreamSeen = { name: stream, revision: -1, leaf: null, events: 0, payloads: 0 };
  let checked = 0;
  for await (const event of log.readStream(stream)) {
    checked += 1;
    const place = { stream, revision: Number(event.revision) };
    const sealed = await seals.of(stream, event.id);
    if (sealed === null) faults.add({ code: 'PROOF_INVALID', ...place, detail: 'it is not sealed' });
    else faults.add(...checkEvent(sealed, seen, tree, head));
  }
  return { checked, faults: faults.shown };
}

function checkEvent(
  { envelope, event, leaf }: SealedEvent,
  seen: StreamSeen,
  tree: HashTree,
  head: HeldTo | null,
): Fault[] {
  const read = parseEnvelope(envelope);
  const place = { seq: leaf.seq, stream: seen.name, revision: Number(event.revision) };
  if (read === null) return [{ code: 'ENVELOPE_MALFORMED', ...place }];
  const faults: Fault[] = [...followed(read, seen)];
  const hash = leafHash(envelope);
  seen.revision = Math.max(seen.revision, read.revision);
  seen.leaf = hash;
  if (Buffer.compare(hash, leaf.hash) !== 0) {
    faults.push({ code: 'ROOT_DIFFERS', ...place, detail: 'the leaf is not the hash of its envelope' });
  }
  const state = payloadState(Buffer.from(event.data), Buffer.from(event.metadata), read.commitment);
  if (state !== 'AS_SEALED') faults.push({ code: `PAYLOAD_${state}`, ...place });
  if (head === null || leaf.seq >= head.size) return faults;
  const path = inclusionPath(leaf.seq, head.size, (from, to) => tree.root(from, to));
  if (!verifyInclusion(hash, leaf.seq, head.size, path, head.root)) faults.push({ code: 'PROOF_INVALID', ...place });
  return faults;
}
