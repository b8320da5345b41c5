import { openDatabase, type Database } from '../../src/log/embedded/database.js';
import { EmbeddedLog, openEmbeddedLog } from '../../src/log/index.js';
import { aStream, anEvent, collect, idsOf, someEvents } from '../contract/events.js';
import { aFolder } from './folder.js';
import { verifySeals } from './verifySeals.js';

describe('a disk that fails', () => {
  const folder = aFolder();
  afterAll(folder.remove);
  let file: string;
  let database: Database;
  let log: EmbeddedLog;
  let count = 0;
  beforeEach(() => {
    file = folder.path(`log-${(count += 1)}.sqlite`);
    database = openDatabase(file);
    log = new EmbeddedLog(database, 3);
  });
  afterEach(() => log.close());

  const pages = () => Number(database.pragma('page_count', { simple: true }));

  it('full: the append is refused whole, reads go on, and writing goes on once there is room', async () => {
    const stream = aStream();
    const events = someEvents(5);
    await log.append(stream, events, 'noStream');
    database.pragma(`max_page_count = ${pages()}`);
    const large = someEvents(20, { says: 'x'.repeat(10_000) });
    const refused = log.append(stream, large, 4n);
    await expect(refused).rejects.toThrow(/disk .* is full/);
    await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(idsOf(await collect(log.readStream(stream)))).toEqual(idsOf(events));
    await verifySeals(log);

    database.pragma('max_page_count = 1000000');
    expect(await log.append(stream, large, 4n)).toMatchObject({ ok: true, revision: 24n });
    await verifySeals(log);
    await log.close();
    log = openEmbeddedLog({ file });
    expect(idsOf(await collect(log.readAll()))).toEqual(idsOf([...events, ...large]));
  });

  it('full: appends that share the transaction are refused together, and subscribers see none of them', async () => {
    const abort = new AbortController();
    const first = anEvent();
    await log.append(aStream(), [first], 'noStream');
    database.pragma(`max_page_count = ${pages()}`);
    const outcomes = await Promise.allSettled([
      log.append(aStream(), [anEvent()], 'noStream'),
      log.append(aStream(), someEvents(20, { says: 'x'.repeat(10_000) }), 'noStream'),
      log.append(aStream(), [anEvent()], 'noStream'),
    ]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
    const seen: unknown[] = [];
    for await (const item of log.subscribeAll({ signal: abort.signal })) {
      seen.push('id' in item ? item.id : item);
      if ('caughtUp' in item) abort.abort();
    }
    expect(seen).toEqual([first.id, { caughtUp: true }]);
  });

  it('read-only: the append is refused in words, reads go on, and writing goes on afterwards', async () => {
    const stream = aStream();
    const event = anEvent();
    await log.append(stream, [event], 'noStream');
    database.pragma('query_only = ON');
    const next = anEvent();
    const refused = log.append(stream, [next], 0n);
    await expect(refused).rejects.toThrow(/read-only/);
    await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(idsOf(await collect(log.readStream(stream)))).toEqual([event.id]);
    database.pragma('query_only = OFF');
    expect(await log.append(stream, [next], 0n)).toMatchObject({ ok: true, revision: 1n });
    await verifySeals(log);
  });

  it('a refusal tells no content of the events', async () => {
    database.pragma('query_only = ON');
    const attempt = log.append(aStream(), [anEvent({ says: 'Jean Dupont' })], 'noStream');
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('Dupont');
  });
});
