/** What an auditor may ask of the seals: heads, proofs, and checks of what is stored. */
import type { Caller } from '../../identity/caller.js';
import type { OrganisationId } from '../../log/port.js';
import type { Fault } from '../../verifier/faults.js';
import type { EvidenceSource } from './evidenceSource.js';
import type { NotProven } from '../../verifier/report.js';

/** What a check of the stored events found. */
export interface Integrity {
  /** Nothing was altered, inserted or reordered, recomputed from the stored bytes. */
  readonly intact: boolean;
  /** Nothing is missing up to the checkpoint that the caller knew; null where it knew none. */
  readonly complete: boolean | null;
  readonly eventsChecked: number;
  /** The first ones, in the order of the log. */
  readonly faults: readonly Fault[];
  readonly notProven: readonly NotProven[];
  /** The newest signed head, which the check was held to: C2SP signed note. */
  readonly checkpoint: string | null;
}

export interface Verification {
  readonly id: string;
  readonly state: 'RUNNING' | 'DONE' | 'FAILED';
  readonly checked: number;
  readonly total: number;
  /** Once it is done. */
  readonly report: Integrity | null;
}

/** What came of the check of the whole record; where the register was closed meanwhile, as far as it had come. */
export interface RecordChecked {
  readonly organisations: number;
  readonly events: number;
  /** Whose log is not the one that was signed: nothing more is recorded for them. */
  readonly refused: readonly OrganisationId[];
  /** Every organisation was checked to its end. */
  readonly whole: boolean;
}

/** What no head covers yet, as far as this node has to sign it: of all organisations together. */
export interface Unsigned {
  readonly leaves: number;
  /** Seconds since the oldest of them was sealed here; 0 where there is none. */
  readonly seconds: number;
}

export interface Proofs {
  /** What this node has yet to sign, of all organisations: for an operator. */
  readonly unsigned: Unsigned;
  /** The newest signed head of the caller's organisation; null until there is one. C2SP signed note. */
  checkpoint(caller: Caller): Promise<string | null>;
  /** What an auditor keeps outside to verify it with: C2SP tlog-policy. */
  policy(caller: Caller): Promise<string>;
  /**
   * C2SP tlog-proof that an event is under the newest head, its envelope beside it. Null for what does not exist or is not the caller's to
   * read, and until a head covers it.
   * @param eventId `<incident id>/<event id>`, as the API shows events.
   */
  inclusionProof(caller: Caller, eventId: string): Promise<string | null>;
  /** Hashes in base64 that prove the log of `to` events to extend that of `from`; null unless 0 < from ≤ to ≤ what the newest head covers. */
  consistencyProof(caller: Caller, from: number, to: number): Promise<readonly string[] | null>;
  /** An incident's events recomputed from the stored bytes, and under the newest head. Null for what is not the caller's to read. */
  verify(caller: Caller, incidentId: string): Promise<Integrity | null>;
  /**
   * Begins to check the organisation's whole log; one check at a time, so that whoever asks meanwhile gets the one that runs.
   * @param knownCheckpoint a head that the caller kept, as a signed note.
   */
  startVerification(caller: Caller, knownCheckpoint: string | null): Promise<Verification>;
  /**
   * What an evidence bundle is made of: of one incident, or of the whole log where none is named. A head is signed first. Null for what is not
   * the caller's to read, and where nothing was recorded yet.
   */
  evidence(caller: Caller, incidentId: string | null): Promise<EvidenceSource | null>;
  /** Null for what does not exist, is another organisation's, or was long ago. */
  verification(caller: Caller, id: string): Promise<Verification | null>;
  /**
   * Recomputes what every organisation has recorded and holds it to all heads of its epoch: for the server, once after each start, aside.
   * An organisation whose record does not lead to them is refused writing, and the alarm says what differs. Never rejects.
   */
  checkRecord(): Promise<RecordChecked>;
}
