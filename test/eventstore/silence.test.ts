/**
 * A server that does not refuse and does not answer either, and connections that carry nothing, as behind a router that forgot them. Each
 * takes the log's whole patience: all are waited for at once.
 */
import { aStream, anEvent, idsOf, someEvents } from '../contract/events.js';
import { appendSurely, aStandIn, idsGiven, opened, openOver, subscriber, until } from './opened.js';

const unknown = { name: 'LogError', code: 'UNKNOWN_OUTCOME' };
const unavailable = { name: 'LogError', code: 'UNAVAILABLE' };

/** Milliseconds that it takes. */
async function within(limit: number, work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  await work();
  expect(performance.now() - began).toBeLessThan(limit);
}

const situations = {
  async 'an append without an answer is unknown within ten seconds, and holds up no other'() {
    const { standIn, log } = await opened();
    standIn.faults.appends.push({ writes: true, then: 'silence' }, { writes: false, then: 'silence' });
    await within(10_000, async () => {
      const appends = [aStream(), aStream(), aStream()].map((stream) => log.append(stream, [anEvent()], 'noStream'));
      const [written, unwritten, other] = await Promise.allSettled(appends);
      expect(written).toMatchObject({ reason: unknown });
      expect(unwritten).toMatchObject({ reason: unknown });
      expect(other).toMatchObject({ value: { ok: true } });
    });
  },

  async 'a read without an answer is UNAVAILABLE within eleven seconds'() {
    const { standIn, log } = await opened();
    standIn.faults.reads.push('silence');
    await within(11_000, () => expect(log.head()).rejects.toMatchObject(unavailable));
  },

  async 'a subscription that the server forgot is noticed by what the log holds, and loses nothing'() {
    const { standIn, log } = await opened();
    const { items } = subscriber(log);
    await until(() => items.length === 1);
    standIn.faults.isMute = true;
    const events = someEvents(3);
    await log.append(aStream(), events, 'noStream');
    standIn.faults.isMute = false;
    await until(() => idsGiven(items).length === 3);
    expect(idsGiven(items)).toEqual(idsOf(events));
  },

  async 'a server that takes connections and never answers is UNAVAILABLE to who opens the log'() {
    const standIn = await aStandIn();
    standIn.relay.freeze();
    await within(15_000, () => expect(openOver(standIn, { patience: 300 })).rejects.toMatchObject(unavailable));
  },

  async 'a frozen connection is given up within a minute: writers and followers go on over a new one'() {
    const { standIn, log } = await opened();
    const { items } = subscriber(log);
    const [stream, first, second] = [aStream(), [anEvent()], [anEvent()]];
    await log.append(stream, first, 'noStream');
    await until(() => idsGiven(items).length === 1);
    standIn.relay.freeze({ newOnes: false });
    await within(60_000, async () => {
      await within(10_000, () => expect(log.append(stream, second, 0n)).rejects.toMatchObject(unknown));
      expect(await appendSurely(log, stream, second, 0n)).toBe(1n);
      await until(() => idsGiven(items).length === 2);
    });
    expect(idsGiven(items)).toEqual(idsOf([...first, ...second]));
  },

  async 'a frozen connection does not keep the log from closing'() {
    const { standIn, log } = await opened();
    const { items } = subscriber(log);
    await until(() => items.length === 1);
    standIn.relay.freeze();
    const lost = log.append(aStream(), [anEvent()], 'noStream');
    await within(20_000, async () => {
      await Promise.all([expect(lost).rejects.toMatchObject(unknown), log.close()]);
    });
  },
};

describe('silence', () => {
  const running = new Map<string, Promise<void>>();
  beforeAll(() => {
    for (const [name, situation] of Object.entries(situations)) {
      const run = situation();
      run.catch(() => undefined);
      running.set(name, run);
    }
  });

  it.each(Object.keys(situations))(
    '%s',
    async (name) => {
      await expect(running.get(name)).resolves.toBeUndefined();
    },
    70_000,
  );
});
