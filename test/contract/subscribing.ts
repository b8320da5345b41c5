import type { CaughtUp, EventLog, RecordedEvent, SubscribeOptions } from '../../src/log/port.js';
import { aStream, anEvent, collect, idsOf, someEvents } from './events.js';
import type { OpenedLog } from './eventLog.contract.js';

type Item = RecordedEvent | CaughtUp;
const isCaughtUp = (item: Item): item is CaughtUp => 'caughtUp' in item;
const events = (items: readonly Item[]) => items.filter((item) => !isCaughtUp(item)) as RecordedEvent[];

/** Reads until `enough` says so. */
async function take(subscription: AsyncIterable<Item>, enough: (items: readonly Item[]) => boolean): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of subscription) {
    items.push(item);
    if (enough(items)) break;
  }
  return items;
}

export function describeSubscribing(open: () => EventLog): void {
  const abort = new AbortController();
  afterAll(() => {
    abort.abort();
  });
  const subscribe = (options: Partial<SubscribeOptions> = {}) =>
    open().subscribeAll({ signal: abort.signal, ...options });
  const fromHere = async (): Promise<Pick<SubscribeOptions, 'after'>> => {
    const after = await open().head();
    return after === null ? {} : { after };
  };

  describe('subscribing to the log', () => {
    it('gives all that is there, then says caught up', async () => {
      await open().append(aStream(), someEvents(3), 'noStream');
      const items = await take(subscribe(), (seen) => isCaughtUp(seen.at(-1) ?? seen[0] ?? anItem()));
      expect(idsOf(events(items))).toEqual(idsOf(await collect(open().readAll())));
    });

    it('begins after the position given, and at the end says caught up at once', async () => {
      const stream = aStream();
      await open().append(stream, someEvents(3), 'noStream');
      const written = await collect(open().readStream(stream));
      const [first] = written;
      if (first === undefined) throw new Error('three events were written');
      const items = await take(subscribe({ after: first.position }), (seen) => seen.length === 3);
      expect(items).toEqual([...written.slice(1), { caughtUp: true }]);
      expect(await take(subscribe(await fromHere()), () => true)).toEqual([{ caughtUp: true }]);
    });

    it('gives live events in order after caught up', async () => {
      const subscription = subscribe(await fromHere())[Symbol.asyncIterator]();
      expect(await subscription.next()).toEqual({ done: false, value: { caughtUp: true } });
      const stream = aStream();
      for (let count = 0; count < 3; count += 1) {
        const event = anEvent();
        const next = subscription.next();
        await open().append(stream, [event], 'any');
        expect(await next).toMatchObject({ value: { id: event.id, revision: BigInt(count) } });
      }
      await subscription.return?.();
    });

    it('loses and doubles nothing while others append', async () => {
      const from = await fromHere();
      const before = someEvents(700);
      await open().append(aStream(), before, 'noStream');
      const during = Array.from({ length: 200 }, () => someEvents(3));
      const reading = take(subscribe(from), (seen) => events(seen).length >= 1_300);
      const appending = Promise.all(during.map((group) => open().append(aStream(), group, 'noStream')));
      const [items] = await Promise.all([reading, appending]);
      expect(idsOf(events(items))).toEqual(idsOf([...before, ...during.flat()]));
    });

    it('nothing is seen before the append is durable and answered to all alike', async () => {
      const subscription = subscribe(await fromHere())[Symbol.asyncIterator]();
      await subscription.next();
      const next = subscription.next();
      const stream = aStream();
      const conflicting = open().append(stream, [anEvent()], 9n);
      const event = anEvent();
      await Promise.all([conflicting, open().append(stream, [event], 'noStream')]);
      expect(await next).toMatchObject({ value: { id: event.id } });
      await subscription.return?.();
    });

    it('a slow reader falls behind, loses nothing, and hears again that it has caught up', async () => {
      const subscription = subscribe(await fromHere())[Symbol.asyncIterator]();
      expect(await subscription.next()).toMatchObject({ value: { caughtUp: true } });
      const written = Array.from({ length: 3 }, () => someEvents(1_000));
      for (const group of written) await open().append(aStream(), group, 'noStream');
      const items = await take({ [Symbol.asyncIterator]: () => subscription }, (seen) => seen.some(isCaughtUp));
      expect(idsOf(events(items))).toEqual(idsOf(written.flat()));
      expect(items.at(-1)).toEqual({ caughtUp: true });
    });

    it('several subscriptions each give everything', async () => {
      const from = await fromHere();
      const readers = Array.from({ length: 5 }, () => take(subscribe(from), (seen) => events(seen).length === 20));
      const written = someEvents(20);
      for (const event of written) await open().append(aStream(), [event], 'any');
      for (const items of await Promise.all(readers)) expect(idsOf(events(items))).toEqual(idsOf(written));
    });

    it('a reader that fails resumes at exactly the event it failed on', async () => {
      const from = await fromHere();
      const written = someEvents(4);
      await open().append(aStream(), written, 'noStream');
      let last = from.after;
      const failing = async () => {
        for await (const item of subscribe(from)) {
          if (isCaughtUp(item)) continue;
          if (item.id === written[2]?.id) throw new Error('the reader failed');
          last = item.position;
        }
      };
      await expect(failing()).rejects.toThrow('the reader failed');
      const resumed = subscribe({ ...(last !== undefined && { after: last }) });
      const [next] = await take(resumed, () => true);
      expect(next).toMatchObject({ id: written[2]?.id });
    });

    it('ends without error when the signal aborts, waiting or not', async () => {
      const own = new AbortController();
      const waiting = collect(subscribe({ ...(await fromHere()), signal: own.signal }));
      const midway = (async () => {
        let seen = 0;
        for await (const item of subscribe({ signal: own.signal })) {
          expect(isCaughtUp(item)).toBe(false);
          seen += 1;
          if (seen === 2) own.abort();
        }
        return seen;
      })();
      expect(await midway).toBe(2);
      expect(await waiting).toEqual([{ caughtUp: true }]);
      expect(await collect(subscribe({ signal: AbortSignal.abort() }))).toEqual([]);
    });
  });
}

