/** The proofs of a register that no server serves just now: for commands on its data folder. */
import type { IncidentEvent, OrganisationEvent } from '../../incident/record.js';
import type { Organisation } from '../../incident/organisation.js';
import type { Incident } from '../../incident/state.js';
import { parseInstant } from '../../law/instant.js';
import type { EventLog, OrganisationId, Seals } from '../../log/port.js';
import { incidentKind, organisationKind } from '../../read/stored/kinds.js';
import { Clock } from '../clock.js';
import { silentTicker } from '../live/ticker.js';
import { Organisations } from '../organisations.js';
import { IncidentQueries } from '../queries.js';
import type { SigningKeys } from '../signing/keys.js';
import { Signing } from '../signing/signing.js';
import { States } from '../states.js';
import type { Proofs } from './proofs.js';
import { RegisterProofs } from './registerProofs.js';
import { checkerInPlace } from './checker.js';

export interface OpenProofsOptions {
  /** Opened and closed by whoever calls. */
  readonly log: EventLog;
  readonly seals: Seals;
  readonly keys: SigningKeys;
  /** First part of every origin. */
  readonly host: string;
  /** Hears of an organisation whose log is not the one that was signed. */
  readonly alarm: (fault: Error, organisation: OrganisationId) => void;
}

const KEPT = { entries: 100, bytes: 64 * 1024 * 1024, patience: 5_000 };

/** Signs what a crash left unsigned, as every start does. @throws LogError. */
export async function openProofs(
  options: OpenProofsOptions,
): Promise<{ readonly proofs: Proofs; readonly close: () => Promise<void> }> {
  const { log, seals } = options;
  const newest = await log.newestRecordedAt();
  const clock = new Clock(Date.now, newest === null ? null : parseInstant(newest));
  const signing = new Signing({ ...options, ticker: silentTicker, patience: KEPT.patience, now: () => clock.now() });
  await signing.start();
  const incidents = new States<Incident, IncidentEvent>(log, incidentKind, KEPT);
  const organisations = new Organisations(
    log,
    new States<Organisation, OrganisationEvent>(log, organisationKind, KEPT),
    clock,
  );
  const queries = new IncidentQueries(incidents, organisations, clock);
  const proofs = new RegisterProofs({
    log,
    seals,
    signing,
    look: (caller, id) => queries.incident(caller, id),
    organisation: (caller) => organisations.of(caller),
    checker: checkerInPlace,
    failed: () => undefined,
  });
  return {
    proofs,
    close: async () => {
      await proofs.close();
      await signing.close();
    },
  };
}
