import { setTimeout as after } from 'node:timers/promises';
import { openEmbeddedLog, type RecordedEvent } from '../../../src/log/index.js';
import { collect } from '../../contract/events.js';
import { aFolder } from '../folder.js';
import { refusalToOpen } from '../openLog.js';
import { verifySeals } from '../verifySeals.js';
import { Writer, type Acknowledged } from './killedWriter.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const kills = Number(process.env['ARTICLE33_KILLS'] ?? (long ? 200 : 6));
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
/** A log is used for so many runs, each opening what the last one left. */
const RUNS_PER_LOG = 10;
const WRITERS = 64;

/** mulberry32: 0 to 1, the same row of numbers for the same seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the log must hold after a kill, and what its streams end with. */
async function verify(file: string, acknowledged: readonly Acknowledged[]): Promise<Map<string, number>> {
  const log = openEmbeddedLog({ file, positionStep: 3 });
  try {
    const events = await collect(log.readAll());
    const streams = byStream(events);
    for (const { stream, last, ids } of acknowledged) {
      const written = streams.get(stream)?.slice(last + 1 - ids.length, last + 1);
      expect(written?.map(({ id }) => id)).toEqual(ids);
    }
    for (const written of streams.values()) {
      expect(written.map(({ revision }) => Number(revision))).toEqual(written.map((_, index) => index));
    }
    wholeAppends(events);
    const leaves = await verifySeals(log);
    expect([...leaves.values()].reduce((sum, size) => sum + size, 0)).toBe(events.length);
    return new Map([...streams].map(([stream, written]) => [stream, written.length - 1]));
  } finally {
    await log.close();
  }
}

function byStream(events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const stream = streams.get(event.stream);
    if (stream === undefined) streams.set(event.stream, [event]);
    else stream.push(event);
  }
  return streams;
}

/** Every append is there with all its events, next to each other. */
function wholeAppends(events: readonly RecordedEvent[]): void {
  for (let index = 0; index < events.length;) {
    const { append, of } = markOf(events[index]);
    const piece = events.slice(index, index + of).map((event) => markOf(event).append);
    expect(piece).toEqual(Array.from({ length: of }, () => append));
    index += of;
  }
}

function markOf(event: RecordedEvent | undefined): { append: string; of: number } {
  return JSON.parse(event?.metadata ?? '') as { append: string; of: number };
}

describe(`kill -9 of a writer under load (seed ${seed})`, () => {
  const folder = aFolder();
  afterAll(folder.remove);
  const random = randomFrom(seed);
  let total = 0;
  let acknowledged: Acknowledged[] = [];
  let streams = new Map<string, number>();

  it.each(Array.from({ length: kills }, (_, run) => run))(
    `run %i: no acknowledged append is lost, none is half there, the seals are right`,
    async (run) => {
      const file = folder.path(`log-${Math.floor(run / RUNS_PER_LOG)}.sqlite`);
      if (run % RUNS_PER_LOG === 0) {
        acknowledged = [];
        streams = new Map();
      }
      const writer = new Writer(file, WRITERS, streams);
      // One in five dies while it starts, makes the file or recovers; the others while they write.
      const starting = random() < 0.2;
      const [count, milliseconds] = [1 + Math.floor(random() * 500), random() * (starting ? 150 : 10)];
      if (!starting) await writer.told(count);
      // Not a wait for anything: the moment is what the seed draws.
      await after(milliseconds);
      await writer.kill();
      expect(writer.stderr).toBe('');
      expect(writer.failure).toBeNull();
      acknowledged.push(...writer.acknowledged);
      total += writer.acknowledged.length;
      streams = await verify(file, acknowledged);
    },
  );

  it('the writers were under load indeed', () => {
    expect(total).toBeGreaterThan(10 * kills);
  });
});

describe('a second process', () => {
  const folder = aFolder();
  afterAll(folder.remove);

  it('is told that the file has an owner, and becomes the owner once that one is killed', async () => {
    const file = folder.path('log.sqlite');
    const writer = new Writer(file, 1, new Map());
    await writer.opened();
    expect(await refusalToOpen({ file })).toMatchObject({ code: 'OWNED_BY_ANOTHER' });
    await writer.kill();
    expect(await refusalToOpen({ file })).toBeNull();
  });
});

describe('a file that cannot grow', () => {
  const folder = aFolder();
  afterAll(folder.remove);

  it('the writer is told so, reads on, and everything acknowledged is there', async () => {
    const file = folder.path('log.sqlite');
    const writer = new Writer(file, WRITERS, new Map(), 2_000);
    await writer.ended();
    expect(writer.stderr).toBe('');
    expect(writer.failure).toMatchObject({ failed: 'UNAVAILABLE' });
    const counted = writer.acknowledged.reduce((sum, { ids }) => sum + ids.length, 0);
    expect(counted).toBeGreaterThan(0);
    expect(writer.failure?.readable).toBe(counted);
    await verify(file, writer.acknowledged);
  });
});
