/** What the API may ask of the register: everything behind the doors goes through here. */
import type { CommandName, CommandInputs } from '../incident/commands/command.js';
import type { Organisation } from '../incident/organisation.js';
import type { Refusal } from '../incident/refusal.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import type { Instant } from '../law/instant.js';
import type { ConfigureOrganisation } from '../incident/commands/configureOrganisation.js';
import type { IncidentEvent } from '../incident/record.js';
import type { Place } from './cursors.js';
import type { Proofs } from './proofs/proofs.js';
import type { IncidentStatus } from '../incident/status.js';
import type { Lists } from './lists/lists.js';
import type { Live } from './live/live.js';
import type { ReadLog } from './reads/readLog.js';
import type { Records } from './records.js';
import type { Replay } from './replay/replay.js';
import type { Statistics } from './statistics/statistics.js';

/** A command's address: which incident, which attempt, on what the caller believes. */
export interface CommandAddress {
  /** As the client gave it; absent for reportIncident. */
  readonly incidentId?: string;
  /** The client's id of this command, scoped to actor and incident; a random one stands in where it is absent. */
  readonly commandId?: string | null;
  /** Refused with CONFLICT where the incident has moved on. */
  readonly expectedRevision?: number | null;
}

export interface CommandAnswer {
  /** The incident after this command (of a repeated one: after its own last event); null where it was refused and none exists. */
  readonly view: IncidentView | null;
  readonly revision: number | null;
  readonly entryId: string | null;
  /** Sealed token of the place in the log. */
  readonly position: string | null;
  readonly userErrors: readonly Refusal[];
  readonly warnings: readonly Refusal[];
}

export interface OrganisationAnswer {
  readonly organisation: Organisation | null;
  readonly position: string | null;
  readonly userErrors: readonly Refusal[];
}

/** An incident and what is needed to show it: of the present here, of the past where the auditor asks. */
export interface IncidentView {
  readonly incident: Incident;
  readonly organisation: Organisation;
  /** The instant that clocks are computed at. */
  readonly at: Instant;
  /** Where a list shows it from its row: then `incident` lacks notices, notes and evidence. */
  readonly row?: ListRow;
}

/** What a row of a list does not say itself. */
export interface ListRow {
  /** Notices have a part in it. */
  readonly status: IncidentStatus;
  /** The incident with all that the row lacks, as its stream tells it: loaded once, when it is first asked for. */
  whole(): Promise<IncidentView>;
}

/** What the register itself finds out: the reference that it reserves, whether the incident to be linked is there. */
export type Found = 'reference' | 'otherExists';

/** A command's input as the caller gives it. */
export type InputOf<N extends CommandName> = Omit<CommandInputs[N], Found>;

/** The events of an incident as places: `number` is the revision, `at` the instant at which it happened. */
export interface Occurrences {
  readonly recorded: readonly Place[];
  /** The same, by when they happened; at one instant by revision. */
  readonly occurred: readonly Place[];
}

export interface Application {
  /** Lists across incidents. */
  readonly lists: Lists;
  readonly statistics: Statistics;
  /** Pages that stay open. */
  readonly live: Live;
  /** What is proven of the record. */
  readonly proofs: Proofs;
  /** Events as they are on record. */
  readonly records: Records;
  /** What the register said before. */
  readonly replay: Replay;
  /** Who read what. */
  readonly readLog: ReadLog;
  /** Decides and records. Refusals are values; an error thrown is a fault of the system (`ApplicationError`). */
  execute<N extends CommandName>(
    caller: Caller,
    name: N,
    input: InputOf<N>,
    address: CommandAddress,
  ): Promise<CommandAnswer>;
  configureOrganisation(
    caller: Caller,
    input: ConfigureOrganisation,
    commandId: string | null,
  ): Promise<OrganisationAnswer>;
  /** Null for what does not exist, is another organisation's, or is not the caller's to read: one answer for all three. */
  incident(caller: Caller, id: string): Promise<IncidentView | null>;
  /** The state as it was before an event: what a filing's snapshot shows. */
  incidentBefore(view: IncidentView, revision: number): Promise<IncidentView | null>;
  /** Commands the caller's role may use at all, each with what would refuse it now, without reading any input. */
  actions(
    caller: Caller,
    view: IncidentView,
  ): readonly { readonly action: CommandName; readonly refusals: readonly Refusal[] }[];
  /** When the events of the state shown happened: all of them, without what is in them. */
  occurrences(view: IncidentView): Promise<Occurrences>;
  /** Events of the incident by revision, in the order asked for. */
  events(view: IncidentView, revisions: readonly number[]): Promise<readonly IncidentEvent[]>;
  /** Opaque cursor of a place in a list, which its name tells from every other one. */
  sealCursor(list: string, place: Place): string;
  /** Null for what that list has not given out. */
  openCursor(list: string, cursor: string): Place | null;
  organisation(caller: Caller): Promise<Organisation>;
  /** Sealed token of the newest place in the log; null where the log is empty. */
  position(): Promise<string | null>;
  /** Display names of actors from the directory; an erased or unknown one is absent. */
  actorNames(caller: Caller, actors: readonly string[]): Promise<ReadonlyMap<string, string>>;
  now(): Instant;
  close(): Promise<void>;
}

/** A fault of the system that the caller should hear of in words; everything else is masked. */
export class ApplicationError extends Error {
  constructor(
    readonly code: 'UNAVAILABLE' | 'UNKNOWN_OUTCOME' | 'DAMAGED_STREAM' | 'FORBIDDEN' | 'TIMEOUT',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ApplicationError';
  }
}
