import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Directory, type OrganisationId } from '../../src/identity/directory.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ada = { issuer: 'https://idp.example', org: 'acme', sub: 'ada', name: 'Ada' };

describe('the directory', () => {
  let folder: string;
  let file: string;
  let directory: Directory;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
    file = join(folder, 'directory.sqlite');
    directory = await Directory.open(file);
  });
  afterEach(async () => {
    await directory.close();
    rmSync(folder, { recursive: true });
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
    directory = await Directory.open(file);
    expect(await directory.sighting(ada)).toEqual(seen);
  });

  test('gives fifty first sightings at once, through two openings of the file, the same ids', async () => {
    const other = await Directory.open(file);
    const seen = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? directory : other).sighting(ada)),
    );
    await other.close();
    expect(new Set(seen.map(({ organisation, actor }) => `${organisation} ${actor}`)).size).toBe(1);
    const db = new Database(file, { readonly: true });
    expect(
      db
        .prepare(
          'SELECT (SELECT count(*) FROM organisations) AS organisations, (SELECT count(*) FROM actors) AS actors',
        )
        .get(),
    ).toEqual({
      organisations: 1,
      actors: 1,
    });
    db.close();
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
    directory = await Directory.open(file);
    expect((await directory.sighting({ ...ada, name: null })).name).toBe('Ada Lovelace');
    expect(await directory.names(organisation, [actor])).toEqual(new Map([[actor, 'Ada Lovelace']]));
  });

  test('names a batch of actors, and leaves out who is unknown, nameless or of another organisation', async () => {
    const { organisation, actor } = await directory.sighting(ada);
    const bob = await directory.sighting({ ...ada, sub: 'bob', name: 'Bob' });
    const nameless = await directory.sighting({ ...ada, sub: 'robot', name: null });
    const foreign = await directory.sighting({ ...ada, org: 'globex', sub: 'eve', name: 'Eve' });
    await directory.close();
    directory = await Directory.open(file);
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
    directory = await Directory.open(file);
    expect(await directory.names(organisation, [...strangers, actor])).toEqual(new Map([[actor, 'Ada']]));
  });

  test('asks the database nothing in the steady state', async () => {
    const { organisation, actor } = await directory.sighting(ada);
    await directory.close();
    expect((await directory.sighting(ada)).actor).toBe(actor);
    expect(await directory.names(organisation, [actor])).toEqual(new Map([[actor, 'Ada']]));
    await expect(directory.sighting({ ...ada, sub: 'new' })).rejects.toThrow();
  });

  test('refuses in words a file that is no database, or is of a newer version', async () => {
    const foreign = join(folder, 'foreign.sqlite');
    writeFileSync(foreign, 'no database at all, but long enough to be taken for one'.repeat(40));
    await expect(Directory.open(foreign)).rejects.toThrow(/not a database/);
    const db = new Database(file);
    db.prepare(`INSERT INTO kysely_migration VALUES ('0002-from-the-future', '2030-01-01T00:00:00.000Z')`).run();
    db.close();
    await expect(Directory.open(file)).rejects.toThrow(/directory\.sqlite .*0002-from-the-future/);
  });

  test('holds in the database what it promises: an actor belongs to an organisation that exists', () => {
    const db = new Database(file);
    db.pragma('foreign_keys = ON');
    const insert = db.prepare(`INSERT INTO actors VALUES ('a', 'no such organisation', 'i', 's', NULL)`);
    expect(() => insert.run()).toThrow(/FOREIGN KEY/);
    db.close();
  });

  test('answers no names for an organisation it has never seen', async () => {
    const { actor } = await directory.sighting(ada);
    expect(await directory.names('00000000-0000-4000-8000-000000000000' as OrganisationId, [actor])).toEqual(new Map());
  });
});
