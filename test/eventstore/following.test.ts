/** Whoever follows the log is given each event once and in order, whatever happens to the server or on the way. */
import type { EventLog, NewEvent } from '../../src/log/port.js';
import { aStream, collect, idsOf, someEvents } from '../contract/events.js';
import type { ReadFault } from './faults.js';
import { idsGiven, opened, subscriber, until, type Opened } from './opened.js';

/** Written by the register itself, all at once. */
async function written(log: EventLog, count: number): Promise<readonly NewEvent[]> {
  const events = someEvents(count);
  await log.append(aStream(), events, 'noStream');
  return events;
}

const caughtUps = (items: readonly object[]) => items.filter((item) => 'caughtUp' in item).length;

/** A subscriber who has caught up with ten events. */
async function following(): Promise<
  Opened & { before: readonly NewEvent[]; items: ReturnType<typeof subscriber>['items'] }
> {
  const all = await opened();
  const before = await written(all.log, 10);
  const { items } = subscriber(all.log);
  await until(() => caughtUps(items) === 1);
  return { ...all, before, items };
}

describe('a subscription', () => {
  it('whose connection is cut goes on behind the last event given, and says again that it caught up', async () => {
    const { standIn, log, before, items, told } = await following();
    standIn.relay.cut();
    await until(() => caughtUps(items) === 2);
    const after = await written(log, 10);
    await until(() => idsGiven(items).length === 20);
    expect(idsGiven(items)).toEqual(idsOf([...before, ...after]));
    expect(told).toEqual([expect.stringContaining('interrupted a subscription')]);
  });

  it.each<ReadFault>(['drop', 'unavailable'])('met with "%s" tries again until it is taken', async (fault) => {
    const { standIn, log } = await opened();
    const before = await written(log, 3);
    standIn.faults.subscriptions.push('unavailable', fault, 'drop');
    const { items } = subscriber(log);
    await until(() => caughtUps(items) === 1);
    expect(idsGiven(items)).toEqual(idsOf(before));
  });

  it('is given what comes while it catches up, once and in its place', async () => {
    const { standIn, log } = await opened();
    const before = await written(log, 100);
    const during = someEvents(3);
    standIn.faults.duringCatchUp = () => {
      standIn.log.append(
        `article33.${aStream()}`,
        during.map(({ data, metadata, ...event }) => ({
          ...event,
          isJson: true,
          data: Buffer.from(data),
          metadata: Buffer.from(metadata),
        })),
        'noStream',
      );
    };
    const { items } = subscriber(log);
    await until(() => caughtUps(items) === 1);
    expect(idsGiven(items)).toEqual(idsOf([...before, ...during]));
  });

  it('that the server ends because its reader is slow comes back and loses nothing', async () => {
    const { standIn, log, before, items } = await following();
    standIn.faults.endsSlowConsumers = true;
    const after: NewEvent[] = [];
    for (let count = 0; count < 5; count += 1) after.push(...(await written(log, 200)));
    await until(() => idsGiven(items).length === 1_010);
    expect(idsGiven(items)).toEqual(idsOf([...before, ...after]));
  });

  it('of several, each from its own place, outlives twenty restarts while others write', async () => {
    const { standIn, log, items } = await following();
    const late = subscriber(log, (await log.head()) ?? undefined);
    const all = subscriber(log);
    for (let count = 0; count < 20; count += 1) {
      await standIn.restart();
      const stream = aStream();
      const events = someEvents(3);
      while (!(await log.append(stream, events, 'noStream').catch(() => null))?.ok);
    }
    const due = idsOf(await collect(log.readAll()));
    expect(due).toHaveLength(70);
    await until(() => [items, all.items].every((given) => idsGiven(given).length === 70));
    await until(() => idsGiven(late.items).length === 60);
    expect(idsGiven(items)).toEqual(due);
    expect(idsGiven(all.items)).toEqual(due);
    expect(idsGiven(late.items)).toEqual(due.slice(10));
  });
});

describe('a read', () => {
  it.each<ReadFault>(['drop', 'unavailable'])(
    'met with "%s" is UNAVAILABLE, and the next one is answered',
    async (fault) => {
      const { standIn, log } = await opened();
      const events = await written(log, 3);
      standIn.faults.reads.push(fault);
      await expect(collect(log.readAll())).rejects.toMatchObject({ name: 'LogError', code: 'UNAVAILABLE' });
      expect(idsOf(await collect(log.readAll()))).toEqual(idsOf(events));
    },
  );
});
