/** No page of a list that is read at once may look at rows that it does not show: SQLite is asked how it would go about each. */
import { CompiledQuery, Kysely } from 'kysely';
import type { IncidentId, OrganisationId } from '../../../src/incident/ids.js';
import type { Instant } from '../../../src/law/instant.js';
import { createIndexes, createTables } from '../../../src/read/migration.js';
import { DutyLists, type DutyFilter, type DutyPlace } from '../../../src/read/queries/dutyLists.js';
import type { IncidentFilter, Viewpoint } from '../../../src/read/queries/incidentFilter.js';
import {
  INCIDENT_ORDERS,
  IncidentLists,
  type IncidentListing,
  type IncidentOrder,
} from '../../../src/read/queries/incidentLists.js';
import type { ReadTables } from '../../../src/read/tables.js';
import { derivedSqlite } from '../../../src/store/sqlite.js';
import { aFolder } from '../../log/folder.js';

const at = '2026-11-17T11:00:00.000Z' as Instant;
const id = '11111111-1111-4111-8111-111111111111' as IncidentId;
const view: Viewpoint = {
  organisation: '22222222-2222-4222-8222-222222222222' as OrganisationId,
  actor: '33333333-3333-4333-8333-333333333333',
  ownOnly: false,
  at,
};
const reporter = { ...view, ownOnly: true };

