import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadModelsStatus } from '../../src/read/index.js';
import { diskHealth, Health, logHealth, readModelsHealth, type HealthPart } from '../../src/server/health.js';
import { Registry } from 'prom-client';
import { openDatabase } from '../../src/log/embedded/database.js';
import { EmbeddedLog, LogError } from '../../src/log/index.js';
import { CountedLog } from '../../src/server/metricsLog.js';
import { aStream, anEvent, someEvents } from '../contract/events.js';
import { aFolder } from '../log/folder.js';
import { ask, openDoor } from './httpDoor.js';

const sound: HealthPart = { name: 'sound', look: () => Promise.resolve(null) };

describe('readiness', () => {
  test('names each part and why it is not sound, at /health/ready with 503', async () => {
    const door = await openDoor({ look: () => Promise.resolve('cannot be read (DAMAGED)') });
    expect(await ask(`${door.url}/health/ready`, {})).toMatchObject({
      status: 503,
      body: { status: 'not ready', parts: { register: 'cannot be read (DAMAGED)' } },
    });
    expect(await ask(`${door.url}/health/live`, {})).toMatchObject({ status: 200, body: { status: 'live' } });
    await door.close();
  });

  test('says no more of a part that fails than that it failed', async () => {
    const broken = { name: 'broken', look: () => Promise.reject(new Error('password=hunter2 in /srv/secret')) };
    expect(await new Health([sound, broken]).report()).toEqual({
      ready: false,
      parts: { sound: 'ok', broken: 'failed' },
    });
  });

  test('does not wait for a part that never answers', async () => {
    const hung = { name: 'hung', look: () => new Promise<null>(() => undefined) };
    expect(await new Health([hung], 20).report()).toEqual({
      ready: false,
      parts: { hung: 'does not answer in time' },
    });
  });

  test('looks once, however many ask at once', async () => {
    let looks = 0;
    const counting = {
      name: 'counting',
      look: () => {
        looks += 1;
        return Promise.resolve(null);
      },
    };
    const health = new Health([counting]);
    await Promise.all(Array.from({ length: 100 }, () => health.report()));
    expect(looks).toBe(1);
    await health.report();
    expect(looks).toBe(2);
  });

  test('is refused from the moment at which the server is asked to stop, while it still answers', async () => {
    const door = await openDoor();
    door.health.stop();
    expect(await ask(`${door.url}/health/ready`, {})).toMatchObject({ status: 503, body: { status: 'stopping' } });
    expect((await ask(`${door.url}/health/live`, {})).status).toBe(200);
    await door.close();
  });
});

describe('the health of the log', () => {
  const folder = aFolder();
  afterAll(folder.remove);

  test('is bad from an append that the disk refuses to the next one that it takes', async () => {
    const database = openDatabase(folder.path('full.sqlite'));
    const log = new CountedLog(new EmbeddedLog(database, 1), new Registry());
    const health = logHealth(log);
    expect(await health.look()).toBeNull();
    await log.append(aStream(), [anEvent()], 'noStream');
    database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
    await expect(log.append(aStream(), someEvents(20, { says: 'x'.repeat(10_000) }), 'noStream')).rejects.toThrow(
      /full/,
    );
    expect(await health.look()).toBe('the newest append failed');
    database.pragma('max_page_count = 1000000');
    await log.append(aStream(), [anEvent()], 'noStream');
    expect(await health.look()).toBeNull();
    await log.close();
    expect(await health.look()).toBe('cannot be read (CLOSED)');
  });

  test('forgives a refused append after half a minute: without requests none could prove that the disk is back', async () => {
    const log = new EmbeddedLog(openDatabase(folder.path('forgiven.sqlite')), 1);
    const seen = (failedBefore: number) =>
      logHealth({ failedBefore, head: () => log.head(), append: (...args) => log.append(...args) }).look();
    expect([await seen(29_000), await seen(31_000)]).toEqual(['the newest append failed', null]);
    await log.close();
  });

  test('is bad where another writer never lets go of the file', async () => {
    const file = folder.path('held.sqlite');
    const log = new EmbeddedLog(openDatabase(file), 1);
    const append = () => Promise.reject(new LogError('OWNED_BY_ANOTHER', `The event log ${file} is in use`));
    const found = await logHealth({ failedBefore: Infinity, head: () => log.head(), append }).look();
    expect(found).toBe('cannot be written (OWNED_BY_ANOTHER)');
    await log.close();
  });
});

describe('the health of the read models', () => {
  const serving = { generation: 1, position: '00000000000000000042', events: 42 };
  const filling = { generation: 2, percent: 40, events: 400 };
  const look = (status: ReadModelsStatus, lag: number | null) =>
    readModelsHealth({ status: () => status, lag: () => Promise.resolve(lag) }).look();

  test('is sound while they answer and are not far behind, even where a new generation is being filled', async () => {
    expect(await look({ serving, rebuilding: null, alarm: null }, 0)).toBeNull();
    expect(await look({ serving, rebuilding: filling, alarm: null }, 999)).toBeNull();
  });

  test('is bad where they are far behind, being rebuilt with nothing to answer meanwhile, or stand still', async () => {
    expect(await look({ serving, rebuilding: null, alarm: null }, 1_000)).toBe(
      'are 1000 events or more behind the log',
    );
    expect(await look({ serving: null, rebuilding: filling, alarm: null }, null)).toBe('are being rebuilt, 40 %');
    const alarm = 'IncidentForgotten of version 9 in incident-7 cannot be read';
    expect(await look({ serving, rebuilding: null, alarm }, 0)).toBe('stand still: an event cannot be projected');
  });
});

describe('the health of the disk', () => {
  test('is sound where there is room, and fails where there is no such folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'article33-'));
    expect(await diskHealth(folder).look()).toBeNull();
    rmSync(folder, { recursive: true });
    expect((await new Health([diskHealth(folder)]).report()).parts).toEqual({ disk: 'failed' });
  });
});
