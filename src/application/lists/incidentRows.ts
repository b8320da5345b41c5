/** Incidents as their rows in the read models tell them: all but notices, notes and evidence, without reading any stream. */
import { LRUCache } from 'lru-cache';
import type { IncidentId, OrganisationId } from '../../incident/ids.js';
import type { Incident } from '../../incident/state.js';
import type { IncidentStatus } from '../../incident/status.js';
import type { IncidentLists, IncidentRow } from '../../read/queries/incidentLists.js';
import type { Run } from '../../read/queries/walk.js';

/** An incident without its notices, notes and evidence; the status, which notices have a part in, beside it. */
export interface RowState {
  readonly incident: Incident;
  readonly status: IncidentStatus;
}

export interface Head {
  readonly id: IncidentId;
  readonly revision: number;
}

/** Rows whose JSON is kept as objects: characters of JSON at most, together. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;
const KEPT_ROWS = 5_000;

export class IncidentRows {
  readonly #kept = new LRUCache<IncidentId, RowState>({ max: KEPT_ROWS, maxSize: KEPT_CHARACTERS });

  constructor(private readonly lists: Pick<IncidentLists, 'rows'>) {}

  /**
   * The states of those incidents of the organisation, at those revisions or, where they have moved on since, at newer ones.
   * @param run reads at once.
   */
  async states(
    run: Run,
    organisation: OrganisationId,
    heads: readonly Head[],
  ): Promise<ReadonlyMap<IncidentId, RowState>> {
    const states = new Map<IncidentId, RowState>();
    const missing: IncidentId[] = [];
    for (const { id, revision } of heads) {
      const kept = this.#kept.get(id);
      if (kept?.incident.revision === revision) states.set(id, kept);
      else missing.push(id);
    }
    if (missing.length === 0) return states;
    for (const row of await run(this.lists.rows(organisation, missing))) {
      const state = { incident: incidentIn(row), status: row.status };
      this.#kept.set(row.id, state, { size: row.state.length });
      states.set(row.id, state);
    }
    return states;
  }
}

/**
 * Empty lists stand for what a row lacks. Nobody must take them for the truth: what is withheld, for one, is told by the notes. One and the same
 * getter for all rows: with one for each the objects would have nothing in common, and every look at a field of one would cost several times as much.
 */
const lacking: PropertyDescriptorMap = Object.fromEntries(
  (['notices', 'notes', 'evidence'] as const).map((list) => [
    list,
    {
      enumerable: false,
      get(this: Incident) {
        throw new Error(`The row of incident ${this.id} has no ${list}: ask for the whole incident`);
      },
    },
  ]),
);

/** Written by this very version of the read models (`VERSION`), from the type that it is read as. */
function incidentIn({ state }: IncidentRow): Incident {
  return Object.freeze(Object.defineProperties(JSON.parse(state) as Incident, lacking));
}
