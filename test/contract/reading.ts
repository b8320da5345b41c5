import type { EventLog, Position, StreamName } from '../../src/log/port.js';
import { aStream, anEvent, anOrganisation, collect, idsOf, someEvents } from './events.js';

export function describeReading(open: () => EventLog): void {
  const revisions = async (stream: StreamName, options: Parameters<EventLog['readStream']>[1]) =>
    (await collect(open().readStream(stream, options))).map(({ revision }) => Number(revision));

  describe('reading a stream', () => {
    let stream: StreamName;
    beforeAll(async () => {
      stream = aStream();
      await open().append(stream, someEvents(10), 'noStream');
    });

    it('begins with the revision given', async () => {
      expect(await revisions(stream, { from: 7n })).toEqual([7, 8, 9]);
      expect(await revisions(stream, { from: 2n, limit: 3 })).toEqual([2, 3, 4]);
      expect(await revisions(stream, {})).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it('backwards begins with the last event or the revision given', async () => {
      expect(await revisions(stream, { direction: 'backwards', limit: 3 })).toEqual([9, 8, 7]);
      expect(await revisions(stream, { direction: 'backwards', from: 2n })).toEqual([2, 1, 0]);
      expect(await revisions(stream, { direction: 'backwards', from: 99n, limit: 1 })).toEqual([9]);
    });

    it('beyond the end, with a limit of none, or of no stream is empty', async () => {
      expect(await revisions(stream, { from: 10n })).toEqual([]);
      expect(await revisions(stream, { from: 2n ** 63n })).toEqual([]);
      expect(await revisions(stream, { limit: 0 })).toEqual([]);
      expect(await revisions(aStream(), {})).toEqual([]);
      expect(await revisions(aStream(), { direction: 'backwards' })).toEqual([]);
    });

    it('rejects a negative revision and a limit that is no number', async () => {
      await expect(revisions(stream, { from: -1n })).rejects.toThrow(RangeError);
      await expect(revisions(stream, { limit: Number.NaN })).rejects.toThrow(RangeError);
    });

    it('gives back what was written, to the byte', async () => {
      const texts = ['', 'æøå ÆØÅ', '日本語', '🧯', '\u0000\u2028"\\/', 'e\u0301'];
      const events = [...texts, {}, [], null, 0, Number.MAX_SAFE_INTEGER, { a: { b: [true] } }].map((says) =>
        anEvent({ says, organisation: anOrganisation(), recordedAt: '2023-04-26T15:40:00.001Z' }),
      );
      const target = aStream();
      await open().append(target, events, 'noStream');
      const read = await collect(open().readStream(target));
      expect(read).toEqual(
        events.map((event, index) => ({
          ...event,
          stream: target,
          revision: BigInt(index),
          position: read[index]?.position,
        })),
      );
    });

    it('longer than a page comes whole and in order, both ways', async () => {
      const long = aStream();
      for (let from = 0; from < 2_000; from += 400) {
        await open().append(long, someEvents(400), from === 0 ? 'noStream' : BigInt(from - 1));
      }
      const order = Array.from({ length: 2_000 }, (_, index) => index);
      expect(await revisions(long, {})).toEqual(order);
      expect(await revisions(long, { direction: 'backwards' })).toEqual(order.toReversed());
      expect(await revisions(long, { from: 250n, limit: 1_001 })).toEqual(order.slice(250, 1_251));
    });

    it('leaves the event loop free', async () => {
      const long = aStream();
      for (let count = 0; count < 3; count += 1) await open().append(long, someEvents(1_000), 'any');
      let turns = 0;
      let reading = true;
      const count = () => {
        turns += 1;
        if (reading) setImmediate(count);
      };
      setImmediate(count);
      await collect(open().readStream(long));
      reading = false;
      expect(turns).toBeGreaterThanOrEqual(3);
    });
  });

  describe('reading the whole log', () => {
    it('gives the order of appending, with positions that strictly grow', async () => {
      const start = (await open().head()) ?? undefined;
      const appends = Array.from({ length: 40 }, () => ({ stream: aStream(), events: someEvents(2) }));
      const results = await Promise.all(appends.map(({ stream, events }) => open().append(stream, events, 'any')));
      const read = await collect(open().readAll({ ...(start !== undefined && { after: start }) }));
      expect(idsOf(read)).toEqual(idsOf(appends.flatMap(({ events }) => events)));
      read.slice(1).forEach(({ position }, index) => {
        expect(open().comparePositions(position, read[index]?.position ?? position)).toBeGreaterThan(0);
      });
      expect(results.at(-1)).toMatchObject({ position: read.at(-1)?.position });
      expect(await open().head()).toEqual(read.at(-1)?.position);
    });

    it('begins after the position given and ends at the limit', async () => {
      const stream = aStream();
      await open().append(stream, someEvents(5), 'noStream');
      const written = await collect(open().readStream(stream));
      const after = (index: number) => written[index]?.position as Position;
      expect(idsOf(await collect(open().readAll({ after: after(1) })))).toEqual(idsOf(written.slice(2)));
      expect(idsOf(await collect(open().readAll({ after: after(1), limit: 2 })))).toEqual(idsOf(written.slice(2, 4)));
      expect(await collect(open().readAll({ after: after(4) }))).toEqual([]);
      expect(await collect(open().readAll({ limit: 0 }))).toEqual([]);
    });

    it('compares positions', async () => {
      const [first, second] = await collect(open().readAll({ limit: 2 }));
      if (first === undefined || second === undefined) throw new Error('two events were written before');
      expect(open().comparePositions(first.position, second.position)).toBeLessThan(0);
      expect(open().comparePositions(second.position, first.position)).toBeGreaterThan(0);
      expect(open().comparePositions(first.position, first.position)).toBe(0);
    });

    it('tells the latest time of recording, whatever the order of writing', async () => {
      const stream = aStream();
      await open().append(stream, [anEvent({ recordedAt: '2099-01-01T00:00:00.002Z' })], 'any');
      await open().append(stream, [anEvent({ recordedAt: '2099-01-01T00:00:00.001Z' })], 'any');
      expect(await open().newestRecordedAt()).toBe('2099-01-01T00:00:00.002Z');
    });

    it('has an id of its own', () => {
      expect(open().id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });
  });
}
