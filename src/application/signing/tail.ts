/** Whether events are still the bytes that were sealed. */
import type { OrganisationId, SealedEvent, Seals } from '../../log/port.js';
import { leafHash, payloadCommitment } from '../../proof/index.js';

/** The payload is not the one that its envelope commits to, or the leaf not the hash of its envelope. */
export type LeafFault = 'PAYLOAD_ALTERED' | 'LEAF_ALTERED';

/** What is wrong with a sealed event by itself; null where its bytes lead to its leaf. */
export function leafFault({ event, envelope, leaf }: SealedEvent): LeafFault | null {
  const sealed: { readonly pc: string } = JSON.parse(envelope) as { pc: string }; // The log put the envelope together itself.
  const commitment = Buffer.from(payloadCommitment(event.data, event.metadata)).toString('base64');
  if (commitment !== sealed.pc) return 'PAYLOAD_ALTERED';
  return Buffer.compare(leafHash(envelope), leaf.hash) === 0 ? null : 'LEAF_ALTERED';
}

/** What is wrong with the events from a leaf on, in words for an operator; null where nothing is. */
export async function tailFault(seals: Seals, organisation: OrganisationId, from: number): Promise<string | null> {
  const to = await seals.size(organisation);
  let expected = from;
  for await (const sealed of seals.leaves(organisation, { from, to })) {
    const { seq } = sealed.leaf;
    const place = `event ${sealed.event.revision} of ${sealed.event.stream} (leaf ${seq} of organisation ${organisation})`;
    if (seq !== expected)
      return `Leaf ${expected} of organisation ${organisation} is missing: the next one is ${place}.`;
    const fault = leafFault(sealed);
    if (fault !== null) return `The bytes of ${place} are not those that were sealed: ${fault}.`;
    expected += 1;
  }
  return expected === to ? null : `Leaves ${expected} to ${to - 1} of organisation ${organisation} are missing.`;
}
