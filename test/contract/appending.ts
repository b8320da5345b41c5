import type { AppendResult, EventLog, Expected, NewEvent, StreamName } from '../../src/log/port.js';
import { aStream, anEvent, collect, idsOf, someEvents } from './events.js';

/** A stream whose last event is number `count - 1`. */
async function aStreamOf(log: EventLog, count: number): Promise<{ stream: StreamName; events: NewEvent[] }> {
  const stream = aStream();
  const events = someEvents(count);
  if (count > 0) expect(await log.append(stream, events, 'noStream')).toMatchObject({ ok: true });
  return { stream, events };
}

const conflict = (actual: bigint | 'noStream'): AppendResult => ({ ok: false, conflict: { actual } });

export function describeAppending(open: () => EventLog): void {
  describe('what a writer expects of a stream', () => {
    const cells: { expected: Expected; there: number; answer: bigint | AppendResult }[] = [
      { expected: 'any', there: 0, answer: 0n },
      { expected: 'noStream', there: 0, answer: 0n },
      { expected: 0n, there: 0, answer: conflict('noStream') },
      { expected: 5n, there: 0, answer: conflict('noStream') },
      { expected: 'any', there: 3, answer: 3n },
      { expected: 'noStream', there: 3, answer: conflict(2n) },
      { expected: 2n, there: 3, answer: 3n },
      { expected: 0n, there: 3, answer: conflict(2n) },
      { expected: 1n, there: 3, answer: conflict(2n) },
      { expected: 3n, there: 3, answer: conflict(2n) },
      { expected: 2n ** 63n, there: 3, answer: conflict(2n) },
    ];
    it.each(cells)('$expected on a stream of $there events', async ({ expected, there, answer }) => {
      const { stream, events } = await aStreamOf(open(), there);
      const event = anEvent();
      const result = await open().append(stream, [event], expected);
      const written = await collect(open().readStream(stream));
      if (typeof answer === 'bigint') {
        expect(result).toEqual({
          ok: true,
          revision: answer,
          position: written.at(-1)?.position,
        });
        expect(idsOf(written)).toEqual(idsOf([...events, event]));
      } else {
        expect(result).toEqual(answer);
        expect(idsOf(written)).toEqual(idsOf(events));
      }
    });

    it('answers the revision and position of the last event of several', async () => {
      const { stream } = await aStreamOf(open(), 2);
      const result = await open().append(stream, someEvents(3), 1n);
      const last = (await collect(open().readStream(stream))).at(-1);
      expect(result).toEqual({ ok: true, revision: 4n, position: last?.position });
    });

    const empty: { expected: Expected; there: number; answer: bigint | AppendResult }[] = [
      { expected: 'any', there: 0, answer: -1n },
      { expected: 'noStream', there: 0, answer: -1n },
      { expected: 0n, there: 0, answer: conflict('noStream') },
      { expected: 'any', there: 2, answer: 1n },
      { expected: 1n, there: 2, answer: 1n },
      { expected: 'noStream', there: 2, answer: conflict(1n) },
      { expected: 0n, there: 2, answer: conflict(1n) },
      { expected: 2n, there: 2, answer: conflict(1n) },
    ];
    it.each(empty)(
      'no events, $expected on a stream of $there: only the check',
      async ({ expected, there, answer }) => {
        const { stream } = await aStreamOf(open(), there);
        const before = await open().head();
        const result = await open().append(stream, [], expected);
        if (typeof answer === 'bigint') {
          const position = (await collect(open().readStream(stream))).at(-1)?.position ?? 0n;
          expect(result).toEqual({ ok: true, revision: answer, position });
        } else expect(result).toEqual(answer);
        expect(await open().head()).toEqual(before);
      },
    );
  });

  describe('a repeated append', () => {
    it.each<Expected>(['any', 'noStream'])(
      '%s: answers what the first one answered, and writes nothing',
      async (expected) => {
        const stream = aStream();
        const events = someEvents(3);
        const first = await open().append(stream, events, expected);
        expect(await open().append(stream, events, expected)).toEqual(first);
        await open().append(stream, someEvents(2), 2n);
        expect(await open().append(stream, events, expected)).toEqual(first);
        expect(await collect(open().readStream(stream))).toHaveLength(5);
      },
    );

    it('at a revision: answers what the first one answered, also after the stream has moved on', async () => {
      const { stream } = await aStreamOf(open(), 2);
      const events = someEvents(2);
      const first = await open().append(stream, events, 1n);
      expect(first).toMatchObject({ ok: true, revision: 3n });
      expect(await open().append(stream, events, 1n)).toEqual(first);
      await open().append(stream, someEvents(1), 3n);
      expect(await open().append(stream, events, 1n)).toEqual(first);
      expect(await collect(open().readStream(stream))).toHaveLength(5);
    });

    it('is recognised while the first one is still in flight', async () => {
      const stream = aStream();
      const events = someEvents(2);
      const [first, second] = await Promise.all([
        open().append(stream, events, 'noStream'),
        open().append(stream, events, 'noStream'),
      ]);
      expect(second).toEqual(first);
      expect(await collect(open().readStream(stream))).toHaveLength(2);
    });

    it.each<Expected>(['any', 'noStream'])(
      '%s: the beginning of what was written is a repeat too',
      async (expected) => {
        const { stream, events } = await aStreamOf(open(), 3);
        const second = (await collect(open().readStream(stream)))[1];
        expect(await open().append(stream, events.slice(0, 2), expected)).toEqual({
          ok: true,
          revision: 1n,
          position: second?.position,
        });
      },
    );

    it.each<Expected>(['any', 'noStream'])(
      '%s: written events followed by new ones are a conflict',
      async (expected) => {
        const { stream, events } = await aStreamOf(open(), 2);
        expect(await open().append(stream, [...events, anEvent()], expected)).toEqual(conflict(1n));
        expect(await collect(open().readStream(stream))).toHaveLength(2);
      },
    );

    it('in another order is a conflict where the place was given', async () => {
      const { stream, events } = await aStreamOf(open(), 2);
      expect(await open().append(stream, events.toReversed(), 'noStream')).toEqual(conflict(1n));
    });

    it('any: a new event followed by written ones is written whole', async () => {
      const { stream, events } = await aStreamOf(open(), 1);
      expect(await open().append(stream, [anEvent(), ...events], 'any')).toMatchObject({ ok: true, revision: 2n });
      expect(await collect(open().readStream(stream))).toHaveLength(3);
    });

    it('at the newest revision is no repeat: the same id is written again', async () => {
      const { stream, events } = await aStreamOf(open(), 1);
      expect(await open().append(stream, events, 0n)).toMatchObject({ ok: true, revision: 1n });
      expect(idsOf(await collect(open().readStream(stream)))).toEqual(idsOf([...events, ...events]));
    });

    it.each<Expected>(['any', 'noStream'])(
      '%s: two equal ids in one append are both written, and repeat as one',
      async (expected) => {
        const stream = aStream();
        const event = anEvent();
        const first = await open().append(stream, [event, event], expected);
        expect(first).toMatchObject({ ok: true, revision: 1n });
        expect(await open().append(stream, [event, event], expected)).toEqual(first);
        expect(await collect(open().readStream(stream))).toHaveLength(2);
      },
    );

    it('concerns its own stream only: the same id may be in another one', async () => {
      const { events } = await aStreamOf(open(), 1);
      expect(await open().append(aStream(), events, 'any')).toMatchObject({ ok: true, revision: 0n });
    });
  });

  describe('writers at the same time', () => {
    it('expecting the same revision: exactly one of a hundred wins', async () => {
      const { stream } = await aStreamOf(open(), 1);
      const results = await Promise.all(Array.from({ length: 100 }, () => open().append(stream, someEvents(2), 0n)));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 99 }, () => conflict(2n)));
      expect(await collect(open().readStream(stream))).toHaveLength(3);
    });

    it('on streams of their own: all win, and a conflict among them harms none', async () => {
      const streams = Array.from({ length: 300 }, () => aStream());
      const results = await Promise.all(
        streams.map((stream, index) => open().append(stream, someEvents(2), index % 10 === 9 ? 7n : 'noStream')),
      );
      results.forEach(({ ok }, index) => {
        expect(ok).toBe(index % 10 !== 9);
      });
      for (const [index, stream] of streams.entries()) {
        expect(await collect(open().readStream(stream))).toHaveLength(index % 10 === 9 ? 0 : 2);
      }
    });

    it('with any: all are written, each append in one piece', async () => {
      const stream = aStream();
      const appends = Array.from({ length: 50 }, () => someEvents(3));
      await Promise.all(appends.map((events) => open().append(stream, events, 'any')));
      const ids = idsOf(await collect(open().readStream(stream)));
      const pieces = Array.from({ length: 50 }, (_, index) => ids.slice(index * 3, index * 3 + 3).join());
      expect(pieces.toSorted()).toEqual(appends.map((events) => idsOf(events).join()).toSorted());
    });
  });
}
