/** What some events that follow one another change in the tables: an incident touched several times is written once. */
import type { Kysely } from 'kysely';
import type { IncidentId, OrganisationId } from '../incident/ids.js';
import type { Organisation } from '../incident/organisation.js';
import type { IncidentEvent, OrganisationEvent } from '../incident/record.js';
import type { Incident } from '../incident/state.js';
import { inUtc, type Instant } from '../law/instant.js';
import type { RecordedEvent, StreamName } from '../log/port.js';
import { stretchesAfter, stretchesOf, type Stretch } from './dutyRows.js';
import type { Folded, Folds } from './folds.js';
import { writeIncidents, type IncidentChange } from './incidentChange.js';
import type { EndedVersion, RowWriter } from './rowWriter.js';
import { listed } from './rows.js';
import { ProjectorStopped } from './stopped.js';
import { NEVER, type IncidentVersionsTable, type OrganisationsTable, type ReadTables } from './tables.js';

export class Batch {
  readonly #changes = new Map<StreamName, IncidentChange>();
  readonly #versions = new Map<string, IncidentVersionsTable>();
  /** Versions of before the batch that end in it. */
  readonly #ended: EndedVersion[] = [];
  readonly #configured = new Map<StreamName, Folded<Organisation>>();
  /** Revisions in the tables of the streams that the batch asks for; -1 where there is none. */
  readonly #projected = new Map<StreamName, number>();

  constructor(
    private readonly incidents: Folds<Incident, IncidentEvent>,
    private readonly organisations: Folds<Organisation, OrganisationEvent>,
    private readonly db: Kysely<ReadTables>,
  ) {}

  /** Asks once how far the tables are with the streams that these events are of. */
  async begin(events: readonly RecordedEvent[]): Promise<void> {
    const incidents = new Set<string>();
    const organisations = new Set<string>();
    for (const { stream, organisation } of events) {
      organisations.add(organisation);
      if (stream.startsWith(INCIDENT)) incidents.add(stream.slice(INCIDENT.length));
    }
    // PostgreSQL knows no empty list.
    if (incidents.size > 0) {
      const ids = [...incidents] as IncidentId[];
      const known = await this.db.selectFrom('incidents').select(['id', 'revision']).where('id', 'in', ids).execute();
      for (const { id, revision } of known) this.#projected.set(`${INCIDENT}${id}` as StreamName, revision);
    }
    const organisationIds = [...organisations] as OrganisationId[];
    const registered = await this.db
      .selectFrom('organisations')
      .select(['id', 'revision'])
      .where('id', 'in', organisationIds)
      .execute();
    for (const { id, revision } of registered) this.#projected.set(organisationStream(id), revision);
  }

  /** @throws ProjectorStopped where the event does not follow, or cannot be read. */
  async incident(recorded: RecordedEvent): Promise<void> {
    const { stream } = recorded;
    const changed = this.#changes.get(stream);
    const known = changed?.folded ?? (await this.incidents.upTo(stream, this.#projected.get(stream) ?? -1));
    const organisation = await this.#organisationOf(recorded);
    const folded = this.incidents.extend(known, recorded);
    const stretches = stretchesAfter(recorded.type, known?.state ?? null, folded.state, organisation);
    this.#changes.set(stream, {
      folded,
      organisation,
      stretches,
      before: changed === undefined ? (known?.state ?? null) : changed.before,
      isNew: changed?.isNew ?? known === null,
    });
    this.#version(folded, organisation, stretches, known);
  }

  /** @throws ProjectorStopped where the event does not follow, or cannot be read. */
  async organisation(recorded: RecordedEvent): Promise<void> {
    const { stream } = recorded;
    const known =
      this.#configured.get(stream) ?? (await this.organisations.upTo(stream, this.#projected.get(stream) ?? -1));
    this.#configured.set(stream, this.organisations.extend(known, recorded));
  }

  /** Derives an incident anew, as it stands in the tables, by its organisation as it stands there. */
  async renew(id: IncidentId, revision: number, { id: organisationId, revision: upTo }: Renewed): Promise<void> {
    const stream = `${INCIDENT}${id}` as StreamName;
    const folded = await this.incidents.upTo(stream, revision);
    const organisation = await this.organisations.upTo(organisationStream(organisationId), upTo);
    if (folded === null || organisation === null) return;
    const stretches = stretchesOf(folded.state, organisation.state);
    const change = { folded, organisation: organisation.state, stretches, before: folded.state, isNew: false };
    this.#changes.set(stream, change);
  }

  /** Whether an organisation was configured. */
  get configures(): boolean {
    return this.#configured.size > 0;
  }

  /** Writes everything. To be called within a transaction. */
  async write(within: Kysely<ReadTables>, writer: RowWriter): Promise<void> {
    await writer.endVersions(within, this.#ended);
    await writer.insert(within, 'incident_versions', [...this.#versions.values()]);
    const changes = [...this.#changes.values()].map((change) => this.#upToDate(change));
    await writeIncidents(within, writer, changes);
    const rows = [...this.#configured.values()].map(({ state, revision }): OrganisationsTable => {
      // The first event of all finds no incident whose duties it could change.
      return { id: state.id, revision, renewed_up_to: this.#isRegistered(state.id) ? '' : null };
    });
    await writer.insert(within, 'organisations', rows, ['id']);
  }

  /** As of an event: configured earlier in this batch, or before it. */
  async #organisationOf({ organisation, stream, revision }: RecordedEvent): Promise<Organisation> {
    const own = organisationStream(organisation);
    const folded = this.#configured.get(own) ?? (await this.organisations.upTo(own, this.#projected.get(own) ?? -1));
    if (folded !== null) return folded.state;
    throw new ProjectorStopped(stream, Number(revision), 'its organisation was never registered');
  }

  #version(
    { state, revision, recordedAt }: Folded<Incident>,
    organisation: Organisation,
    stretches: readonly Stretch[],
    before: Folded<Incident> | null,
  ): void {
    const at = inUtc(recordedAt as Instant);
    if (before !== null) {
      const previous = this.#versions.get(`${state.id}/${before.revision}`);
      if (previous === undefined) this.#ended.push({ incident: state.id, revision: before.revision, valid_to: at });
      else previous.valid_to = at;
    }
    this.#versions.set(`${state.id}/${revision}`, {
      incident: state.id,
      revision,
      ...listed(state, organisation.id, stretches),
      valid_from: at,
      valid_to: NEVER,
    });
  }

  /** What was folded before its organisation was configured in this same batch is derived again. */
  #upToDate(change: IncidentChange): IncidentChange {
    const organisation = this.#configured.get(organisationStream(change.organisation.id))?.state;
    if (organisation === undefined || organisation === change.organisation) return change;
    return { ...change, organisation, stretches: stretchesOf(change.folded.state, organisation) };
  }

  #isRegistered(id: OrganisationId): boolean {
    return (this.#projected.get(organisationStream(id)) ?? -1) >= 0;
  }
}

/** An organisation as it stands in the tables. */
export interface Renewed {
  readonly id: OrganisationId;
  readonly revision: number;
}

const INCIDENT = 'incident-';

function organisationStream(id: string): StreamName {
  return `organisation-${id}` as StreamName;
}
