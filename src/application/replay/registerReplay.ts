import type { Caller } from '../../identity/caller.js';
import { may } from '../../identity/permissions.js';
import { isAfter, type Instant } from '../../law/instant.js';
import type { IncidentView } from '../application.js';
import { demand } from '../authorisation.js';
import { incidentStream } from '../ids.js';
import type { EventRecord, Records } from '../records.js';
import { ComparedForms } from './comparedForm.js';
import { differences } from './differences.js';
import { Moments, type Moment, type MomentsParts } from './moments.js';
import { CHANGES_MAX, type AsOf, type FieldChange, type PastView, type Replay } from './replay.js';
import { causesOn } from './walk.js';

export interface ReplayParts extends MomentsParts {
  readonly records: Records;
  /** The incident as it is; null where it is not the caller's to read. */
  readonly look: (caller: Caller, incidentId: string) => Promise<IncidentView | null>;
  readonly now: () => Instant;
}

export class RegisterReplay implements Replay {
  readonly #moments: Moments;

  constructor(private readonly parts: ReplayParts) {
    this.#moments = new Moments(parts);
  }

  async incident(caller: Caller, incidentId: string, asOf: AsOf): Promise<PastView | null | 'IN_FUTURE'> {
    if (this.#isAhead(asOf)) return 'IN_FUTURE';
    const present = await this.parts.look(caller, incidentId);
    const moment = present === null ? null : await this.#moments.find(present, asOf);
    const view = present === null || moment === null ? null : await this.#moments.view(present, moment);
    return view === null || moment === null ? null : { id: moment.id, shownAt: moment.at, view };
  }

  async events({ incident }: IncidentView, from: number, count: number): Promise<readonly EventRecord[]> {
    const known = Math.min(count, incident.revision + 1 - from);
    if (known <= 0) return [];
    const recorded = await this.parts.incidents.recorded(incidentStream(incident.id), known, from);
    return Promise.all(recorded.map((event) => this.parts.records.of(event)));
  }

  async compare(caller: Caller, incidentId: string, from: AsOf, to: AsOf, signal?: AbortSignal) {
    demand(caller, 'compare');
    if (this.#isAhead(from) || this.#isAhead(to)) return 'IN_FUTURE';
    const present = await this.parts.look(caller, incidentId);
    if (present === null) return null;
    const [a, b] = [await this.#moments.find(present, from), await this.#moments.find(present, to)];
    if (a === null || b === null) return null;
    const forms = new ComparedForms(may(caller.role, 'readPrivilegedNotes'));
    const [before, after] = [await this.#moments.view(present, a), await this.#moments.view(present, b)];
    if (before === null || after === null) return null;
    const found = differences(forms.whole(before), forms.whole(after));
    if (found.length > CHANGES_MAX) return 'TOO_MANY';
    const causes = found.length === 0 ? null : await this.#causes(present, a, b, forms, signal);
    const changes = found.map((change): FieldChange => ({ ...change, cause: causes?.of(change.path) ?? null }));
    return changes.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  /** Whichever of the two comes first: what lies between them is the same. */
  async #causes(
    { incident, organisation }: IncidentView,
    a: Moment,
    b: Moment,
    forms: ComparedForms,
    signal: AbortSignal | undefined,
  ) {
    const [first, last] = isLater(a, b) ? [b, a] : [a, b];
    const begun = await this.parts.past.loaded(incident.id, first.revision);
    if (begun === null) throw new Error(`Incident ${incident.id} has lost its event ${first.revision}`);
    const told = await this.#moments.organisationEvents(organisation.id);
    const way = {
      incident: begun,
      organisation: await this.#moments.organisation(organisation.id, first.configured),
      from: first.at,
      to: last.at,
      revision: last.revision,
      configured: told.slice(first.configured, last.configured),
    };
    return causesOn(way, { ...this.parts, forms, signal });
  }

  #isAhead(asOf: AsOf): boolean {
    return 'recordedAt' in asOf && isAfter(asOf.recordedAt, this.parts.now());
  }
}

function isLater(a: Moment, b: Moment): boolean {
  return (a.revision - b.revision || Date.parse(a.at) - Date.parse(b.at) || a.configured - b.configured) > 0;
}
