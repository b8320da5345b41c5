/** Lists over the read models, and over the log where they are of the past. */
import type { CompiledQuery } from 'kysely';
import type { Caller } from '../../identity/caller.js';
import { scopeOf, type Operation } from '../../identity/permissions.js';
import { dutiesDependOnNotices, dutyFinder } from '../../incident/duties.js';
import type { IncidentId } from '../../incident/ids.js';
import type { Organisation } from '../../incident/organisation.js';
import { inUtc, type Instant } from '../../law/instant.js';
import type { Position } from '../../log/port.js';
import { compilerFor } from '../../read/queries/compiler.js';
import { DutyLists, placeOf, type DutyEntry } from '../../read/queries/dutyLists.js';
import type { Viewpoint } from '../../read/queries/incidentFilter.js';
import { COUNTED, IncidentLists, type IncidentEntry, type IncidentListing } from '../../read/queries/incidentLists.js';
import { walk, type Run } from '../../read/queries/walk.js';
import type { ReadModels } from '../../read/port.js';
import type { IncidentView } from '../application.js';
import { demand } from '../authorisation.js';
import type { Positions } from '../positions.js';
import { IncidentRows, type Head, type RowState } from './incidentRows.js';
import type { DutiesAsked, IncidentsAsked, ListedDuty, ListPage, Lists, PageAsked, Reached } from './lists.js';
import type { PastStates } from './pastStates.js';
import type { PlaceCursors } from './placeCursors.js';
import type { Reads } from './reads.js';

export interface RegisterListsParts {
  readonly readModels: Pick<ReadModels, 'waitFor' | 'dialect'>;
  readonly reads: Reads;
  readonly cursors: PlaceCursors;
  readonly positions: Positions;
  readonly past: PastStates;
  /** The newest place in the log; null where it is empty. */
  readonly head: () => Promise<Position | null>;
  readonly isAfter: (a: Position, b: Position) => boolean;
  readonly organisation: (caller: Caller) => Promise<Organisation>;
  /** An incident as its stream tells it, where the caller may read it. */
  readonly look: (caller: Caller, id: string) => Promise<IncidentView | null>;
  /** Writes down that more of an incident is read than its row says. */
  readonly reading: (caller: Caller, id: IncidentId) => Promise<void>;
  readonly now: () => Instant;
}

/** How long a query waits for the place that it asks to see: milliseconds. */
const PATIENCE = 2_000;

interface Reading {
  readonly caller: Caller;
  readonly organisation: Organisation;
  readonly view: Viewpoint;
  readonly signal: AbortSignal | undefined;
}

export class RegisterLists implements Lists {
  readonly #incidents: IncidentLists;
  readonly #duties: DutyLists;
  readonly #rows: IncidentRows;

  constructor(private readonly parts: RegisterListsParts) {
    const compiler = compilerFor(parts.readModels.dialect);
    this.#incidents = new IncidentLists(compiler);
    this.#duties = new DutyLists(compiler);
    this.#rows = new IncidentRows(this.#incidents);
  }

  async incidents(caller: Caller, asked: IncidentsAsked, signal?: AbortSignal): Promise<ListPage<IncidentView> | null> {
    const asOf = asked.asOf === null ? null : inUtc(asked.asOf);
    const reading = await this.#begin(caller, 'incidents', asOf, signal);
    const listing = { view: reading.view, filter: asked.filter, order: asked.orderBy, asOf };
    const list = ['incidents', whoseList(reading.view), asked.orderBy, asOf ?? ''].join('/');
    const after = asked.after === null ? null : this.parts.cursors.openIncident(list, asked.after);
    if (asked.after !== null && after === null) return null;
    const run = this.#runOf(this.#incidents.isWalked(listing), signal);
    const found = await walk(run, this.#incidents.page(listing, after), asked.first + 1);
    const entries = await this.#shown(reading, listing, found.slice(0, asked.first));
    return {
      ...pageOf(entries, found, asked),
      cursorAt: (index) => sealed(entries, index, ({ entry }) => this.parts.cursors.sealIncident(list, entry)),
      entries: entries.map(({ view }) => view),
      totalCount: () => this.#count(this.#incidents.count(listing), signal),
    };
  }

  async duties(caller: Caller, asked: DutiesAsked, signal?: AbortSignal): Promise<ListPage<ListedDuty> | null> {
    const reading = await this.#begin(caller, 'duties', null, signal);
    const listing = { view: reading.view, filter: asked.filter };
    const list = ['duties', whoseList(reading.view)].join('/');
    const after = asked.after === null ? null : this.parts.cursors.openDuty(list, asked.after);
    if (asked.after !== null && after === null) return null;
    const run = this.#runOf(this.#duties.isWalked(listing), signal);
    const found = await walk(run, this.#duties.page(listing, after), asked.first + 1);
    const entries = await this.#dutiesShown(reading, found.slice(0, asked.first));
    return {
      ...pageOf(entries, found, asked),
      cursorAt: (index) => sealed(entries, index, ({ entry }) => this.parts.cursors.sealDuty(list, placeOf(entry))),
      entries: entries.map(({ listed }) => listed),
      totalCount: () => this.#count(this.#duties.count(listing), signal),
    };
  }

  async byReference(caller: Caller, reference: string): Promise<IncidentView | null> {
    demand(caller, 'incidentByReference');
    const query = this.#incidents.byReference(caller.organisation, reference);
    const [found] = await this.parts.reads.atOnce(query);
    return found === undefined ? null : this.parts.look(caller, found.id);
  }

  async reach(token: string): Promise<Reached> {
    const opened = this.parts.positions.open(token);
    if (!opened.ok) return opened.reason;
    const head = await this.parts.head();
    if (head === null || this.parts.isAfter(opened.position, head)) return 'OTHER_LOG';
    return (await this.parts.readModels.waitFor(opened.position, PATIENCE)) ? 'REACHED' : 'LATE';
  }

  async #begin(
    caller: Caller,
    operation: Operation,
    asOf: Instant | null,
    signal: AbortSignal | undefined,
  ): Promise<Reading> {
    demand(caller, operation);
    const organisation = await this.parts.organisation(caller);
    const ownOnly = scopeOf(caller.role, operation) !== 'ALL';
    const at = asOf ?? inUtc(this.parts.now());
    const view = { organisation: caller.organisation, actor: caller.actor, ownOnly, at };
    return { caller, organisation, view, signal };
  }

  #runOf(walked: boolean, signal: AbortSignal | undefined): Run {
    const { reads } = this.parts;
    return walked ? reads.atOnce : (query) => reads.slowly(query, signal);
  }

