/** What read models promise over any database: PostgreSQL passes the same suite. */
import { sql, type Kysely } from 'kysely';
import { figuresOf } from '../../src/application/statistics/figures.js';
import { duties } from '../../src/incident/duties.js';
import { statusOf } from '../../src/incident/status.js';
import { epoch, instantAt, isBefore, type Instant } from '../../src/law/instant.js';
import type { EventLog, RecordedEvent } from '../../src/log/port.js';
import { beginning, writeCheckpoint } from '../../src/read/checkpoint.js';
import { createIndexes, createTables } from '../../src/read/migration.js';
import { Projector } from '../../src/read/projector.js';
import { INCIDENT_CLOCKS, StatisticsQuery } from '../../src/read/queries/statistics.js';
import type { ReadTables } from '../../src/read/tables.js';
import { chanceOf, type Chance } from '../simulation/chance.js';
import { by, codes } from '../application/register.js';
import { countedByHand, isIn } from './countedByHand.js';
import { aStory, foldingOf, type Folding, type Story } from './story.js';

/** An empty database of the test's own. */
export interface OpenDatabase {
  readonly db: Kysely<ReadTables>;
  readonly close: () => Promise<void>;
}

const long = process.env['ARTICLE33_LONG'] === '1';
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const STORIES = long ? 30 : 2;
const COMMANDS = long ? 300 : 120;
const TABLES = [
  ['incidents', 'id'],
  ['incident_versions', 'incident, revision'],
  ['duties', 'incident, key, from_at'],
  ['incident_facets', 'incident, facet, value'],
  ['words', 'organisation, word, incident'],
  ['organisations', 'id'],
  ['checkpoint', 'id'],
] as const;

/** Everything in the tables. */
export async function contentOf(db: Kysely<ReadTables>): Promise<Record<string, readonly unknown[]>> {
  const content: Record<string, readonly unknown[]> = {};
  for (const [table, order] of TABLES) {
    content[table] = (await sql`select * from ${sql.table(table)} order by ${sql.raw(order)}`.execute(db)).rows;
  }
  return content;
}

/** Until every duty is as its organisation has it now. */
async function settle(projector: Projector): Promise<void> {
  while (projector.renewing) await projector.renew();
}

/** Delivers a log to a projector, in pieces that chance cuts, some of it again; renews whenever something is to be renewed. */
async function deliver(
  projector: Projector,
  events: readonly RecordedEvent[],
  chance: Chance,
  most: number,
): Promise<void> {
  let at = 0;
  while (at < events.length) {
    const size = 1 + chance.below(most);
    const again = chance.happens(0.3) ? chance.below(10) : 0;
    await projector.apply(events.slice(Math.max(0, at - again), at + size));
    at += size;
    if (chance.happens(0.5)) await settle(projector);
  }
  await settle(projector);
}

