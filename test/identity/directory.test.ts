import { writeFileSync } from 'node:fs';
import { Directory, type OrganisationId } from '../../src/identity/directory.js';
import { isPostgres } from '../../src/store/postgres.js';
import { aFolder } from '../log/folder.js';
import { ask, describeOverBoth } from '../store/places.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ada = { issuer: 'https://idp.example', org: 'acme', sub: 'ada', name: 'Ada' };

describeOverBoth('the directory', (fresh) => {
  let place: string;
  let directory: Directory;
  beforeEach(async () => {
    place = await fresh();
    directory = await Directory.open(place);
  });
  afterEach(async () => {
    await directory.close();
  });

  test('brings organisation and actor into being at first sight, under random ids', async () => {
    const seen = await directory.sighting(ada);
    expect(seen.organisation).toMatch(uuid);
    expect(seen.actor).toMatch(uuid);
    expect(seen.name).toBe('Ada');
  });

  test('knows them again, after a restart too', async () => {
    const seen = await directory.sighting(ada);
    expect(await directory.sighting(ada)).toEqual(seen);
    await directory.close();
    directory = await Directory.open(place);
    expect(await directory.sighting(ada)).toEqual(seen);
  });

  test('gives fifty first sightings at once, through two openings of the place, the same ids', async () => {
    const other = await Directory.open(place);
    const seen = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? directory : other).sighting(ada)),
    );
    await other.close();
    expect(new Set(seen.map(({ organisation, actor }) => `${organisation} ${actor}`)).size).toBe(1);
    const counts =
      'select (select count(*) from organisations) as organisations, (select count(*) from actors) as actors';
    expect(await ask(place, counts)).toEqual([{ organisations: 1, actors: 1 }]);
  });

  test('keeps issuers apart that use the same words', async () => {
    const here = await directory.sighting(ada);
    const there = await directory.sighting({ ...ada, issuer: 'https://other.example' });
    expect(there.organisation).not.toBe(here.organisation);
    expect(there.actor).not.toBe(here.actor);
  });

  test('gives one person in two organisations two pseudonyms', async () => {
    const here = await directory.sighting(ada);
    const there = await directory.sighting({ ...ada, org: 'globex' });
    expect(there.organisation).not.toBe(here.organisation);
    expect(there.actor).not.toBe(here.actor);
  });

  test('is not led astray by claims that look alike when joined', async () => {
    const one = await directory.sighting({ ...ada, org: 'a","b', sub: 'c' });
    const two = await directory.sighting({ ...ada, org: 'a', sub: 'b","c' });
    expect(two.organisation).not.toBe(one.organisation);
  });

  test('takes over a changed name, and keeps the known one where a token names nobody', async () => {
    const { organisation, actor } = await directory.sighting(ada);
    await directory.sighting({ ...ada, name: 'Ada Lovelace' });
    expect(await directory.names(organisation, [actor])).toEqual(new Map([[actor, 'Ada Lovelace']]));
    expect((await directory.sighting({ ...ada, name: null })).name).toBe('Ada Lovelace');
    await directory.close();
    directory = await Directory.open(place);
    expect((await directory.sighting({ ...ada, name: null })).name).toBe('Ada Lovelace');
    expect(await directory.names(organisation, [actor])).toEqual(new Map([[actor, 'Ada Lovelace']]));
  });

  test('names a batch of actors, and leaves out who is unknown, nameless or of another organisation', async () => {
    const { organisation, actor } = await directory.sighting(ada);
    const bob = await directory.sighting({ ...ada, sub: 'bob', name: 'Bob' });
    const nameless = await directory.sighting({ ...ada, sub: 'robot', name: null });
    const foreign = await directory.sighting({ ...ada, org: 'globex', sub: 'eve', name: 'Eve' });
    await directory.close();
    directory = await Directory.open(place);
    const asked = [actor, bob.actor, nameless.actor, foreign.actor, 'nobody', actor];
    const expected = new Map([
      [actor, 'Ada'],
      [bob.actor, 'Bob'],
    ]);
    expect(await directory.names(organisation, asked)).toEqual(expected);
    expect(await directory.names(organisation, asked)).toEqual(expected);
  });

  test('names more actors than one question to the database can hold', async () => {
    const { organisation, actor } = await directory.sighting(ada);
    const strangers = Array.from({ length: 40_000 }, (_, index) => `stranger-${index}`);
    await directory.close();
    directory = await Directory.open(place);
    expect(await directory.names(organisation, [...strangers, actor])).toEqual(new Map([[actor, 'Ada']]));
  });

  test('asks the database nothing in the steady state', async () => {
    const { organisation, actor } = await directory.sighting(ada);
    await directory.close();
    expect((await directory.sighting(ada)).actor).toBe(actor);
    expect(await directory.names(organisation, [actor])).toEqual(new Map([[actor, 'Ada']]));
    await expect(directory.sighting({ ...ada, sub: 'new' })).rejects.toThrow();
  });

  test('refuses in words a place that is of a newer version', async () => {
    const table = isPostgres(place) ? 'directory_migration' : 'kysely_migration';
    await ask(place, `insert into ${table} values ('0002-from-the-future', '2030-01-01T00:00:00.000Z')`);
    await expect(Directory.open(place)).rejects.toThrow(/0002-from-the-future/);
    await expect(Directory.open(place)).rejects.not.toThrow(/postgres:postgres/);
  });

  test('holds in the database what it promises: an actor belongs to an organisation that exists', async () => {
    const insert = `insert into actors values ('a', 'no such organisation', 'i', 's', null)`;
    // By its words: the driver's errors are of the realm of whichever test loaded it first.
    const refused = { message: expect.stringMatching(/foreign key/i) as string };
    await expect(ask(place, insert)).rejects.toMatchObject(refused);
  });

  test('answers no names for an organisation it has never seen', async () => {
    const { actor } = await directory.sighting(ada);
    expect(await directory.names('00000000-0000-4000-8000-000000000000' as OrganisationId, [actor])).toEqual(new Map());
  });
});

test('a directory in a file that is no database is refused in words', async () => {
  const folder = aFolder();
  const foreign = folder.path('foreign.sqlite');
  writeFileSync(foreign, 'no database at all, but long enough to be taken for one'.repeat(40));
  await expect(Directory.open(foreign)).rejects.toThrow(/foreign\.sqlite .*not a database/);
  folder.remove();
});

test('a directory on a server that does not answer is refused in words, without its password', async () => {
  const opening = Directory.open('postgres://register:hidden@127.0.0.1:1/register');
  await expect(opening).rejects.toThrow(/postgres:\/\/127\.0\.0\.1:1\/register .*ECONNREFUSED/);
  await expect(opening).rejects.not.toThrow(/hidden/);
});
