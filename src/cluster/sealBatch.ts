/** A piece of the log made leaves, inside the transaction of a node that leads: profile irlog/v1, the same leaves as the embedded log writes. */
import { sql, type Insertable, type Transaction } from 'kysely';
import type { OrganisationId, RecordedEvent } from '../log/port.js';
import { isSealed } from '../log/streams.js';
import { seal } from '../log/seal.js';
import { appendLeaf, emptyFrontier, parseFrontier, serialiseFrontier, type Frontier } from '../proof/index.js';
import type { ClusterTables } from './tables.js';

/** The log holds something that cannot be sealed: an operator must look. Names the event, never what is in it. */
export class CannotSeal extends Error {
  override readonly name = 'CannotSeal';
}

/** Of a database. */
export const OTHER_LOG = 'it holds the seals of another log: name the database of this register, or an empty one';

/** What a piece of the log added to an organisation's Merkle log. */
export interface Grown {
  readonly organisation: OrganisationId;
  readonly leaves: number;
  readonly types: ReadonlySet<string>;
}

interface Growing {
  readonly key: number;
  frontier: Frontier;
  leaves: number;
  readonly types: Set<string>;
}

/** @param events in the order of the log, following those that are sealed. @throws CannotSeal, or the database's error. */
export async function sealBatch(
  within: Transaction<ClusterTables>,
  events: readonly RecordedEvent[],
): Promise<readonly Grown[]> {
  const sealed = events.filter(({ stream }) => isSealed(stream));
  if (sealed.length === 0) return [];
  const organisations = await organisationsOf(within, new Set(sealed.map(({ organisation }) => organisation)));
  const newest = await newestLeaves(within, sealed);
  const rows = sealed.map((event) => rowOf(event, organisations, newest));
  await within.insertInto('seals').values(rows).execute();
  for (const { key, frontier } of organisations.values()) {
    await within
      .updateTable('sealed_organisations')
      .set({ size: frontier.size, frontier: Buffer.from(serialiseFrontier(frontier)) })
      .where('key', '=', key)
      .execute();
  }
  return [...organisations].map(([organisation, { leaves, types }]) => ({ organisation, leaves, types }));
}

function rowOf(
  event: RecordedEvent,
  organisations: ReadonlyMap<OrganisationId, Growing>,
  newest: Map<string, Newest>,
): Insertable<ClusterTables['seals']> {
  const { stream, id } = event;
  const revision = Number(event.revision);
  const organisation = organisations.get(event.organisation);
  const before = newest.get(stream) ?? { revision: -1, leaf: null };
  if (organisation === undefined) throw new TypeError('Every organisation of the piece was looked up');
  if (before.revision !== revision - 1) {
    throw new CannotSeal(
      `Event ${revision} of ${stream} does not follow what is sealed of it, event ${before.revision}: events of the log are missing, or the seals are not this log's`,
    );
  }
  const { size: seq } = organisation.frontier;
  const { commitment, leaf } = seal(event, { stream, revision, seq, previous: before.leaf });
  organisation.frontier = appendLeaf(organisation.frontier, leaf);
  organisation.leaves += 1;
  organisation.types.add(event.type);
  newest.set(stream, { revision, leaf: Buffer.from(leaf) });
  const place = { organisation: organisation.key, seq, stream, revision, event: id };
  return { ...place, commitment: Buffer.from(commitment), leaf: Buffer.from(leaf), previous: before.leaf };
}

async function organisationsOf(
  within: Transaction<ClusterTables>,
  ids: ReadonlySet<OrganisationId>,
): Promise<Map<OrganisationId, Growing>> {
  const known = new Map<OrganisationId, Growing>();
  for (const id of ids) {
    // In the order of their first event: keys tell that order.
    const row = await within
      .selectFrom('sealed_organisations')
      .select(['key', 'frontier'])
      .where('id', '=', id)
      .executeTakeFirst();
    const grown = row ?? (await addOrganisation(within, id));
    known.set(id, { key: grown.key, frontier: parseFrontier(grown.frontier), leaves: 0, types: new Set() });
  }
  return known;
}

function addOrganisation(within: Transaction<ClusterTables>, id: OrganisationId) {
  return within
    .insertInto('sealed_organisations')
    .values({ id, size: 0, frontier: Buffer.from(serialiseFrontier(emptyFrontier)) })
    .returning(['key', 'frontier'])
    .executeTakeFirstOrThrow();
}

interface Newest {
  readonly revision: number;
  readonly leaf: Buffer | null;
}

/** The leaves that the piece's streams end with so far. */
async function newestLeaves(
  within: Transaction<ClusterTables>,
  events: readonly RecordedEvent[],
): Promise<Map<string, Newest>> {
  const streams = [...new Set(events.filter(({ revision }) => revision > 0n).map(({ stream }) => stream))];
  if (streams.length === 0) return new Map();
  const { rows } = await sql<{ stream: string; revision: number; leaf: Buffer }>`
    select asked.stream, found.revision, found.leaf
    from unnest(${streams}::text[]) as asked(stream)
    cross join lateral (
      select revision, leaf from seals where seals.stream = asked.stream order by revision desc limit 1
    ) as found`.execute(within);
  return new Map(rows.map(({ stream, revision, leaf }) => [stream, { revision, leaf }]));
}