export function describeReadModels(name: string, open: () => Promise<OpenDatabase>): void {
  const begin = async (log: EventLog, kept?: number): Promise<OpenDatabase & { projector: Projector }> => {
    const database = await open();
    await createTables(database.db);
    await createIndexes(database.db);
    await writeCheckpoint(database.db, beginning(log.id));
    const options = { db: database.db, log, ...(kept === undefined ? {} : { kept }) };
    return { ...database, projector: await Projector.open(options) };
  };

  describe.each(Array.from({ length: STORIES }, (_, index) => seed + index))(
    `${name}: story of seed %i`,
    (storySeed) => {
      let story: Story;
      let events: readonly RecordedEvent[];
      let folding: Folding;
      let whole: OpenDatabase & { projector: Projector };

      beforeAll(async () => {
        story = await aStory(storySeed, COMMANDS);
        events = await story.events();
        folding = foldingOf(events);
        whole = await begin(story.register.log);
        await deliver(whole.projector, events, chanceOf(storySeed), 1_000_000);
      });
      afterAll(async () => {
        await whole.close();
        await story.end();
      });

      it('one by one, in batches, again, forgetful and after crashes: the tables are the same', async () => {
        const expected = await contentOf(whole.db);
        for (const [most, kept] of [
          [1, 5_000],
          [7, 1],
          [50, 3],
        ] as const) {
          const other = await begin(story.register.log, kept);
          await deliver(other.projector, events, chanceOf(storySeed + most), most);
          expect(await contentOf(other.db)).toEqual(expected);
          await other.close();
        }
      });

      it('a projector that begins where another one ended goes on without a seam', async () => {
        const other = await begin(story.register.log);
        const middle = Math.floor(events.length / 2);
        await deliver(other.projector, events.slice(0, middle), chanceOf(storySeed), 20);
        const next = await Projector.open({ db: other.db, log: story.register.log });
        await deliver(next, events, chanceOf(storySeed), 20);
        expect(await contentOf(other.db)).toEqual(await contentOf(whole.db));
        await other.close();
      });

      it('a row says of an incident what folding says', async () => {
        const rows = await whole.db.selectFrom('incidents').selectAll().orderBy('id').execute();
        expect(rows.map(({ id }) => id)).toEqual([...folding.incidents.keys()].sort());
        for (const row of rows) {
          const incident = folding.incidents.get(row.id);
          if (incident === undefined) throw new Error(row.id);
          const { title, revision } = incident;
          expect(row).toMatchObject({ title, revision, status: statusOf(incident), reported_by: incident.reportedBy });
          expect(JSON.parse(row.state)).toEqual({ ...incident, notices: [], notes: [], evidence: [] });
        }
      });

      it('the state of a duty at any instant from the last event on is what the law says then', async () => {
        for (const incident of folding.incidents.values()) {
          const organisation = folding.organisations.get(organisationOf(events, incident.id));
          if (organisation === undefined) throw new Error('every incident has an organisation');
          for (let count = 0; count < 12; count += 1) {
            const at = instantAt(
              epoch(incident.updatedAt) + (count === 0 ? 0 : story.chance.below(40 * 24 * 3_600_000)),
            );
            const rows = await whole.db
              .selectFrom('duties')
              .select(['key', 'state', 'due_at'])
              .where('incident', '=', incident.id)
              .where('from_at', '<=', at)
              .where('until_at', '>', at)
              .orderBy('key')
              .execute();
            const law = duties(incident, organisation, at).map(({ key, state, dueAt }) => ({
              key,
              state,
              due_at: utc(dueAt),
            }));
            expect(rows).toEqual(law.sort((a, b) => (a.key < b.key ? -1 : 1)));
            const { overdue_from, overdue_until } = await whole.db
              .selectFrom('incidents')
              .select(['overdue_from', 'overdue_until'])
              .where('id', '=', incident.id)
              .executeTakeFirstOrThrow();
            const overdue = overdue_from !== null && overdue_until !== null && overdue_from <= at && at < overdue_until;
            expect(overdue).toBe(law.some(({ state }) => state === 'OVERDUE'));
          }
        }
      });

      it('the figures of a period are what counting the folded incidents gives', async () => {
        const asked = [...folding.organisations.values()].flatMap((organisation) =>
          INCIDENT_CLOCKS.flatMap((clock) => [true, false].map((exercise) => ({ organisation, clock, exercise }))),
        );
        const query = new StatisticsQuery(whole.db);
        for (const { organisation, clock, exercise } of asked) {
          const end = epoch(events.at(-1)?.recordedAt as Instant) + 1;
          const from = instantAt(end - story.chance.below(90 * 24 * 3_600_000));
          const period = { from, to: instantAt(end - story.chance.below(24 * 3_600_000)), clock, exercise };
          const view = { organisation: organisation.id, actor: '', ownOnly: false, at: instantAt(end) };
          const { rows } = await whole.db.executeQuery(query.rows(view, period));
          const chosen = [...folding.incidents.values()].filter(
            (incident) => organisationOf(events, incident.id) === organisation.id && isIn(incident, period),
          );
          expect(figuresOf(rows, organisation)).toEqual(countedByHand(chosen, organisation, clock, view.at));
        }
      });

      it('the list as of an instant of recording is what folding up to that instant gives', async () => {
        const instants = events.map(({ recordedAt }) => recordedAt as Instant);
        for (let count = 0; count < 20; count += 1) {
          const at = story.chance.pick(instants);
          const rows = await whole.db
            .selectFrom('incident_versions')
            .select(['incident', 'revision', 'status'])
            .where('valid_from', '<=', at)
            .where('valid_to', '>', at)
            .orderBy('incident')
            .execute();
          const folded = [...folding.versions].flatMap(([incident, states]) => {
            const then = states.findLast(({ updatedAt }) => !isBefore(at, updatedAt));
            return then === undefined ? [] : [{ incident, revision: then.revision, status: statusOf(then) }];
          });
          expect(rows).toEqual(folded.sort((a, b) => (a.incident < b.incident ? -1 : 1)));
        }
      });
    },
  );

  describe(`${name}: what cannot be projected`, () => {
    let story: Story;
    let events: readonly RecordedEvent[];
    beforeAll(async () => {
      story = await aStory(1, 60);
      events = await story.events();
    });
    afterAll(() => story.end());

    const altered: readonly (readonly [string, (event: RecordedEvent) => RecordedEvent, RegExp])[] = [
      ['of an unknown type', (event) => ({ ...event, type: 'IncidentTeleported' }), /type is not known/],
      [
        'of an unknown version',
        (event) => ({ ...event, metadata: event.metadata.replace(/"schemaVersion":\d+/, '"schemaVersion":77') }),
        /version 77 of \w+ is not known/,
      ],
      [
        'with data of no known form',
        (event) => ({ ...event, data: event.data.replace('{"d":{', '{"d":{"x":1,') }),
        /does not fit/,
      ],
      [
        'of an unknown category',
        (event) => ({ ...event, stream: 'weather-today' as RecordedEvent['stream'] }),
        /category/,
      ],
    ];
    it.each(altered)(
      'an event %s stops the projector, which has projected what came before',
      async (_, alter, words) => {
        const place = events.findIndex(({ stream, revision }) => stream.startsWith('incident-') && revision === 2n);
        const event = events[place];
        if (event === undefined) throw new Error('the story is too short');
        const { db, projector, close } = await begin(story.register.log);
        await expect(projector.apply(events.with(place, alter(event)))).rejects.toThrow(words);
        expect(projector.checkpoint).toMatchObject({ events: place, event: events[place - 1]?.id });
        await expect(projector.apply([alter(event)])).rejects.toThrow(words);
        await projector.apply(events);
        await settle(projector);
        expect((await contentOf(db))['incidents']).toHaveLength(foldingOf(events).incidents.size);
        await close();
      },
    );

    it('a gap in the revisions of a stream stops the projector', async () => {
      const place = events.findIndex(({ stream, revision }) => stream.startsWith('incident-') && revision === 1n);
      const { projector, close } = await begin(story.register.log);
      await expect(projector.apply(events.toSpliced(place, 1))).rejects.toThrow(/before event 1 of incident-.*missing/);
      await close();
    });
  });

  it(`${name}: a database that fails in the middle of a batch has taken nothing of it`, async () => {
    const story = await aStory(2, 40);
    const events = await story.events();
    const { db, projector, close } = await begin(story.register.log);
    await projector.apply(events.slice(0, 5));
    const before = await contentOf(db);
    await sql`alter table words rename to nowhere`.execute(db);
    await expect(projector.apply(events)).rejects.toHaveProperty('message');
    await sql`alter table nowhere rename to words`.execute(db);
    expect(await contentOf(db)).toEqual(before);
    await projector.apply(events);
    expect(projector.checkpoint.events).toBe(events.length);
    await close();
    await story.end();
  });

  it(`${name}: an organisation that is configured has the duties of all its incidents made anew`, async () => {
    const story = await aStory(3, 0);
    const [caller] = story.people;
    if (caller === undefined) throw new Error('somebody');
    const tell = by(story.register.application, { ...caller, role: 'DPO' });
    for (let count = 0; count < 120; count += 1)
      expect(codes(await tell('reportIncident', { title: `n° ${count}` }))).toEqual([]);
    const { db, projector, close } = await begin(story.register.log);
    await projector.apply(await story.events());
    await settle(projector);
    const admin = { ...caller, role: 'ADMIN' } as const;
    await story.register.application.configureOrganisation(admin, { aims: [{ kind: 'DOCUMENT', hours: 5 }] }, null);
    await projector.apply(await story.events());
    await settle(projector);
    const rows = await db
      .selectFrom('incidents')
      .innerJoin('duties', 'duties.incident', 'incidents.id')
      .select(['incident', 'recorded_at', 'target_at'])
      .where('kind', '=', 'DOCUMENT')
      .execute();
    const aims = new Set(
      rows.map(({ recorded_at, target_at }) => epoch(target_at ?? recorded_at) - epoch(recorded_at)),
    );
    expect([...aims]).toEqual([5 * 3_600_000]);
    expect(new Set(rows.map(({ incident }) => incident)).size).toBe(120);
    await close();
    await story.end();
  });
}

function organisationOf(events: readonly RecordedEvent[], incident: string): string {
  return events.find(({ stream }) => stream === `incident-${incident}`)?.organisation ?? '';
}

function utc(instant: Instant | null): Instant | null {
  return instant === null ? null : instantAt(epoch(instant));
}