function anItem(): Item {
  return { caughtUp: true };
}

export function describeClosing(open: () => Promise<OpenedLog>): void {
  describe('closing', () => {
    it('answers appends in flight, ends subscriptions, then refuses every call; twice is as once', async () => {
      const opened = await open();
      const { log } = opened;
      const { signal } = new AbortController();
      const subscription = log.subscribeAll({ signal })[Symbol.asyncIterator]();
      while (!isCaughtUp((await subscription.next()).value as Item));
      const waiting = subscription.next();
      const inFlight = log.append(aStream(), [anEvent()], 'noStream');
      await Promise.all([log.close(), log.close()]);
      await log.close();
      expect(await inFlight).toMatchObject({ ok: true });
      expect(await waiting).toEqual({ done: true, value: undefined });
      const closed = { name: 'LogError', code: 'CLOSED' };
      await expect(log.append(aStream(), [anEvent()], 'any')).rejects.toMatchObject(closed);
      await expect(collect(log.readStream(aStream()))).rejects.toMatchObject(closed);
      await expect(collect(log.readAll())).rejects.toMatchObject(closed);
      await expect(collect(log.subscribeAll({ signal }))).rejects.toMatchObject(closed);
      await expect(log.head()).rejects.toMatchObject(closed);
      await expect(log.newestRecordedAt()).rejects.toMatchObject(closed);
      await opened.dispose();
    });

    it('ends a read that is under way with CLOSED', async () => {
      const opened = await open();
      const { log } = opened;
      const stream = aStream();
      for (let count = 0; count < 2; count += 1) await log.append(stream, someEvents(1_000), 'any');
      const reading = (async () => {
        for await (const event of log.readStream(stream)) if (event.revision === 0n) await log.close();
      })();
      await expect(reading).rejects.toMatchObject({ code: 'CLOSED' });
      await opened.dispose();
    });
  });
}
