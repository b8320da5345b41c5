/** What a writer is told when the server or the way to it fails, and what is written then. */
import { jsonEvent } from '@eventstore/db-client';
import { aStream, anEvent, collect, idsOf, someEvents } from '../contract/events.js';
import type { AppendFault } from './faults.js';
import { appendSurely, aStranger, onServer, opened } from './opened.js';

const unknown = { name: 'LogError', code: 'UNKNOWN_OUTCOME' };

describe('an append of which the server loses track', () => {
  const thens: readonly AppendFault['then'][] = ['drop', 'unavailable', 'timeout'];
  const lost = thens.flatMap((then) => [false, true].map((writes): AppendFault => ({ writes, then })));
  const faults: readonly AppendFault[] = [...lost, { writes: false, then: 'notReady' }];
  it.each(faults)(
    '$then, written: $writes: its outcome is unknown, and the same append again makes it once',
    async (fault) => {
      const { standIn, log } = await opened();
      const [stream, events] = [aStream(), someEvents(2)];
      standIn.faults.appends.push(fault);
      await expect(log.append(stream, events, 'noStream')).rejects.toMatchObject(unknown);
      expect(await log.append(stream, events, 'noStream')).toMatchObject({ ok: true, revision: 1n });
      expect(idsOf(await collect(log.readStream(stream)))).toEqual(idsOf(events));
    },
  );

  it('sent again under the same ids in other bytes: what was written first stands', async () => {
    const { standIn, log } = await opened();
    const [stream, event] = [aStream(), anEvent()];
    standIn.faults.appends.push({ writes: true, then: 'drop' });
    await expect(log.append(stream, [event], 'noStream')).rejects.toMatchObject(unknown);
    const other = anEvent({ id: event.id });
    expect(await log.append(stream, [other], 'noStream')).toMatchObject({ ok: true, revision: 0n });
    expect(await collect(log.readStream(stream))).toMatchObject([{ data: event.data }]);
  });

  it('by a call that the server answers no more: one waits in vain, and the next ones go by another call', async () => {
    const { standIn, log } = await opened();
    standIn.faults.appends.push({ writes: true, then: 'wedge' });
    const [stream, events] = [aStream(), [anEvent()]];
    await expect(log.append(stream, events, 'noStream')).rejects.toMatchObject(unknown);
    const began = performance.now();
    expect(await appendSurely(log, stream, events, 'noStream')).toBe(0n);
    expect(await appendSurely(log, stream, [anEvent()], 0n)).toBe(1n);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('while many are in flight: each is told, and each is written once when it is sent again', async () => {
    const { standIn, log } = await opened();
    const appends = Array.from({ length: 100 }, () => ({ stream: aStream(), events: someEvents(2) }));
    const none: null[] = Array.from({ length: 20 }, () => null);
    const plan = [...none, { writes: true, then: 'drop' } as const];
    standIn.faults.drawAppend = () => plan.shift() ?? null;
    const outcomes = await Promise.allSettled(
      appends.map(({ stream, events }) => log.append(stream, events, 'noStream')),
    );
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(failed.length).toBeGreaterThan(0);
    for (const reason of failed)
      expect(reason).toMatchObject({ code: expect.stringMatching(/^UNKNOWN_OUTCOME|UNAVAILABLE$/) as string });
    for (const { stream, events } of appends) {
      expect(await log.append(stream, events, 'noStream')).toMatchObject({ ok: true, revision: 1n });
      expect(await collect(log.readStream(stream))).toHaveLength(2);
    }
  });
});

describe('a server that went away', () => {
  it('is sent nothing once that is known: the append is UNAVAILABLE and stays unwritten', async () => {
    const { standIn, log } = await opened();
    await log.append(aStream(), [anEvent()], 'noStream');
    await standIn.stop();
    const [stream, events] = [aStream(), [anEvent()]];
    await expect(log.head()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(log.append(stream, events, 'noStream')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await standIn.start();
    expect(await appendSurely(log, stream, events, 'noStream')).toBe(0n);
    expect(standIn.log.all.filter((event) => event.stream === onServer(stream))).toHaveLength(1);
  });

  it('twenty times: what was acknowledged is there once and in order, on every stream', async () => {
    const { standIn, log } = await opened();
    let isOver = false;
    const writer = async () => {
      const [stream, ids] = [aStream(), [] as string[]];
      for (let next: 'noStream' | bigint = 'noStream'; !isOver;) {
        const events = someEvents(2);
        next = await appendSurely(log, stream, events, next);
        ids.push(...idsOf(events));
      }
      return { stream, ids };
    };
    const writers = Array.from({ length: 8 }, writer);
    for (let count = 0; count < 20; count += 1) {
      const due = standIn.log.all.length + 20;
      await standIn.log.reaches(due);
      await standIn.restart();
    }
    isOver = true;
    const written = await Promise.all(writers);
    for (const { stream, ids } of written) expect(idsOf(await collect(log.readStream(stream)))).toEqual(ids);
    expect(await collect(log.readAll())).toHaveLength(written.reduce((sum, { ids }) => sum + ids.length, 0));
  });
});

describe('an append that the server refuses', () => {
  it('over its own limit: LIMIT_EXCEEDED, nothing written, and the next one is', async () => {
    const { log } = await opened({ maxAppendSize: 10_000 });
    const stream = aStream();
    const large = anEvent({ says: 'x'.repeat(20_000) });
    await expect(log.append(stream, [large], 'noStream')).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await log.append(stream, [anEvent()], 'noStream')).toMatchObject({ ok: true, revision: 0n });
  });

  it('because another program wrote there first: a conflict with the revision it left', async () => {
    const { standIn, log } = await opened();
    const stream = aStream();
    await aStranger(standIn).appendToStream(onServer(stream), jsonEvent({ type: 'Foreign', data: {} }));
    expect(await log.append(stream, [anEvent()], 'noStream')).toEqual({ ok: false, conflict: { actual: 0n } });
  });
});

describe('a slow server', () => {
  it('holds up nobody for more than its own delay', async () => {
    const { standIn, log } = await opened();
    standIn.faults.delay = 200;
    const began = performance.now();
    const results = await Promise.all(Array.from({ length: 50 }, () => log.append(aStream(), [anEvent()], 'noStream')));
    expect(results.every(({ ok }) => ok)).toBe(true);
    // The append and the look at what stands there.
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
