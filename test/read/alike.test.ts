/** Whichever database answers: the same lists in the same order, the same cursors, the same figures. */
import { Kysely, type CompiledQuery } from 'kysely';
import type { OrganisationId } from '../../src/incident/ids.js';
import { instantAt } from '../../src/law/instant.js';
import { beginning, writeCheckpoint } from '../../src/read/checkpoint.js';
import { createIndexes, createTables } from '../../src/read/migration.js';
import { Projector } from '../../src/read/projector.js';
import { compilerFor } from '../../src/read/queries/compiler.js';
import { DutyLists, placeOf, type DutyEntry, type DutyFilter } from '../../src/read/queries/dutyLists.js';
import { wordsIn, type IncidentFilter, type Viewpoint } from '../../src/read/queries/incidentFilter.js';
import {
  INCIDENT_ORDERS,
  IncidentLists,
  type IncidentEntry,
  type IncidentListing,
} from '../../src/read/queries/incidentLists.js';
import { INCIDENT_CLOCKS, StatisticsQuery } from '../../src/read/queries/statistics.js';
import { walk, type Run } from '../../src/read/queries/walk.js';
import type { ReadTables } from '../../src/read/tables.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { derivedSqlite } from '../../src/store/sqlite.js';
import { by } from '../application/register.js';
import { aFolder } from '../log/folder.js';
import { startPostgres, type Postgres } from '../support/postgres.js';
import { aStory, type Story } from './story.js';

const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const AT_A_TIME = 3;
/** PostgreSQL has no text with U+0000, the log has. */
const ODD = 'odd\0title \u{1F9ED}';
const FROM = instantAt(Date.parse('2026-01-01T00:00:00Z'));
const MIDST = instantAt(Date.parse('2026-06-10T00:00:00Z'));
const LATE = instantAt(Date.parse('2027-01-01T00:00:00Z'));

let server: Postgres;
let story: Story;
let folder: ReturnType<typeof aFolder>;
let databases: readonly Kysely<ReadTables>[];
let views: readonly Viewpoint[];

beforeAll(async () => {
  server = await startPostgres();
  story = await aStory(seed, 200);
  folder = aFolder();
  databases = [
    new Kysely({ dialect: derivedSqlite(folder.path('read.sqlite'), 'write') }),
    new Kysely({ dialect: postgresDialect(await server.database()) }),
  ];
  const { application } = story.register;
  const [person] = story.people;
  if (person === undefined) throw new Error('There is nobody');
  // Whatever the story holds, there are duties to compare.
  for (const title of [ODD, 'Deuxième', 'Troisième']) {
    await by(application, person)('reportIncident', { title, summary: title, awareAt: MIDST });
  }
  const events = await story.events();
  for (const db of databases) {
    await createTables(db);
    await createIndexes(db);
    await writeCheckpoint(db, beginning(story.register.log.id));
    const projector = await Projector.open({ db, log: story.register.log });
    await projector.apply(events);
    while (projector.renewing) await projector.renew();
  }
  views = story.people.flatMap(({ organisation, actor }) =>
    [true, false].map((ownOnly) => ({ organisation, actor, ownOnly, at: MIDST })),
  );
});
afterAll(async () => {
  for (const db of databases) await db.destroy();
  folder.remove();
  await story.end();
  await server.dispose();
});

/** What knows the dialect alone, as those who ask have it. */
function compilerOf(db: Kysely<ReadTables>): Kysely<ReadTables> {
  return compilerFor(db === databases[0] ? 'sqlite' : 'postgres');
}

function runOn(db: Kysely<ReadTables>): Run {
  return async <Row>(query: CompiledQuery<Row>) => (await db.executeQuery(query)).rows;
}

/** What both say, which is one thing. */
async function both<T>(ask: (db: Kysely<ReadTables>, run: Run) => Promise<T>): Promise<T> {
  const [one, other] = await Promise.all(databases.map((db) => ask(db, runOn(db))));
  if (one === undefined) throw new Error('Nothing was said');
  expect(other).toEqual(one);
  return one;
}

/** A whole list of incidents, read in small pages, each behind the last place of the one before. */
async function incidents(db: Kysely<ReadTables>, run: Run, listing: IncidentListing) {
  const lists = new IncidentLists(compilerOf(db));
  const entries: IncidentEntry[] = [];
  for (;;) {
    const page = await walk(run, lists.page(listing, entries.at(-1) ?? null), AT_A_TIME);
    entries.push(...page);
    if (page.length < AT_A_TIME) return { entries, counted: await run(lists.count(listing)) };
  }
}

