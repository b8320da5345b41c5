import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Brand } from '../brand.js';
import { openDirectoryStore, type DirectoryStore } from '../store/directoryStore.js';
import type { Claims } from './claims.js';

/** Random lower-case UUID: all that the log knows of an organisation's name at its issuer. */
export type OrganisationId = Brand<string, 'OrganisationId'>;
/** Random lower-case UUID: the pseudonym of a person or service in the log. One person in two organisations has two. */
export type ActorId = Brand<string, 'ActorId'>;

export interface Sighting {
  readonly organisation: OrganisationId;
  readonly actor: ActorId;
  /** As last known: of this token, or of an earlier one where this one names nobody. */
  readonly name: string | null;
}

/** At most so many ids in one question: SQLite takes 32,766 variables, and no page shows more. */
const batch = 1_000;

/**
 * Who stands behind the ids of the log. Organisations and actors come into being at first sight of a valid token, unique on issuer, `org` and
 * `sub`: two issuers that use the same words mean different organisations. In the steady state a request costs no SQL.
 */
export class Directory {
  readonly #store: DirectoryStore;
  readonly #sightings = new LRUCache<string, Sighting>({ max: 10_000 });
  readonly #names = new LRUCache<string, { readonly name: string | null }>({ max: 10_000 });

  private constructor(store: DirectoryStore) {
    this.#store = store;
  }

  /** Opens or makes the directory in `file`. @throws DirectoryFault where that cannot be done. */
  static async open(file: string): Promise<Directory> {
    return new Directory(await openDirectoryStore(file));
  }

  /** The ids behind a valid token's claims. Two first sightings at once get the same ids. A name that changed is taken over. */
  async sighting(claims: Pick<Claims, 'issuer' | 'org' | 'sub' | 'name'>): Promise<Sighting> {
    const key = JSON.stringify([claims.issuer, claims.org, claims.sub]);
    const known = this.#sightings.get(key);
    if (known !== undefined && (claims.name === null || claims.name === known.name)) return known;
    const organisation = known?.organisation ?? (await this.#organisation(claims));
    const seen = await this.#actor(organisation, claims);
    this.#sightings.set(key, seen);
    this.#names.set(nameKey(organisation, seen.actor), { name: seen.name });
    return seen;
  }

  /** Display names of the organisation's actors. Who is unknown, of another organisation, or has no name is absent. */
  async names(organisation: OrganisationId, actors: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const unknown = [...new Set(actors)].filter((actor) => !this.#names.has(nameKey(organisation, actor)));
    const found = new Map<string, string | null>();
    for (let from = 0; from < unknown.length; from += batch) {
      const ids = unknown.slice(from, from + batch);
      const rows = await this.#store
        .selectFrom('actors')
        .select(['id', 'name'])
        .where('organisation', '=', organisation)
        .where('id', 'in', ids)
        .execute();
      for (const { id, name } of rows) found.set(id, name);
    }
    for (const [id, name] of found) this.#names.set(nameKey(organisation, id), { name });
    const named = actors.flatMap((actor): [string, string][] => {
      const name = found.has(actor) ? found.get(actor) : this.#names.get(nameKey(organisation, actor))?.name;
      return name === null || name === undefined ? [] : [[actor, name]];
    });
    return new Map(named);
  }

  async close(): Promise<void> {
    await this.#store.destroy();
  }

  async #organisation({ issuer, org: claim }: Pick<Claims, 'issuer' | 'org'>): Promise<OrganisationId> {
    const find = this.#store
      .selectFrom('organisations')
      .select('id')
      .where('issuer', '=', issuer)
      .where('claim', '=', claim);
    const known = await find.executeTakeFirst();
    if (known === undefined) {
      await this.#store
        .insertInto('organisations')
        .values({ id: randomUUID(), issuer, claim })
        .onConflict((conflict) => conflict.columns(['issuer', 'claim']).doNothing())
        .execute();
    }
    const { id } = known ?? (await find.executeTakeFirstOrThrow());
    return id as OrganisationId;
  }

  async #actor(
    organisation: OrganisationId,
    { issuer, sub, name }: Pick<Claims, 'issuer' | 'sub' | 'name'>,
  ): Promise<Sighting> {
    const row = await this.#store
      .insertInto('actors')
      .values({ id: randomUUID(), organisation, issuer, sub, name })
      .onConflict((conflict) =>
        conflict
          .columns(['organisation', 'issuer', 'sub'])
          .doUpdateSet((of) => ({ name: of.fn.coalesce(of.ref('excluded.name'), of.ref('actors.name')) })),
      )
      .returning(['id', 'name'])
      .executeTakeFirstOrThrow();
    return { organisation, actor: row.id as ActorId, name: row.name };
  }
}

function nameKey(organisation: string, actor: string): string {
  return `${organisation}/${actor}`;
}
