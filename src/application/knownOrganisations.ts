/** The organisations of a log, as an operator names them. */
import type { Caller } from '../identity/caller.js';
import type { EventLog, OrganisationId, Seals } from '../log/port.js';
import { organisationKind, readStored } from '../read/stored/kinds.js';
import { organisationStream, registerActorOf } from './ids.js';

export interface KnownOrganisation {
  readonly id: OrganisationId;
  /** The `org` claim that it was first seen under; null where its first event cannot be read. */
  readonly claim: string | null;
}

/** All that have recorded anything, in the order of their first event. */
export async function knownOrganisations(
  log: Pick<EventLog, 'readStream'>,
  seals: Pick<Seals, 'organisations'>,
): Promise<readonly KnownOrganisation[]> {
  const known: KnownOrganisation[] = [];
  for await (const id of seals.organisations()) known.push({ id, claim: await claimOf(log, id) });
  return known;
}

async function claimOf(log: Pick<EventLog, 'readStream'>, id: OrganisationId): Promise<string | null> {
  for await (const recorded of log.readStream(organisationStream(id), { limit: 1 })) {
    const stored = readStored(organisationKind, recorded, id);
    if (typeof stored !== 'string' && stored.event.type === 'OrganisationRegistered') return stored.event.data.claim;
  }
  return null;
}

/** Whoever runs the register, as its API knows people: may read and export, and is nobody of the organisation. */
export function operatorOf({ id, claim }: KnownOrganisation): Caller {
  const tokenExpiresAt = new Date(8.64e15);
  return {
    actor: registerActorOf(id),
    organisation: id,
    role: 'ADMIN',
    name: null,
    orgClaim: claim ?? id,
    tokenExpiresAt,
  };
}
