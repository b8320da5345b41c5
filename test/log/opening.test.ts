import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { openEmbeddedLog } from '../../src/log/index.js';
import { aStream, anEvent, anOrganisation, collect, idsOf, someEvents } from '../contract/events.js';
import { aFolder } from './folder.js';
import { tamper } from './tamper.js';
import { refusalToOpen } from './openLog.js';

const PAGE = 4_096;

describe('opening the embedded log', () => {
  const folder = aFolder();
  afterAll(folder.remove);
  let count = 0;
  const newFile = () => folder.path(`log-${(count += 1)}.sqlite`);
  const organisation = anOrganisation();

  /** A closed log of 300 events, 5 to a stream. */
  async function aClosedLog(): Promise<string> {
    const file = newFile();
    const log = openEmbeddedLog({ file });
    const says = { note: 'x'.repeat(200) };
    await Promise.all(
      Array.from({ length: 60 }, () => log.append(aStream(), someEvents(5, { organisation, says }), 'noStream')),
    );
    await log.close();
    return file;
  }

  it('makes the file, for its owner’s eyes only, and keeps id, events and order from one opening to the next', async () => {
    const file = newFile();
    const stream = aStream();
    const events = someEvents(3);
    const first = openEmbeddedLog({ file, positionStep: 5 });
    const { id } = first;
    const written = await first.append(stream, events, 'noStream');
    await first.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = openEmbeddedLog({ file, positionStep: 5 });
    expect(second.id).toBe(id);
    expect(await second.append(stream, events, 'noStream')).toEqual(written);
    const more = anEvent();
    expect(await second.append(stream, [more], 2n)).toMatchObject({ ok: true, revision: 3n, position: 20n });
    expect(idsOf(await collect(second.readAll()))).toEqual(idsOf([...events, more]));
    await second.close();
  });

  it('two logs have two ids', async () => {
    const [one, other] = [openEmbeddedLog({ file: newFile() }), openEmbeddedLog({ file: newFile() })];
    expect(one.id).not.toBe(other.id);
    await Promise.all([one.close(), other.close()]);
  });

  it('is refused while this process has it open, and the first one is not disturbed', async () => {
    const file = newFile();
    const log = openEmbeddedLog({ file });
    expect(await refusalToOpen({ file })).toMatchObject({ code: 'OWNED_BY_ANOTHER' });
    expect(await log.append(aStream(), [anEvent()], 'noStream')).toMatchObject({ ok: true });
    // The refused attempt has not given the lock away.
    expect(await refusalToOpen({ file })).toMatchObject({ code: 'OWNED_BY_ANOTHER' });
    await log.close();
    expect(await refusalToOpen({ file })).toBeNull();
  });

  it('is refused where there is no folder', async () => {
    expect(await refusalToOpen({ file: folder.path('missing/log.sqlite') })).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each<[string, (file: string) => void]>([
    [
      'is empty',
      (file) => {
        writeFileSync(file, '');
      },
    ],
    [
      'is a text',
      (file) => {
        writeFileSync(file, 'nothing of the kind, and longer than a header of SQLite would be'.repeat(9));
      },
    ],
    [
      'is another program’s database',
      (file) => {
        new Sqlite(file).exec('CREATE TABLE things (name TEXT)').close();
      },
    ],
  ])('is refused where the file %s, which is left as it was', async (_, make) => {
    const file = newFile();
    make(file);
    const before = readFileSync(file);
    const refusal = await refusalToOpen({ file });
    expect(refusal).toMatchObject({ code: 'DAMAGED' });
    expect(refusal?.words).toContain(file);
    expect(readFileSync(file)).toEqual(before);
  });

  it('is refused where a newer program wrote the file', async () => {
    const file = await aClosedLog();
    withSql(file, (database) => database.pragma('user_version = 2'));
    const refusal = await refusalToOpen({ file });
    expect(refusal).toMatchObject({ code: 'DAMAGED' });
    expect(refusal?.words).toContain('version 2');
  });

  describe('damage', () => {
    let sound: string;
    beforeAll(async () => {
      sound = await aClosedLog();
    });
    const copy = () => {
      const file = newFile();
      copyFileSync(sound, file);
      return file;
    };

    it('a copy that was left alone opens', async () => {
      expect(await refusalToOpen({ file: copy() })).toBeNull();
    });

    it('a page whose beginning was overwritten is refused, whichever it is', async () => {
      const pages = statSync(sound).size / PAGE;
      expect(pages).toBeGreaterThan(40);
      for (let page = 0; page < pages; page += 1) {
        const file = copy();
        const bytes = readFileSync(file);
        bytes.fill(0xff, page * PAGE, page * PAGE + 64);
        writeFileSync(file, bytes);
        expect({ page, code: (await refusalToOpen({ file }))?.code }).toEqual({ page, code: 'DAMAGED' });
      }
    });

    it('a file cut short is refused, wherever it is cut', async () => {
      const { size } = statSync(sound);
      for (const length of [0, 1, 100, PAGE, PAGE + 1, Math.floor(size / 2), size - PAGE, size - 1]) {
        const file = copy();
        truncateSync(file, length);
        expect({ length, code: (await refusalToOpen({ file }))?.code }).toEqual({ length, code: 'DAMAGED' });
      }
    });

    it.each([
      ['the newest event was changed', `UPDATE events SET data = replace(data, 'x', 'y') WHERE position = 300`],
      [
        'its metadata were changed',
        `UPDATE events SET metadata = replace(metadata, 'actor', 'actress') WHERE position = 300`,
      ],
      [
        'an event close to the end was moved in time',
        `UPDATE events SET recorded_at = '2020-01-01T00:00:00.000Z' WHERE position = 280`,
      ],
      ['the newest event is gone', 'DELETE FROM events WHERE position = 300'],
      ['an event close to the end is gone', 'DELETE FROM events WHERE position = 280'],
      [
        'the newest event has lost its leaf',
        'UPDATE events SET seq = NULL, commitment = NULL, leaf = NULL WHERE position = 300',
      ],
      [
        'the frontier is that of another tree',
        `UPDATE organisations SET frontier = CAST(substr(frontier, 1, 40) || zeroblob(length(frontier) - 40) AS BLOB)`,
      ],
      ['the frontier is cut short', `UPDATE organisations SET frontier = substr(frontier, 1, 40)`],
      ['the size is another one', `UPDATE organisations SET size = 299`],
      ['the log has no id', 'DELETE FROM log'],
    ])('is refused where %s', async (_, sql) => {
      const file = copy();
      tamper(file, (database) => {
        expect(database.prepare(sql).run().changes).toBe(1);
      });
      expect(await refusalToOpen({ file })).toMatchObject({ code: 'DAMAGED' });
    });

    it('is refused where the guards against changing and deleting were taken away', async () => {
      const file = copy();
      withSql(file, (database) => database.exec('DROP TRIGGER events_are_fixed'));
      expect(await refusalToOpen({ file })).toMatchObject({ code: 'DAMAGED' });
    });
  });

  it.each([
    `UPDATE events SET data = ''`,
    'DELETE FROM events',
    `UPDATE streams SET name = 'x'`,
    'DELETE FROM streams',
    'DELETE FROM organisations',
    'UPDATE organisations SET size = size - 1',
    `UPDATE log SET id = ''`,
    'DELETE FROM log',
  ])('a slip of the hand is refused by the file itself: %s', async (sql) => {
    withSql(await aClosedLog(), (database) => {
      expect(() => database.exec(sql)).toThrow(/never|keeps|only grows/);
    });
  });
});

function withSql(file: string, work: (database: Sqlite.Database) => unknown): void {
  const database = new Sqlite(file);
  work(database);
  database.close();
}
