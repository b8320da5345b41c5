/** Opening the log on a server that is not there yet, refuses, or sends elsewhere; and leaving it. */
import { openEventStoreLog } from '../../src/log/index.js';
import { aStream, anEvent, collect, idsOf, someEvents } from '../contract/events.js';
import { Faults } from './faults.js';
import { MemoryLog } from './memory.js';
import { appendSurely, aStandIn, idsGiven, opened, openOver, subscriber, until } from './opened.js';

const unavailable = { name: 'LogError', code: 'UNAVAILABLE' };

describe('credentials', () => {
  const credentials = { user: 'register', password: 'quite-secret' };

  it('that the server knows open the log, over an encrypted connection', async () => {
    const { log } = await opened({ credentials });
    const { items } = subscriber(log);
    const events = someEvents(2);
    expect(await log.append(aStream(), events, 'noStream')).toMatchObject({ ok: true });
    await until(() => idsGiven(items).length === 2);
    expect(idsGiven(items)).toEqual(idsOf(events));
  });

  it.each([
    ['wrong', (text: string) => text.replace('quite-secret', 'not-the-secret')],
    ['missing', (text: string) => text.replace('register:quite-secret@', '')],
  ])('that are %s are UNAVAILABLE at once, in words without them', async (_, spoil) => {
    const standIn = await aStandIn({ credentials });
    const opening = openOver({ connectionString: spoil(standIn.connectionString) });
    const began = performance.now();
    await expect(opening).rejects.toMatchObject(unavailable);
    await expect(opening).rejects.not.toThrow(/secret/);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a connection string', () => {
  it.each(['', 'localhost:2113', 'http://user:secret@localhost', 'esdb://user:secret@'])(
    'that cannot be read ("%s") is UNAVAILABLE, in words that do not repeat it',
    async (connectionString) => {
      const opening = openEventStoreLog({ connectionString });
      await expect(opening).rejects.toMatchObject(unavailable);
      await expect(opening).rejects.not.toThrow(/secret|localhost/);
    },
  );

  it('that asks for discovery finds the node that leads', async () => {
    const standIn = await aStandIn();
    const log = await openOver({ connectionString: `esdb+discover://127.0.0.1:${standIn.port}?tls=false` });
    expect(await log.append(aStream(), [anEvent()], 'noStream')).toMatchObject({ ok: true });
  });
});

describe('a server that is not there yet', () => {
  it('is waited for, and the operator is told once', async () => {
    const standIn = await aStandIn();
    await standIn.stop();
    const told: string[] = [];
    const opening = openOver(standIn, { tell: (level, message) => told.push(`${level}: ${message}`) });
    await until(() => told.length > 0);
    await standIn.start();
    expect(await (await opening).head()).toBeNull();
    expect(told).toEqual([expect.stringMatching(/^warn: The event store does not answer yet/)]);
  });

  it('that still starts is waited for', async () => {
    const faults = new Faults();
    faults.reads.push('unavailable', 'unavailable');
    faults.appends.push({ writes: false, then: 'notReady' });
    const standIn = await aStandIn({ faults });
    expect(await (await openOver(standIn)).head()).toBeNull();
  });

  it('is UNAVAILABLE once the patience is at its end', async () => {
    const standIn = await aStandIn();
    await standIn.stop();
    await expect(openOver(standIn, { patience: 300 })).rejects.toMatchObject(unavailable);
  });
});

describe('a cluster', () => {
  it('whose other node leads: the log goes there, writes, follows, and goes on when the lead changes', async () => {
    const kept = new MemoryLog();
    const [first, second] = [await aStandIn({ log: kept }), await aStandIn({ log: kept })];
    first.faults.leader = { host: '127.0.0.1', port: second.port };
    const log = await openOver(first);
    const { items } = subscriber(log);
    const stream = aStream();
    const events = someEvents(2);
    expect(await appendSurely(log, stream, events.slice(0, 1), 'noStream')).toBe(0n);
    first.faults.leader = null;
    second.faults.leader = { host: '127.0.0.1', port: first.port };
    second.relay.cut();
    expect(await appendSurely(log, stream, events.slice(1), 0n)).toBe(1n);
    await until(() => idsGiven(items).length === 2);
    expect(idsGiven(items)).toEqual(idsOf(events));
  });
});

describe('several nodes of the register', () => {
  it('open one log at the same time: it has one identity, and each reads what the other wrote', async () => {
    const standIn = await aStandIn();
    const logs = await Promise.all(Array.from({ length: 4 }, () => openOver(standIn)));
    expect(new Set(logs.map(({ id }) => id)).size).toBe(1);
    const events = logs.map(() => anEvent());
    for (const [index, log] of logs.entries()) {
      const event = events[index];
      if (event !== undefined) await log.append(aStream(), [event], 'noStream');
    }
    for (const log of logs) expect(idsOf(await collect(log.readAll()))).toEqual(idsOf(events));
  });

  it('write no more once one of them closed the log for writing', async () => {
    const standIn = await aStandIn();
    const [one, other] = [await openOver(standIn), await openOver(standIn)];
    subscriber(other);
    await one.closeForWriting('it was moved');
    for (const log of [one, await openOver(standIn)]) {
      await expect(log.append(aStream(), [anEvent()], 'noStream')).rejects.toMatchObject(unavailable);
    }
    const written = () =>
      other.append(aStream(), [anEvent()], 'noStream').then(
        () => true,
        () => false,
      );
    while (await written());
    await expect(other.append(aStream(), [anEvent()], 'noStream')).rejects.toThrow('it was moved');
  });

  it('open no log that a register is still arriving at, and write nothing where they were quicker', async () => {
    const standIn = await aStandIn();
    const [quicker, mover] = [await openOver(standIn), await openOver(standIn, { arriving: 'ignored' })];
    const { items } = subscriber(quicker);
    await mover.arrive('the old place', false);
    await expect(openOver(standIn)).rejects.toThrow(/has not arrived whole from the old place: run the command/);
    const event = anEvent();
    await mover.append(aStream(), [event], 'noStream');
    await until(() => idsGiven(items).includes(event.id));
    await expect(quicker.append(aStream(), [anEvent()], 'noStream')).rejects.toThrow('has not arrived whole');
    await mover.arrive('the old place', true);
    // What was over before it was opened stops nobody.
    const later = await openOver(standIn);
    const heard = subscriber(later);
    await until(() => idsGiven(heard.items).includes(event.id));
    expect(await later.append(aStream(), [anEvent()], 'noStream')).toMatchObject({ ok: true });
  });
});
