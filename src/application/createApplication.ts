import type { CommandName } from '../incident/commands/command.js';
import type { ConfigureOrganisation } from '../incident/commands/configureOrganisation.js';
import type { Organisation } from '../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import type { Directory } from '../identity/directory.js';
import { parseInstant, type Instant } from '../law/instant.js';
import { LogError, type EventLog, type Position, type Seals } from '../log/port.js';
import type { ReadModels } from '../read/index.js';
import type { ReadLogStore } from '../store/readLogStore.js';
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
import { incidentKind, organisationKind } from '../read/stored/kinds.js';
import { EventRecords } from './eventRecords.js';
import type { Lists } from './lists/lists.js';
import { PastStates } from './lists/pastStates.js';
import { PlaceCursors } from './lists/placeCursors.js';
import { Reads } from './lists/reads.js';
import { RegisterLists } from './lists/registerLists.js';
import { LiveRegister } from './live/liveRegister.js';
import { machineTicker, type Ticker } from './live/ticker.js';
import type { SlowReads } from '../read/queries/slowReads.js';
import type { Proofs } from './proofs/proofs.js';
import { RegisterProofs } from './proofs/registerProofs.js';
import { RegisterReadLog } from './reads/registerReadLog.js';
import type { MomentsParts } from './replay/moments.js';
import { RegisterReplay } from './replay/registerReplay.js';
import type { Replay } from './replay/replay.js';
import { checkerInPlace, type OpenChecker } from './proofs/checker.js';
import type { SigningKeys } from './signing/keys.js';
import { SignedLog } from './signing/signedLog.js';
import { Signing, type SealedHere } from './signing/signing.js';
import { OrganisationCommands } from './organisationCommands.js';
import { Organisations } from './organisations.js';
import { Positions } from './positions.js';
import { IncidentQueries, type Action } from './queries.js';
import { References } from './references.js';
import { States, type StatesOptions } from './states.js';
import { RegisterStatistics } from './statistics/registerStatistics.js';
import type { Statistics } from './statistics/statistics.js';
import { Timelines } from './timelines.js';
import { Transactor } from './transact.js';

export interface ApplicationOptions {
  /** Opened and closed by whoever calls. */
  readonly log: EventLog;
  /** In step with the log: an event that the log tells of is sealed. */
  readonly seals: Seals;
  /** Of this log. */
  readonly readModels: ReadModels;
  /** What heads are signed with, and under whose name: the first part of every origin. */
  readonly signing: { readonly keys: SigningKeys; readonly host: string; readonly sealed?: SealedHere | undefined };
  /** Why nothing is recorded on this node just now, in words for whoever asks; null where nothing is in the way, as it is unless told. */
  readonly refusal?: () => string | null;
  /** Where whole logs are recomputed; in this thread unless told. */
  readonly checker?: OpenChecker;
  /** Reads of lists that may take long; on the connection of the read models unless told. Opened and closed by whoever calls. */
  readonly slowReads?: SlowReads;
  /** Where reads are written down, and for how many days they are kept. The store is opened and closed by whoever calls. */
  readonly reads: { readonly store: ReadLogStore; readonly days: number };
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
  readonly alarm?: (fault: Error) => void;
  /** Rings for what happens by time alone; the machine's timers unless told. */
  readonly ticker?: Ticker;
  /** Milliseconds after which a subscriber of events who was told nothing is told where it stands; 15,000 unless told. */
  readonly heartbeat?: number;
  /** Hears of what interrupted live subscribers: a fault of the log, or of a stream. They come again by themselves. */
  readonly interrupted?: (fault: unknown) => void;
}

const KEPT_INCIDENTS = 5_000;
const KEPT_ORGANISATIONS = 1_000;
const KEPT_BYTES = 64 * 1024 * 1024;
const PATIENCE = 5_000;
const HEARTBEAT = 15_000;
/** Milliseconds that an answer waits for lists to show what it tells of. */
const VISIBLE_WITHIN = 2_000;

/**
 * The register over a log. Reads nothing but the log's id and the newest instant: streams are folded when they are asked for.
 * @throws LogError where the log cannot be read.
 */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const newest = await options.log.newestRecordedAt();
  const clock = new Clock(options.now ?? Date.now, newest === null ? null : parseInstant(newest));
  const { log, seals, ticker = machineTicker, patience = PATIENCE, alarm = () => undefined } = options;
  const signing = new Signing({ ...options.signing, log, seals, ticker, patience, alarm, now: () => clock.now() });
  await signing.start();
  const sealsItself = options.signing.sealed === undefined;
  const signed = new SignedLog(log, signing, { sealsItself, refusal: options.refusal ?? (() => null) });
  return new Register(options, signed, clock, signing);
}

class Register implements Application {
  readonly live: LiveRegister;
  readonly lists: Lists;
  readonly statistics: Statistics;
  readonly records: EventRecords;
  readonly replay: Replay;
  readonly readLog: RegisterReadLog;
  readonly proofs: Proofs;
  readonly #checks: RegisterProofs;
  readonly #signing: Signing;
  readonly #log: SignedLog;
  readonly #directory: Pick<Directory, 'names'>;
  readonly #alarm: (fault: Error) => void;
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

