/** What an evidence bundle is made of, out of the log: the organisation's own, as of its newest signed head. */
import type { Organisation } from '../../incident/organisation.js';
import type { EventLog, SealedEvent, Seals, StreamName } from '../../log/port.js';
import type { HashTree, SubtreeRoot } from '../../proof/index.js';
import type { IncidentView } from '../application.js';
import { incidentStream } from '../ids.js';
import type { SignedHead } from '../signing/head.js';

export interface EvidenceSource {
  readonly organisation: Organisation;
  /** Null: the whole log. */
  readonly incident: { readonly id: string; readonly reference: string; readonly title: string } | null;
  readonly head: SignedHead;
  /** Smaller ones, oldest first. */
  readonly older: readonly SignedHead[];
  /** Every event that the head covers, in order; read anew at each call. */
  readonly log: () => AsyncIterable<SealedEvent>;
  /** Those whose words are handed out, in the same order. */
  readonly told: () => AsyncIterable<SealedEvent>;
  readonly subtree: SubtreeRoot;
}

/** More older heads than these tell an auditor nothing new: the first, the last, and some between. */
const OLDER_HEADS = 100;

export function evidenceSource(
  { log, seals, tree }: { readonly log: EventLog; readonly seals: Seals; readonly tree: HashTree },
  heads: { readonly head: SignedHead; readonly all: readonly SignedHead[] },
  organisation: Organisation,
  view: IncidentView | null,
): EvidenceSource {
  const { head, all } = heads;
  const whole = () => seals.leaves(organisation.id, { from: 0, to: head.size });
  const incident = view?.incident ?? null;
  return {
    organisation,
    incident: incident === null ? null : { id: incident.id, reference: incident.reference, title: incident.title },
    head,
    older: thinned(all.filter(({ size }) => size < head.size)),
    log: whole,
    told: incident === null ? whole : () => ofStream(log, seals, incidentStream(incident.id), head.size),
    subtree: (from, to) => tree.root(from, to),
  };
}

async function* ofStream(log: EventLog, seals: Seals, stream: StreamName, size: number): AsyncGenerator<SealedEvent> {
  for await (const event of log.readStream(stream)) {
    const sealed = await seals.of(stream, event.id);
    if (sealed !== null && sealed.leaf.seq < size) yield sealed;
  }
}

function thinned(heads: readonly SignedHead[]): readonly SignedHead[] {
  if (heads.length <= OLDER_HEADS) return heads;
  const step = (heads.length - 1) / (OLDER_HEADS - 1);
  return Array.from({ length: OLDER_HEADS }, (_, index) => heads[Math.round(index * step)]).filter(
    (head) => head !== undefined,
  );
}