describe('query plans of lists', () => {
  const folder = aFolder();
  const db = new Kysely<ReadTables>({ dialect: derivedSqlite(folder.path('read-models.sqlite'), 'write') });
  const incidents = new IncidentLists(db);
  const duties = new DutyLists(db);
  beforeAll(async () => {
    await createTables(db);
    await createIndexes(db);
  });
  afterAll(async () => {
    await db.destroy();
    folder.remove();
  });

  const plan = async ({ sql, parameters }: CompiledQuery): Promise<readonly string[]> => {
    const { rows } = await db.executeQuery<{ readonly detail: string }>(
      CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]),
    );
    expect(rows.length).toBeGreaterThan(0);
    return rows.map(({ detail }) => detail);
  };
  const listing = (order: IncidentOrder, filter: IncidentFilter = {}, seen = view): IncidentListing => ({
    view: seen,
    filter,
    order,
    asOf: null,
  });
  const indexes: Record<IncidentOrder, string> = {
    RECORDED_DESC: 'incidents_by_recorded_at',
    RECORDED_ASC: 'incidents_by_recorded_at',
    DETECTED_DESC: 'incidents_by_detected_at',
    DETECTED_ASC: 'incidents_by_detected_at',
    UPDATED_DESC: 'incidents_by_updated_at',
    DUE_ASC: 'incidents_by_next_due_at',
  };

  test.each(INCIDENT_ORDERS)(
    '%s pages walk the index of their order and read nothing else, real incidents and drills',
    async (order) => {
      for (const exercise of [undefined, false, true]) {
        for (const after of [null, { at, id }, { at: null, id }]) {
          const asked = listing(order, { exercise: exercise ?? null });
          expect(incidents.isWalked(asked)).toBe(true);
          for (const { rows } of incidents.page(asked, after)) {
            const [step, ...others] = await plan(rows(21));
            expect(step).toContain(
              `SEARCH incidents USING COVERING INDEX ${indexes[order]} (organisation=? AND exercise=?`,
            );
            expect(others).toEqual([]);
          }
        }
      }
    },
  );

  test.each(['RECORDED_DESC', 'RECORDED_ASC'] as const)(
    '%s pages of own reports walk the index of their reporter',
    async (order) => {
      for (const asked of [listing(order, {}, reporter), listing(order, { reportedByMe: true })]) {
        expect(incidents.isWalked(asked)).toBe(true);
        for (const { rows } of incidents.page(asked, { at, id })) {
          expect(await plan(rows(21))).toEqual([
            'SEARCH incidents USING COVERING INDEX incidents_by_reporter (organisation=? AND reported_by=? AND exercise=? AND (recorded_at,id)' +
              (order === 'RECORDED_ASC' ? '>' : '<') +
              '(?,?))',
          ]);
        }
      }
    },
  );

  test.each<[string, IncidentFilter]>([
    ['status', { statuses: ['AWARE', 'ASSESSED'] }],
    ['nature', { natures: ['AVAILABILITY'] }],
    ['verdict', { verdicts: ['RISK'] }],
    ['role', { roles: ['PROCESSOR'] }],
    ['overdue', { overdue: true }],
    ['not overdue', { overdue: false }],
    ['detected', { detectedFrom: at, detectedTo: at }],
    ['aware', { awareFrom: at }],
    ['filed', { filedTo: at }],
    ['reported by others', { reportedByMe: false }],
    ['search', { search: 'perdu 2026' }],
  ])('pages by %s scan no table, and are left to another thread', async (_, filter) => {
    for (const order of INCIDENT_ORDERS) {
      const asked = listing(order, filter);
      expect(incidents.isWalked(asked)).toBe(false);
      for (const { rows } of incidents.page(asked, { at, id })) {
        for (const step of await plan(rows(21))) expect(step).not.toMatch(/SCAN (incidents|words)/);
      }
      for (const step of await plan(incidents.count(asked))) expect(step).not.toMatch(/SCAN (incidents|words)/);
    }
  });

  test('pages of the past search the versions of their time, in another thread', async () => {
    const asked = { ...listing('DETECTED_ASC'), asOf: at };
    expect(incidents.isWalked(asked)).toBe(false);
    for (const { rows } of incidents.page(asked, { at, id })) {
      expect((await plan(rows(21)))[0]).toMatch(
        /^SEARCH incident_versions USING INDEX incident_versions_by_time \(organisation=\?/,
      );
    }
  });

  test('incidents are found by their ids and by their reference', async () => {
    for (const several of [1, 2, 5, 20, 100].map((count) => Array.from({ length: count }, () => id))) {
      for (const query of [incidents.rows(view.organisation, several), incidents.heads(view.organisation, several)]) {
        expect(await plan(query)).toEqual(['SEARCH incidents USING INDEX sqlite_autoindex_incidents_1 (id=?)']);
      }
    }
    expect(await plan(incidents.byReference(view.organisation, '2026-0001'))).toEqual([
      expect.stringMatching(
        /^SEARCH incidents USING INDEX incidents_by_reference \(organisation=\? AND reference=\?\)/,
      ),
    ]);
  });

  const places: readonly (DutyPlace | null)[] = [
    null,
    { undated: false, at, incident: id, key: 'GDPR/DOCUMENT' },
    { undated: true, at, incident: id, key: 'GDPR/DOCUMENT' },
  ];

  test.each<[string, DutyFilter]>([
    ['all open ones', {}],
    ['those with a limit before an instant', { dueBefore: at }],
  ])('pages of duties, %s, walk the index of their order', async (_, filter) => {
    const asked = { view, filter };
    expect(duties.isWalked(asked)).toBe(true);
    for (const after of places) {
      for (const { rows } of duties.page(asked, after)) {
        const [step, ...others] = await plan(rows(51));
        expect(step).toContain(
          'SEARCH duties USING INDEX duties_in_order (organisation=? AND exercise=? AND open=? AND rank=?',
        );
        expect(others).toEqual([]);
      }
    }
  });

  test('pages of the duties of one incident read its rows alone', async () => {
    for (const seen of [view, reporter]) {
      const asked = { view: seen, filter: { incidentId: id } };
      expect(duties.isWalked(asked)).toBe(true);
      for (const { rows } of duties.page(asked, null)) {
        expect((await plan(rows(51)))[0]).toContain('SEARCH duties USING PRIMARY KEY (incident=?');
      }
    }
  });

  test('pages of the duties of own reports search by incident, in another thread', async () => {
    const asked = { view: reporter, filter: {} };
    expect(duties.isWalked(asked)).toBe(false);
    for (const { rows } of duties.page(asked, places[1] ?? null)) {
      const steps = await plan(rows(51));
      expect(steps.join('\n')).toContain('incidents_by_reporter');
      for (const step of steps) expect(step).not.toMatch(/SCAN (duties|incidents)/);
    }
  });
});