  constructor(options: ApplicationOptions, log: SignedLog, clock: Clock, signing: Signing) {
    const { directory, secret, keptIncidents, patience = PATIENCE, alarm } = options;
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
    const visible = async (position: Position) => {
      await options.readModels.waitFor(position, VISIBLE_WITHIN);
    };
    this.#commands = new IncidentCommands({
      transactor: new Transactor(incidents, clock),
      organisations: this.#organisations,
      references: new References(log, patience),
      positions: this.#positions,
      clock,
      visible,
      readable: async (caller, incident) => (await this.#queries.incident(caller, incident)) !== null,
    });
    this.#configuring = new OrganisationCommands(
      new Transactor(organisations, clock),
      this.#organisations,
      this.#positions,
      visible,
    );
    this.#queries = new IncidentQueries(incidents, this.#organisations, clock);
    this.#timelines = new Timelines(incidents);
    this.records = new EventRecords(options.seals, this.#positions);
    this.#signing = signing;
    this.#checks = new RegisterProofs({
      log,
      seals: options.seals,
      signing,
      look: (caller, id) => this.incident(caller, id),
      organisation: (caller) => this.organisation(caller),
      checker: options.checker ?? checkerInPlace,
      failed: (fault) => {
        options.interrupted?.(fault);
      },
    });
    const reads = new Reads(options.readModels, options.slowReads ?? null);
    this.proofs = this.#proofsOf(this.#checks);
    const past = new PastStates(incidents, organisations);
    this.readLog = this.#readLogOver(options);
    this.replay = this.#replayOver({ log, incidents, organisations, past });
    this.lists = this.#listsOver(options, reads, past);
    this.statistics = this.#statisticsOver(options, reads);
    this.live = new LiveRegister({
      log,
      seals: options.seals,
      incidents,
      organisations,
      positions: this.#positions,
      look: (caller, id) => this.incident(caller, id),
      now: () => clock.now(),
      ticker: options.ticker ?? machineTicker,
      heartbeat: options.heartbeat ?? HEARTBEAT,
      failed: (fault) => {
        options.interrupted?.(fault);
      },
    });
  }

  #replayOver(parts: MomentsParts): Replay {
    const replay = new RegisterReplay({
      ...parts,
      records: this.records,
      look: (caller, id) => this.#queries.incident(caller, id),
      now: () => this.#clock.now(),
    });
    return {
      incident: (...asked) => this.#serve(() => replay.incident(...asked)),
      events: (...asked) => this.#serve(() => replay.events(...asked)),
      compare: (...asked) => this.#serve(() => replay.compare(...asked)),
    };
  }

  #readLogOver({ reads, ticker = machineTicker, interrupted }: ApplicationOptions): RegisterReadLog {
    return new RegisterReadLog({
      ...reads,
      ticker,
      now: () => this.#clock.now(),
      failed: (fault) => {
        interrupted?.(fault);
      },
    });
  }

  #statisticsOver({ readModels: { dialect } }: ApplicationOptions, reads: Reads): Statistics {
    const organisation = (caller: Caller) => this.#organisations.of(caller);
    const statistics = new RegisterStatistics({ dialect, reads, organisation, now: () => this.#clock.now() });
    return { of: (...asked) => this.#serve(() => statistics.of(...asked)) };
  }

  #proofsOf(checks: RegisterProofs): Proofs {
    return {
      get unsigned() {
        return checks.unsigned;
      },
      checkpoint: (...asked) => this.#serve(() => checks.checkpoint(...asked)),
      policy: (...asked) => this.#serve(() => checks.policy(...asked)),
      inclusionProof: (...asked) => this.#serve(() => checks.inclusionProof(...asked)),
      consistencyProof: (...asked) => this.#serve(() => checks.consistencyProof(...asked)),
      verify: (...asked) => this.#serve(() => checks.verify(...asked)),
      startVerification: (...asked) => this.#serve(() => checks.startVerification(...asked)),
      evidence: (...asked) => this.#serve(() => checks.evidence(...asked)),
      verification: (...asked) => this.#serve(() => checks.verification(...asked)),
      checkRecord: () => checks.checkRecord(),
    };
  }

  #listsOver(options: ApplicationOptions, reads: Reads, past: PastStates): Lists {
    const lists = new RegisterLists({
      readModels: options.readModels,
      reads,
      cursors: new PlaceCursors(options.secret),
      positions: this.#positions,
      past,
      head: () => this.#log.head(),
      isAfter: (a, b) => this.#log.comparePositions(a, b) > 0,
      organisation: (caller) => this.#organisations.forLists(caller),
      look: (caller, id) => this.#queries.incident(caller, id),
      reading: (caller, id) => this.readLog.record(caller, 'incidents.whole', id),
      now: () => this.#clock.now(),
    });
    return {
      incidents: (...asked) => this.#serve(() => lists.incidents(...asked)),
      duties: (...asked) => this.#serve(() => lists.duties(...asked)),
      byReference: (...asked) => this.#serve(() => lists.byReference(...asked)),
      reach: (position) => this.#serve(() => lists.reach(position)),
    };
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
      const head = await this.#log.place();
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
    this.live.close();
    await Promise.allSettled(this.#working);
    await this.readLog.close();
    await this.#checks.close();
    await this.#signing.close();
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