  async #count(query: CompiledQuery<{ readonly count: number }>, signal?: AbortSignal): Promise<number | null> {
    const [counted] = await this.parts.reads.slowly(query, signal);
    const count = counted?.count ?? 0;
    return count > COUNTED ? null : count;
  }

  async #shown(reading: Reading, listing: IncidentListing, found: readonly IncidentEntry[]) {
    if (listing.asOf !== null) return this.#shownAsOf(reading, listing.asOf, found);
    const states = await this.#rows.states(this.parts.reads.atOnce, reading.caller.organisation, found);
    return found.flatMap((entry) => {
      const state = states.get(entry.id);
      return state === undefined ? [] : [{ entry, view: this.#viewOf(reading, state) }];
    });
  }

  async #shownAsOf({ caller, organisation }: Reading, at: Instant, found: readonly IncidentEntry[]) {
    const then = (await this.parts.past.organisation(caller.organisation, at)) ?? organisation;
    const shown: { readonly entry: IncidentEntry; readonly view: IncidentView }[] = [];
    for (const entry of found) {
      const incident = await this.parts.past.incident(entry.id, entry.revision);
      if (incident !== null) shown.push({ entry, view: { incident, organisation: then, at } });
    }
    return shown;
  }

  async #dutiesShown(reading: Reading, found: readonly DutyEntry[]) {
    const views = await this.#viewsOf(reading, [...new Set(found.map(({ incident }) => incident))]);
    return found.flatMap((entry) => {
      const shown = views.get(entry.incident);
      const duty = shown?.dutyOf(entry.key) ?? null;
      return shown === undefined || duty === null ? [] : [{ entry, listed: { duty, view: shown.view } }];
    });
  }

  /** Incidents, and ways to find their duties of now: from their rows, or from their streams where the duties ask for more than rows hold. */
  async #viewsOf(reading: Reading, ids: readonly IncidentId[]) {
    const { caller, view } = reading;
    const heads: readonly Head[] = await this.parts.reads.atOnce(this.#incidents.heads(caller.organisation, ids));
    const states = await this.#rows.states(this.parts.reads.atOnce, caller.organisation, heads);
    const entries = await Promise.all(
      [...states.values()].map(async (state) => {
        const row = this.#viewOf(reading, state);
        const { id } = state.incident;
        const { incident, organisation } = dutiesDependOnNotices(state.incident) ? await this.#whole(caller, id) : row;
        return [id, { view: row, dutyOf: dutyFinder(incident, organisation, view.at) }] as const;
      }),
    );
    return new Map(entries);
  }

  #viewOf({ caller, organisation, view }: Reading, { incident, status }: RowState): IncidentView {
    let whole: Promise<IncidentView> | null = null;
    const row = { status, whole: () => (whole ??= this.#read(caller, incident.id)) };
    return { incident, organisation, at: view.at, row };
  }

  async #read(caller: Caller, id: IncidentId): Promise<IncidentView> {
    await this.parts.reading(caller, id);
    return this.#whole(caller, id);
  }

  async #whole(caller: Caller, id: IncidentId): Promise<IncidentView> {
    const view = await this.parts.look(caller, id);
    if (view === null) throw new Error(`The read models tell of incident ${id}, its stream does not`);
    return view;
  }
}

/** Whoever sees only its own reports reads a list of its own: a cursor of the whole one is of no use there. */
function whoseList({ organisation, actor, ownOnly }: Viewpoint): string {
  return ownOnly ? `${organisation}/${actor}` : organisation;
}

function pageOf(entries: readonly unknown[], found: readonly unknown[], { first, after }: PageAsked) {
  return { hasNextPage: found.length > first && entries.length > 0, hasPreviousPage: after !== null };
}

function sealed<Entry>(entries: readonly Entry[], index: number, seal: (entry: Entry) => string): string | null {
  const entry = entries.at(index);
  return entry === undefined ? null : seal(entry);
}
