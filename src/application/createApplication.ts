import type { CommandName } from '../incident/commands/command.js';
import type { ConfigureOrganisation } from '../incident/commands/configureOrganisation.js';
import type { Organisation } from '../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import type { Directory } from '../identity/directory.js';
import { parseInstant, type Instant } from '../law/instant.js';
import { LogError, type EventLog } from '../log/port.js';
import {
  ApplicationError,
  type Application,
  type CommandAddress,
  type IncidentView,
  type InputOf,
} from './application.js';
import { Clock } from './clock.js';
import { Cursors, type Place } from './cursors.js';
import { askedFor, IncidentCommands } from './incidents.js';
import { incidentKind, organisationKind } from './kinds.js';
import { OrganisationCommands } from './organisationCommands.js';
import { Organisations } from './organisations.js';
import { Positions } from './positions.js';
import { IncidentQueries, type Action } from './queries.js';
import { References } from './references.js';
import { States, type StatesOptions } from './states.js';
import { Timelines } from './timelines.js';
import { Transactor } from './transact.js';

export interface ApplicationOptions {
  /** Opened and closed by whoever calls. */
  readonly log: EventLog;
  /** Names for display. */
  readonly directory: Pick<Directory, 'names'>;
  /** Seals positions; nodes of one register share it. */
  readonly secret: Uint8Array | string;
  /** Milliseconds since 1970; the machine's clock unless told. */
  readonly now?: () => number;
  /** How many folded incidents are kept, at most; 5,000 unless told. */
  readonly keptIncidents?: number;
  /** Milliseconds to go on asking the log for an outcome that it lost track of; 5,000 unless told. */
  readonly patience?: number;
  /** Hears of streams that cannot be read: somebody must look. Names the stream and the event, never what is in it. */
  readonly alarm?: (fault: ApplicationError) => void;
}

const KEPT_INCIDENTS = 5_000;
const KEPT_ORGANISATIONS = 1_000;
const KEPT_BYTES = 64 * 1024 * 1024;
const PATIENCE = 5_000;

/**
 * The register over a log. Reads nothing but the log's id and the newest instant: streams are folded when they are asked for.
 * @throws LogError where the log cannot be read.
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const newest = await options.log.newestRecordedAt();
  const clock = new Clock(options.now ?? Date.now, newest === null ? null : parseInstant(newest));
  return new Register(options, clock);
}

class Register implements Application {
  readonly #log: EventLog;
  readonly #directory: Pick<Directory, 'names'>;
  readonly #alarm: (fault: ApplicationError) => void;
  readonly #clock: Clock;
  readonly #positions: Positions;
  readonly #cursors: Cursors;
  readonly #organisations: Organisations;
  readonly #commands: IncidentCommands;
  readonly #configuring: OrganisationCommands;
  readonly #queries: IncidentQueries;
  readonly #timelines: Timelines;
  readonly #working = new Set<Promise<unknown>>();
  #closed = false;

  constructor({ log, directory, secret, keptIncidents, patience = PATIENCE, alarm }: ApplicationOptions, clock: Clock) {
    const kept = (entries: number): StatesOptions => ({ entries, bytes: KEPT_BYTES, patience });
    const incidents = new States<Incident, IncidentEvent>(log, incidentKind, kept(keptIncidents ?? KEPT_INCIDENTS));
    const organisations = new States<Organisation, OrganisationEvent>(log, organisationKind, kept(KEPT_ORGANISATIONS));
    this.#log = log;
    this.#directory = directory;
    this.#alarm = alarm ?? (() => undefined);
    this.#clock = clock;
    this.#positions = new Positions(secret, log.id);
    this.#cursors = new Cursors(secret);
    this.#organisations = new Organisations(log, organisations, clock);
    this.#commands = new IncidentCommands({
      transactor: new Transactor(incidents, clock),
      organisations: this.#organisations,
      references: new References(log, patience),
      positions: this.#positions,
      clock,
      readable: async (caller, incident) => (await this.#queries.incident(caller, incident)) !== null,
    });
    this.#configuring = new OrganisationCommands(
      new Transactor(organisations, clock),
      this.#organisations,
      this.#positions,
    );
    this.#queries = new IncidentQueries(incidents, this.#organisations, clock);
    this.#timelines = new Timelines(incidents);
  }

  execute<N extends CommandName>(caller: Caller, name: N, input: InputOf<N>, address: CommandAddress) {
    return this.#serve(() => this.#commands.execute(caller, askedFor(name, input), address));
  }

  configureOrganisation(caller: Caller, input: ConfigureOrganisation, commandId: string | null) {
    return this.#serve(() => this.#configuring.configure(caller, input, commandId));
  }

  incident(caller: Caller, id: string) {
    return this.#serve(() => this.#queries.incident(caller, id));
  }

  incidentBefore(view: IncidentView, revision: number) {
    return this.#serve(() => this.#queries.incidentBefore(view, revision));
  }

  actions(caller: Caller, view: IncidentView): readonly Action[] {
    return this.#queries.actions(caller, view);
  }

  occurrences(view: IncidentView) {
    return this.#serve(() => this.#timelines.occurrences(view));
  }

  events(view: IncidentView, revisions: readonly number[]) {
    return this.#serve(() => this.#timelines.events(view, revisions));
  }

  sealCursor(list: string, place: Place): string {
    return this.#cursors.seal(list, place);
  }

  openCursor(list: string, cursor: string): Place | null {
    return this.#cursors.open(list, cursor);
  }

  organisation(caller: Caller) {
    return this.#serve(() => this.#organisations.of(caller));
  }

  position() {
    return this.#serve(async () => {
      const head = await this.#log.head();
      return head === null ? null : this.#positions.seal(head);
    });
  }

  actorNames(caller: Caller, actors: readonly string[]) {
    return this.#serve(() => this.#directory.names(caller.organisation, actors));
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** Takes no more, and waits for what was begun. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#working);
  }

  async #serve<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new ApplicationError('UNAVAILABLE', 'The register is being shut down: try again.');
    const working = work();
    this.#working.add(working);
    try {
      return await working;
    } catch (error) {
      throw this.#fault(error);
    } finally {
      this.#working.delete(working);
    }
  }

  /** What the log suffers, in the words of this door. */
  #fault(error: unknown): unknown {
    const fault = error instanceof LogError ? inWords(error) : error;
    if (fault instanceof ApplicationError && fault.code === 'DAMAGED_STREAM') this.#alarm(fault);
    return fault;
  }
}

function inWords(error: LogError): Error {
  switch (error.code) {
    case 'UNAVAILABLE':
    case 'CLOSED':
    case 'UNKNOWN_OUTCOME': // Of a step before the command's own: the command itself was not recorded.
      return new ApplicationError(
        'UNAVAILABLE',
        'The log cannot be reached or written. This request recorded nothing: repeat it unchanged.',
        {
          cause: error,
        },
      );
    case 'DAMAGED':
      return new ApplicationError('DAMAGED_STREAM', 'The log is damaged and cannot be read.', { cause: error });
    case 'INVALID_APPEND':
    case 'LIMIT_EXCEEDED':
    case 'OWNED_BY_ANOTHER':
      return error;
  }
}