async function dutiesOf(db: Kysely<ReadTables>, run: Run, view: Viewpoint, filter: DutyFilter) {
  const lists = new DutyLists(compilerOf(db));
  const entries: DutyEntry[] = [];
  for (;;) {
    const last = entries.at(-1);
    const page = await walk(run, lists.page({ view, filter }, last === undefined ? null : placeOf(last)), AT_A_TIME);
    entries.push(...page);
    if (page.length < AT_A_TIME) return { entries, counted: await run(lists.count({ view, filter })) };
  }
}

const FILTERS: readonly IncidentFilter[] = [
  {},
  { exercise: true },
  { statuses: [] },
  { statuses: ['DETECTED', 'ASSESSED'], reportedByMe: false },
  { natures: ['AVAILABILITY', 'INTEGRITY'], roles: ['CONTROLLER'] },
  { verdicts: ['HIGH_RISK', 'RISK'], overdue: true },
  { overdue: false, reportedByMe: true },
  { detectedFrom: FROM, detectedTo: MIDST },
  { awareFrom: MIDST, filedTo: LATE },
];

describe(`either database (ARTICLE33_SEED=${seed})`, () => {
  it('lists of incidents: every order, as they are and as they were', async () => {
    let seen = 0;
    for (const view of views) {
      for (const order of INCIDENT_ORDERS) {
        for (const filter of FILTERS) {
          for (const asOf of [null, MIDST]) {
            const listing: IncidentListing = { view, filter, order, asOf };
            seen += (await both((db, run) => incidents(db, run, listing))).entries.length;
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
  }, 120_000);

  it('search: words by their beginnings, whatever their letters', async () => {
    const titles = await both(async (db) =>
      db.selectFrom('incidents').select(['organisation', 'title']).orderBy('id').execute(),
    );
    const odd = titles.filter(({ title }) => title.startsWith('odd'));
    expect(odd).toHaveLength(1);
    let seen = 0;
    for (const { organisation, title } of [...odd, ...titles.slice(0, 10)]) {
      const [view] = views.filter((each) => each.organisation === organisation && !each.ownOnly);
      if (view === undefined) throw new Error('Nobody is of the organisation');
      const words = wordsIn(title);
      for (const search of [title, words[0]?.slice(0, 2) ?? '', `${words.at(-1) ?? ''} zzz`, '%_*', '\u{10FFFF}']) {
        const listing: IncidentListing = { view, filter: { search }, order: 'RECORDED_DESC', asOf: null };
        seen += (await both((db, run) => incidents(db, run, listing))).entries.length;
      }
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('lists of duties, in their order', async () => {
    const filters: readonly DutyFilter[] = [
      {},
      { dueBefore: LATE },
      { states: ['MET', 'OVERDUE'] },
      { kinds: ['NOTIFY_AUTHORITY', 'DOCUMENT'], regimes: ['GDPR'] },
    ];
    let seen = 0;
    // At the midst of the story, and after it: however early its clock stands, there is something to compare.
    const moments = views.flatMap((view) => [view, { ...view, at: LATE }]);
    for (const view of moments) {
      for (const filter of filters) seen += (await both((db, run) => dutiesOf(db, run, view, filter))).entries.length;
    }
    expect(seen).toBeGreaterThan(20);
  });

  it('one incident by its reference, and rows by ids', async () => {
    const known = await both((db) =>
      db.selectFrom('incidents').select(['id', 'organisation', 'reference']).orderBy('id').execute(),
    );
    const ids = known.map(({ id }) => id);
    for (const { organisation, reference } of known.slice(0, 5)) {
      const found = await both((db, run) =>
        run(new IncidentLists(compilerOf(db)).byReference(organisation, reference)),
      );
      expect(found).toHaveLength(1);
      expect(await both((db, run) => run(new IncidentLists(compilerOf(db)).byReference(organisation, ODD)))).toEqual(
        [],
      );
    }
    const organisations = new Set<OrganisationId>(known.map(({ organisation }) => organisation));
    for (const organisation of organisations) {
      const rows = await both(async (db, run) => {
        const found = await run(new IncidentLists(compilerOf(db)).rows(organisation, ids));
        return [...found].sort((a, b) => (a.id < b.id ? -1 : 1));
      });
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('figures, by each clock', async () => {
    let seen = 0;
    for (const view of views) {
      for (const clock of INCIDENT_CLOCKS) {
        for (const exercise of [true, false]) {
          const rows = await both(async (db, run) => {
            const found = await run(
              new StatisticsQuery(compilerOf(db)).rows(view, { from: FROM, to: LATE, clock, exercise }),
            );
            return found.map((row) => JSON.stringify(row)).sort();
          });
          seen += rows.length;
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});
