/** The organisations' Merkle trees in memory, grown as their logs grow: what proofs are cut from. */
import { LRUCache } from 'lru-cache';
import type { OrganisationId, Seals } from '../../log/port.js';
import { HashTree } from '../../proof/index.js';

/** Leaves of all trees together: 64 bytes each. */
const KEPT_LEAVES = 4_000_000;

export class Trees {
  readonly #kept = new LRUCache<OrganisationId, { readonly tree: HashTree; growing: Promise<void> }>({ max: 1_000 });

  constructor(private readonly seals: Pick<Seals, 'size' | 'hashes'>) {}

  /** The tree with every leaf that is sealed now. */
  async of(organisation: OrganisationId): Promise<HashTree> {
    const kept = this.#kept.get(organisation) ?? { tree: new HashTree(), growing: Promise.resolve() };
    this.#kept.set(organisation, kept);
    // One after the other: two that grow a tree at once would put a leaf in twice.
    kept.growing = kept.growing.then(() => this.#grow(organisation, kept.tree));
    try {
      await kept.growing;
    } catch (error) {
      this.#kept.delete(organisation);
      throw error;
    }
    this.#makeRoom(organisation);
    return kept.tree;
  }

  async #grow(organisation: OrganisationId, tree: HashTree): Promise<void> {
    const range = { from: tree.size, to: await this.seals.size(organisation) };
    for await (const hash of this.seals.hashes(organisation, range)) tree.append(hash);
  }

  /** The least used trees go first, and the one in use never. */
  #makeRoom(inUse: OrganisationId): void {
    let leaves = 0;
    for (const [organisation, { tree }] of this.#kept.entries()) {
      leaves += tree.size;
      if (leaves > KEPT_LEAVES && organisation !== inUse) this.#kept.delete(organisation);
    }
  }
}
