import type { CommandName } from '../incident/commands/command.js';
import type { ConfigureOrganisation } from '../incident/commands/configureOrganisation.js';
import type { Organisation } from '../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import type { Caller } from '../identity/caller.js';
import type { Directory } from '../identity/directory.js';
import type { Instant } from '../law/instant.js';
import type { Application, CommandAddress, IncidentView, InputOf } from './application.js';
import type { Clock } from './clock.js';
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
import { machineTicker } from './live/ticker.js';
import type { Proofs } from './proofs/proofs.js';
import { RegisterProofs } from './proofs/registerProofs.js';
import { RegisterReadLog } from './reads/registerReadLog.js';
import type { MomentsParts } from './replay/moments.js';
import { RegisterReplay } from './replay/registerReplay.js';
import type { Replay } from './replay/replay.js';
import { checkerInPlace } from './proofs/checker.js';
import type { SignedLog } from './signing/signedLog.js';
import type { Signing } from './signing/signing.js';
import { PATIENCE, type ApplicationOptions } from './options.js';
import { OrganisationCommands } from './organisationCommands.js';
import { Organisations } from './organisations.js';
import { Positions } from './positions.js';
import { IncidentQueries, type Action } from './queries.js';
import { References } from './references.js';
import { Serving } from './serving.js';
import { States, type StatesOptions } from './states.js';
import { RegisterStatistics } from './statistics/registerStatistics.js';
import type { Statistics } from './statistics/statistics.js';
import { Timelines } from './timelines.js';
import { Transactor } from './transact.js';
import { Visibility } from './visibility.js';

const KEPT_INCIDENTS = 5_000;
const KEPT_ORGANISATIONS = 1_000;
const KEPT_BYTES = 64 * 1024 * 1024;
const HEARTBEAT = 15_000;

/** The register: each of its rooms with what it needs of the others, all behind one door. */
export class Register implements Application {
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
  readonly #clock: Clock;
  readonly #positions: Positions;
  readonly #cursors: Cursors;
  readonly #organisations: Organisations;
  readonly #commands: IncidentCommands;
  readonly #configuring: OrganisationCommands;
  readonly #queries: IncidentQueries;
  readonly #timelines: Timelines;
  readonly #serving: Serving;
  readonly #visibility: Visibility;

  constructor(options: ApplicationOptions, log: SignedLog, clock: Clock, signing: Signing) {
    const { directory, secret, keptIncidents, patience = PATIENCE, alarm } = options;
    const kept = (entries: number): StatesOptions => ({ entries, bytes: KEPT_BYTES, patience });
    const incidents = new States<Incident, IncidentEvent>(log, incidentKind, kept(keptIncidents ?? KEPT_INCIDENTS));
    const organisations = new States<Organisation, OrganisationEvent>(log, organisationKind, kept(KEPT_ORGANISATIONS));
    this.#log = log;
    this.#directory = directory;
    this.#serving = new Serving(alarm ?? (() => undefined));
    this.#clock = clock;
    this.#positions = new Positions(secret, log.id);
    this.#cursors = new Cursors(secret);
    this.#organisations = new Organisations(log, organisations, clock);
    this.#visibility = new Visibility(options.readModels);
    this.#commands = new IncidentCommands({
      transactor: new Transactor(incidents, clock),
      organisations: this.#organisations,
      references: new References(log, patience),
      positions: this.#positions,
      clock,
      visibility: this.#visibility,
      readable: async (caller, incident) => (await this.#queries.incident(caller, incident)) !== null,
    });
    this.#configuring = new OrganisationCommands(
      new Transactor(organisations, clock),
      this.#organisations,
      this.#positions,
      this.#visibility,
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
      incident: (...asked) => this.#serving.serve(() => replay.incident(...asked)),
      events: (...asked) => this.#serving.serve(() => replay.events(...asked)),
      compare: (...asked) => this.#serving.serve(() => replay.compare(...asked)),
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
    return { of: (caller, ...asked) => this.#listing(caller, () => statistics.of(caller, ...asked)) };
  }

  #proofsOf(checks: RegisterProofs): Proofs {
    return {
      get unsigned() {
        return checks.unsigned;
      },
      checkpoint: (...asked) => this.#serving.serve(() => checks.checkpoint(...asked)),
      policy: (...asked) => this.#serving.serve(() => checks.policy(...asked)),
      inclusionProof: (...asked) => this.#serving.serve(() => checks.inclusionProof(...asked)),
      consistencyProof: (...asked) => this.#serving.serve(() => checks.consistencyProof(...asked)),
      verify: (...asked) => this.#serving.serve(() => checks.verify(...asked)),
      startVerification: (...asked) => this.#serving.serve(() => checks.startVerification(...asked)),
      evidence: (...asked) => this.#serving.serve(() => checks.evidence(...asked)),
      verification: (...asked) => this.#serving.serve(() => checks.verification(...asked)),
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
      incidents: (caller, ...asked) => this.#listing(caller, () => lists.incidents(caller, ...asked)),
      duties: (caller, ...asked) => this.#listing(caller, () => lists.duties(caller, ...asked)),
      byReference: (caller, reference) => this.#listing(caller, () => lists.byReference(caller, reference)),
      reach: (position) => this.#serving.serve(() => lists.reach(position)),
    };
  }

  /** Reads that are answered from lists. */
  #listing<T>({ organisation }: Caller, read: () => Promise<T>): Promise<T> {
    return this.#serving.serve(async () => {
      await this.#visibility.reading(organisation);
      return read();
    });
  }

  execute<N extends CommandName>(caller: Caller, name: N, input: InputOf<N>, address: CommandAddress) {
    return this.#serving.serve(() => this.#commands.execute(caller, askedFor(name, input), address));
  }

  configureOrganisation(caller: Caller, input: ConfigureOrganisation, commandId: string | null) {
    return this.#serving.serve(() => this.#configuring.configure(caller, input, commandId));
  }

  incident(caller: Caller, id: string) {
    return this.#serving.serve(() => this.#queries.incident(caller, id));
  }

  incidentBefore(view: IncidentView, revision: number) {
    return this.#serving.serve(() => this.#queries.incidentBefore(view, revision));
  }

  actions(caller: Caller, view: IncidentView): readonly Action[] {
    return this.#queries.actions(caller, view);
  }

  occurrences(view: IncidentView) {
    return this.#serving.serve(() => this.#timelines.occurrences(view));
  }

  events(view: IncidentView, revisions: readonly number[]) {
    return this.#serving.serve(() => this.#timelines.events(view, revisions));
  }

  sealCursor(list: string, place: Place): string {
    return this.#cursors.seal(list, place);
  }

  openCursor(list: string, cursor: string): Place | null {
    return this.#cursors.open(list, cursor);
  }

  organisation(caller: Caller) {
    return this.#serving.serve(() => this.#organisations.of(caller));
  }

  position() {
    return this.#serving.serve(async () => {
      const head = await this.#log.place();
      return head === null ? null : this.#positions.seal(head);
    });
  }

  actorNames(caller: Caller, actors: readonly string[]) {
    return this.#serving.serve(() => this.#directory.names(caller.organisation, actors));
  }

  now(): Instant {
    return this.#clock.now();
  }

  /** Takes no more, and waits for what was begun. */
  async close(): Promise<void> {
    this.#serving.close();
    this.live.close();
    await this.#serving.ended();
    await this.readLog.close();
    await this.#checks.close();
    await this.#signing.close();
  }
}
