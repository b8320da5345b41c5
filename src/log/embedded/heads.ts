/** What the writer remembers of streams and organisations, so that a busy one costs no read. Dropped whenever a transaction fails. */
import { LRUCache } from 'lru-cache';
import { appendLeaf, emptyFrontier, parseFrontier, serialiseFrontier, type Frontier } from '../../proof/index.js';
import type { OrganisationId, StreamName } from '../port.js';
import type { Statements, Written } from './statements.js';

const STREAMS_MAX = 20_000;
const ORGANISATIONS_MAX = 2_000;

export interface StreamHead {
  readonly key: number;
  /** Null where nothing was written yet. */
  last: (Written & { readonly leaf: Uint8Array | null }) | null;
}

export interface OrganisationHead {
  readonly key: number;
  frontier: Frontier;
}

/** Only the writer, inside its transaction, may call the methods that add; `stream` may be asked between transactions too. */
export class Heads {
  readonly #streams = new LRUCache<StreamName, StreamHead>({ max: STREAMS_MAX });
  readonly #organisations = new LRUCache<OrganisationId, OrganisationHead>({ max: ORGANISATIONS_MAX });
  /** Organisations whose frontier is newer than its row: asked before the cache, which may forget them in a wide batch. */
  readonly #grown = new Map<OrganisationId, OrganisationHead>();

  constructor(private readonly statements: Statements) {}

  /** Null where the stream does not exist. */
  stream(name: StreamName): StreamHead | null {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    const row = this.statements.streamKey.get(name);
    if (row === undefined) return null;
    const head: StreamHead = { key: row.key, last: this.statements.lastOfStream.get(row.key) ?? null };
    this.#streams.set(name, head);
    return head;
  }

  addStream(name: StreamName): StreamHead {
    const head: StreamHead = { key: Number(this.statements.addStream.run(name).lastInsertRowid), last: null };
    this.#streams.set(name, head);
    return head;
  }

  /** The organisation's head, made where there is none. */
  organisation(id: OrganisationId): OrganisationHead {
    const known = this.#grown.get(id) ?? this.#organisations.get(id);
    if (known !== undefined) return known;
    const row = this.statements.organisation.get(id);
    const head: OrganisationHead =
      row === undefined ? this.#addOrganisation(id) : { key: row.key, frontier: parseFrontier(row.frontier) };
    this.#organisations.set(id, head);
    return head;
  }

  #addOrganisation(id: OrganisationId): OrganisationHead {
    const { lastInsertRowid } = this.statements.addOrganisation.run(id, serialiseFrontier(emptyFrontier));
    return { key: Number(lastInsertRowid), frontier: emptyFrontier };
  }

  grow(id: OrganisationId, leaf: Uint8Array): void {
    const organisation = this.organisation(id);
    organisation.frontier = appendLeaf(organisation.frontier, leaf);
    this.#grown.set(id, organisation);
  }

  /** Writes each grown frontier once, however many leaves it took: the last step before COMMIT. */
  save(): void {
    for (const { key, frontier } of this.#grown.values()) {
      this.statements.growOrganisation.run(frontier.size, serialiseFrontier(frontier), key);
    }
    this.#grown.clear();
  }

  forget(): void {
    this.#streams.clear();
    this.#organisations.clear();
    this.#grown.clear();
  }
}
