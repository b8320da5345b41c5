/** An incident that changed, and the rows that change with it. */
import type { Kysely } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Organisation } from '../incident/organisation.js';
import type { Incident } from '../incident/state.js';
import { dutyRows, REMEMBERED, type Stretch } from './dutyRows.js';
import type { Folded } from './folds.js';
import { facetRows, incidentRow } from './rows.js';
import type { RowWriter } from './rowWriter.js';
import type { DutiesTable, IncidentFacetsTable, IncidentsTable, ReadTables, WordsTable } from './tables.js';
import { wordsOf } from './words.js';

export interface IncidentChange {
  readonly folded: Folded<Incident>;
  readonly organisation: Organisation;
  readonly stretches: readonly Stretch[];
  /** As it was written last; null where nothing of it was written. */
  readonly before: Incident | null;
  readonly isNew: boolean;
}

/** What a state's duties were written from: what stays the same is not written again, where it is known. */
const written = new LRUCache<Incident, readonly Stretch[]>({ max: REMEMBERED });

/** Writes the incidents and all that hangs on them. To be called within a transaction. */
export async function writeIncidents(
  within: Kysely<ReadTables>,
  writer: RowWriter,
  changes: readonly IncidentChange[],
): Promise<void> {
  const incidents: IncidentsTable[] = [];
  const duties = new Parts<DutiesTable>();
  const words: WordsTable[] = [];
  const forgotten: WordsTable[] = [];
  const facets = new Parts<IncidentFacetsTable>();
  for (const change of changes) {
    const { folded, organisation, stretches, before, isNew } = change;
    const { state, born } = folded;
    incidents.push(incidentRow(folded, organisation.id, stretches));
    if (before === null || !sameDuties(before, state, stretches)) {
      duties.replace(state.id, dutyRows(state, organisation.id, stretches), isNew);
    }
    if (before !== null) written.delete(before);
    written.set(state, stretches);
    if (before === null || !sameWords(before, state)) {
      if (before !== null) forgotten.push(...wordRows(before, born, organisation));
      words.push(...wordRows(state, born, organisation));
    }
    const values = facetRows(state, born, organisation.id);
    if (before === null || JSON.stringify(facetRows(before, born, organisation.id)) !== JSON.stringify(values)) {
      facets.replace(Number(born), values, isNew);
    }
  }
  await writer.insert(within, 'incidents', incidents, ['id']);
  await duties.write(within, writer, 'duties');
  await writer.deleteRows(within, 'words', forgotten);
  await writer.insert(within, 'words', words);
  await facets.write(within, writer, 'incident_facets');
}

/** Rows that hang on incidents: an incident's are replaced together. */
class Parts<Row extends object> {
  readonly #replaced: (string | number)[] = [];
  readonly #rows: Row[] = [];

  replace(incident: string | number, rows: readonly Row[], isNew: boolean): void {
    if (!isNew) this.#replaced.push(incident);
    this.#rows.push(...rows);
  }

  async write(within: Kysely<ReadTables>, writer: RowWriter, table: 'duties' | 'incident_facets'): Promise<void> {
    await writer.delete(within, table, 'incident', this.#replaced);
    await writer.insert(within, table, this.#rows);
  }
}

function wordRows(
  { title, summary, reference }: Incident,
  born: bigint,
  organisation: Organisation,
): readonly WordsTable[] {
  const incident = Number(born);
  return wordsOf(title, summary, reference).map((word) => ({ organisation: organisation.id, word, incident }));
}

function sameDuties(before: Incident, after: Incident, stretches: readonly Stretch[]): boolean {
  const known = written.get(before);
  if (known?.length !== stretches.length || before.exercise !== after.exercise) return false;
  return stretches.every((stretch, index) => {
    const other = known[index];
    if (stretch.from !== other?.from || stretch.until !== other.until) return false;
    return stretch.duty === other.duty || JSON.stringify(stretch.duty) === JSON.stringify(other.duty);
  });
}

function sameWords(a: Incident, b: Incident): boolean {
  return a.title === b.title && a.summary === b.summary && a.reference === b.reference;
}
