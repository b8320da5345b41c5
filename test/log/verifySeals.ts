import { appendLeaf, emptyFrontier, frontierRoot, type Frontier } from '../../src/proof/index.js';
import type { EventLog, OrganisationId, RecordedEvent, Seals } from '../../src/log/index.js';
import { isSealed } from '../../src/log/index.js';
import { seal } from '../../src/log/seal.js';
import { collect } from '../contract/events.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Seals the whole log again from nothing but its events in order, and compares every leaf, envelope, size and root. */
export async function verifySeals(
  log: Pick<EventLog, 'readAll'> & { readonly seals: Seals },
): Promise<Map<OrganisationId, number>> {
  const trees = new Map<OrganisationId, Frontier>();
  const expected = new Map<OrganisationId, { envelope: string; hash: string; id: string }[]>();
  const lastLeaf = new Map<string, Uint8Array>();
  for await (const event of log.readAll()) {
    if (!isSealed(event.stream)) continue;
    const tree = trees.get(event.organisation) ?? emptyFrontier;
    const { envelope, leaf } = sealAgain(event, tree.size, lastLeaf.get(event.stream) ?? null);
    lastLeaf.set(event.stream, leaf);
    trees.set(event.organisation, appendLeaf(tree, leaf));
    const leaves = expected.get(event.organisation) ?? [];
    leaves.push({ envelope, hash: hex(leaf), id: event.id });
    expected.set(event.organisation, leaves);
  }
  for (const [organisation, tree] of trees) {
    const { size, root } = await log.seals.root(organisation);
    expect({ size, root: hex(root) }).toEqual({ size: tree.size, root: hex(frontierRoot(tree)) });
    const leaves = await collect(log.seals.leaves(organisation, { from: 0, to: size + 1 }));
    expect(leaves.map(({ leaf }) => leaf.seq)).toEqual(Array.from({ length: size }, (_, seq) => seq));
    expect(leaves.map(({ leaf, envelope, event }) => ({ envelope, hash: hex(leaf.hash), id: event.id }))).toEqual(
      expected.get(organisation),
    );
  }
  return new Map([...trees].map(([organisation, { size }]) => [organisation, size]));
}

function sealAgain(event: RecordedEvent, seq: number, previous: Uint8Array | null) {
  return seal(event, { stream: event.stream, revision: Number(event.revision), seq, previous });
}
