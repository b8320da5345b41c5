/** The Merkle logs of a whole event log, made anew from its events alone: what proves that two logs are one record. */
import { isSealed, type EventLog, type OrganisationId, type StreamName } from '../../log/index.js';
import { seal } from '../../log/seal.js';
import { appendLeaf, emptyFrontier, frontierRoot, type Frontier } from '../../proof/index.js';

export interface Resealed {
  readonly size: number;
  /** RFC 6962 root over all of them. */
  readonly root: Uint8Array;
  /** Root over the first so many leaves as were asked for; null where there are not as many, or none were asked for. */
  readonly asked: Uint8Array | null;
}

interface Growing {
  frontier: Frontier;
  asked: Uint8Array | null;
}

/**
 * Reads the log once. Holds the newest leaf of each stream in memory: about 500 bytes a stream.
 * @param sizes of which organisation the root at which size is asked for.
 * @param tell hears how many events were read.
 * @returns by organisation, in the order of their first leaf.
 * @throws LogError.
 */
export async function reseal(
  log: EventLog,
  sizes: ReadonlyMap<OrganisationId, number>,
  tell: (events: number) => void,
): Promise<ReadonlyMap<OrganisationId, Resealed>> {
  const newest = new Map<StreamName, Uint8Array>();
  const growing = new Map<OrganisationId, Growing>();
  let events = 0;
  for await (const event of log.readAll()) {
    events += 1;
    tell(events);
    const { stream, organisation } = event;
    if (!isSealed(stream)) continue;
    const own = growing.get(organisation) ?? { frontier: emptyFrontier, asked: null };
    growing.set(organisation, own);
    const place = { stream, revision: Number(event.revision), seq: own.frontier.size };
    const { leaf } = seal(event, { ...place, previous: newest.get(stream) ?? null });
    newest.set(stream, leaf);
    own.frontier = appendLeaf(own.frontier, leaf);
    if (own.frontier.size === sizes.get(organisation)) own.asked = frontierRoot(own.frontier);
  }
  const resealed = [...growing].map(([organisation, { frontier, asked }]): [OrganisationId, Resealed] => [
    organisation,
    { size: frontier.size, root: frontierRoot(frontier), asked },
  ]);
  return new Map(resealed);
}
