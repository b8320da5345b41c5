/** Fills the read models of a stopped register with incidents like the one that is there, by the projector's own writers. */
import { randomUUID } from 'node:crypto';
import { Kysely, sql } from 'kysely';
import type { IncidentId } from '../../../src/incident/ids.js';
import type { Organisation } from '../../../src/incident/organisation.js';
import type { Incident } from '../../../src/incident/state.js';
import { HOUR, plus } from '../../../src/law/instant.js';
import { stretchesOf } from '../../../src/read/dutyRows.js';
import { writeIncidents, type IncidentChange } from '../../../src/read/incidentChange.js';
import { createIndexes } from '../../../src/read/migration.js';
import type { ReadTables } from '../../../src/read/tables.js';
import { Writer } from '../../../src/read/writer.js';
import { derivedSqlite } from '../../../src/store/sqlite.js';

const AT_ONCE = 1_000;

/** @param file of the generation that serves. @param incidents to be added. */
export async function fillReadModels(file: string, incidents: number): Promise<void> {
  const db = new Kysely<ReadTables>({ dialect: derivedSqlite(file, 'write') });
  try {
    const row = await db.selectFrom('incidents').select(['state', 'organisation']).executeTakeFirstOrThrow();
    const like = JSON.parse(row.state) as Incident;
    const organisation: Organisation = {
      id: row.organisation,
      name: 'acme',
      timeZone: 'Europe/Paris',
      language: 'fr',
      sector: null,
      siren: null,
      dpo: null,
      representative: null,
      regimes: [],
      aims: [],
      revision: 0,
      updatedAt: like.recordedAt,
    };
    const writer = new Writer(db);
    await dropIndexes(db);
    // In their order: rows that fall all over a large table are what filling would spend its time on.
    const ids = Array.from({ length: incidents }, () => randomUUID() as IncidentId).sort();
    for (let begun = 0; begun < incidents; begun += AT_ONCE) {
      const changes = ids
        .slice(begun, begun + AT_ONCE)
        .map((id, index) => changeOf(like, organisation, id, begun + index + 2));
      await db.transaction().execute((within) => writeIncidents(within, writer, changes));
    }
    await createIndexes(db);
  } finally {
    await db.destroy();
  }
}

async function dropIndexes(db: Kysely<ReadTables>): Promise<void> {
  const made = sql<{ readonly name: string }>`select name from sqlite_master where type = 'index' and sql is not null`;
  for (const { name } of (await made.execute(db)).rows) await db.schema.dropIndex(name).execute();
}

/** A third is aware of it since some hour of the last weeks; the others are not yet. */
function changeOf(like: Incident, organisation: Organisation, id: IncidentId, number: number): IncidentChange {
  const shift = -(number % 50_000) * 60_000;
  const [awareness] = like.awareness;
  const aware =
    awareness === undefined || number % 3 !== 0
      ? []
      : [{ ...awareness, awareAt: plus(awareness.awareAt, HOUR * (number % 1_000)) }];
  const state: Incident = {
    ...like,
    id,
    reference: `2026-${String(number).padStart(4, '0')}`,
    title: `Champs non enregistrés, cabinet n° ${number}`,
    awareness: aware,
    recordedAt: plus(like.recordedAt, shift),
    updatedAt: plus(like.updatedAt, shift),
  };
  const recordedAt = state.updatedAt;
  const folded = {
    state,
    organisation: organisation.id,
    revision: state.revision,
    position: 1n,
    // Beyond those that are there.
    born: 1_000_000_000n + BigInt(number),
    recordedAt,
    weight: 1,
  };
  return { folded, organisation, stretches: stretchesOf(state, organisation), before: null, isNew: true };
}
