import { randomUUID } from 'node:crypto';
import type { Application } from '../../../src/application/application.js';
import { SlowConsumer, type LiveItem } from '../../../src/application/live/live.js';
import { mailboxLimits } from '../../../src/application/live/mailbox.js';
import { Positions } from '../../../src/application/positions.js';
import type { Caller } from '../../../src/identity/caller.js';
import type { ActorId } from '../../../src/identity/directory.js';
import type { Position } from '../../../src/log/port.js';
import { allEvents, by, incidentIn, openRegister, SECRET, somebody, type TestRegister } from '../register.js';
import { aBell, granted, nextOf, until } from './page.js';

const dpo = somebody();
const stranger = somebody();
const reporter: Caller = { ...dpo, role: 'REPORTER', actor: randomUUID() as ActorId };
const bell = aBell();
let register: TestRegister;

beforeEach(async () => {
  register = await openRegister({ ticker: bell });
});

afterEach(() => register.end());

async function report(caller: Caller, title = 'Perte', application: Application = register.application) {
  return incidentIn(await by(application, caller)('reportIncident', { title })).id;
}

function note(caller: Caller, incidentId: string, text = 'Vu') {
  return by(register.application, caller)('addNote', { text }, { incidentId });
}

async function follow(caller: Caller, after: string | null = null, incidentId: string | null = null) {
  return granted(await register.application.live.events(caller, after, incidentId));
}

/** What is in the log for the caller's organisation, of incidents. */
async function onRecord(caller: Caller): Promise<readonly string[]> {
  const events = await allEvents(register.log);
  return events
    .filter(({ organisation, stream }) => organisation === caller.organisation && stream.startsWith('incident-'))
    .map(({ id }) => id);
}

function idsOf(items: readonly LiveItem[]): readonly string[] {
  return items.flatMap(({ event }) => (event === null ? [] : [event.id]));
}

const isCaughtUp = ({ live }: LiveItem) => live;

describe('events since a position', () => {
  test('come in order and without gap, of this organisation’s incidents only, then what is recorded next', async () => {
    const incident = await report(dpo);
    const theirs = await report(stranger);
    await note(dpo, incident);
    await note(stranger, theirs);
    const stream = await follow(dpo);
    const missed = await until(stream, isCaughtUp);
    expect(idsOf(missed)).toEqual(await onRecord(dpo));
    expect(missed.map(({ live }) => live)).toEqual([false, false, false, true]);
    expect([missed.at(0)?.event, missed.at(-1)?.event]).toEqual([null, null]);

    await note(stranger, theirs);
    await note(dpo, incident, 'Encore');
    const item = await nextOf(stream);
    expect([item.live, item.event?.id, item.incidentId]).toEqual([true, (await onRecord(dpo)).at(-1), incident]);
    await stream.return?.();
  });

  test('begin after the position given, however far others have written since', async () => {
    const incident = await report(dpo);
    const { position } = await note(dpo, incident);
    for (let count = 0; count < 30; count += 1) await report(stranger, `Perte ${count}`);
    await note(dpo, incident, 'Encore');
    const missed = await until(await follow(dpo, position), isCaughtUp);
    expect(missed.at(0)?.position).toBe(position);
    expect(idsOf(missed)).toEqual((await onRecord(dpo)).slice(-1));
  });

  test('of one incident are of that one', async () => {
    const incident = await report(dpo);
    const other = await report(dpo, 'Autre');
    const stream = await follow(dpo, null, incident);
    expect((await until(stream, isCaughtUp)).flatMap((item) => item.incidentId ?? [])).toEqual([incident]);
    await note(dpo, other);
    await note(dpo, incident);
    expect((await nextOf(stream)).incidentId).toBe(incident);
    await stream.return?.();
  });

  test('are of its own reports for who may only report', async () => {
    const own = await report(reporter);
    const other = await report(dpo);
    const stream = await follow(reporter);
    expect((await until(stream, isCaughtUp)).flatMap((item) => item.incidentId ?? [])).toEqual([own]);
    await note(dpo, other);
    await note(dpo, own);
    expect((await nextOf(stream)).incidentId).toBe(own);
    await stream.return?.();
  });

  test('go on where they ended, over a restart', async () => {
    const incident = await report(dpo);
    const before = await until(await follow(dpo), isCaughtUp);
    await note(dpo, incident);
    register = await register.restart();
    await note(dpo, incident, 'Encore');
    const after = await until(await follow(dpo, before.at(-1)?.position), isCaughtUp);
    expect([...idsOf(before), ...idsOf(after)]).toEqual(await onRecord(dpo));
  });

  test('are refused from a position that nobody gave out, and from one of another log or beyond the end', async () => {
    await report(dpo);
    const { live } = register.application;
    const beyond = new Positions(SECRET, register.log.id).seal(10_000n as Position);
    const elsewhere = new Positions(SECRET, randomUUID()).seal(1n as Position);
    const elsewhose = new Positions('another secret', register.log.id).seal(1n as Position);
    expect(await live.events(dpo, 'x', null)).toEqual({ ok: false, reason: 'FORGED' });
    expect(await live.events(dpo, elsewhose, null)).toEqual({ ok: false, reason: 'FORGED' });
    expect(await live.events(dpo, elsewhere, null)).toEqual({ ok: false, reason: 'OTHER_LOG' });
    expect(await live.events(dpo, beyond, null)).toEqual({ ok: false, reason: 'OTHER_LOG' });
  });

  test('of an incident that is another’s are refused like those of none', async () => {
    const theirs = await report(stranger);
    const own = await report(dpo);
    const none = await register.application.live.events(dpo, null, randomUUID());
    expect(none).toEqual({ ok: false, reason: 'NOT_FOUND' });
    expect(await register.application.live.events(dpo, null, theirs)).toEqual(none);
    expect(await register.application.live.events(reporter, null, own)).toEqual(none);
  });
});

describe('whoever hears nothing', () => {
  test('is told at every heartbeat where it stands, which says nothing of others', async () => {
    await report(dpo);
    const stream = await follow(dpo);
    const caughtUp = (await until(stream, isCaughtUp)).at(-1);
    await report(stranger);
    bell.ring(14);
    expect(register.application.live.load.queued).toBe(0);
    bell.ring();
    const heartbeat = await nextOf(stream);
    expect([heartbeat.live, heartbeat.event, heartbeat.position]).toEqual([true, null, caughtUp?.position]);
    await stream.return?.();
  });
});

describe('a slow subscriber', () => {
  test('is ended with the last position that it got, misses nothing from there, and holds up nobody', async () => {
    const incident = await report(dpo);
    const slow = await follow(dpo);
    const quick = await follow(dpo);
    const got = await until(slow, isCaughtUp);
    await until(quick, isCaughtUp);
    const text = 'x'.repeat(20_000);
    const notes = Math.ceil(mailboxLimits.bytes / text.length) + 1;
    const rest = until(quick, ({ event }) => event?.revision === BigInt(notes));
    for (let count = 0; count < notes; count += 1) await note(dpo, incident, text);
    expect(idsOf(await rest)).toHaveLength(notes);
    const error: unknown = await slow.next().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SlowConsumer);
    const position = error instanceof SlowConsumer ? error.position : null;
    expect(position).toBe(got.at(-1)?.position);
    const again = await until(await follow(dpo, position), isCaughtUp);
    expect([...idsOf(got), ...idsOf(again)]).toEqual(await onRecord(dpo));
    await quick.return?.();
  });
});

describe('subscribers who leave', () => {
  test('leave nothing behind, whether they were waiting or not', async () => {
    const incident = await report(dpo);
    const { live } = register.application;
    const streams = await Promise.all(Array.from({ length: 1_000 }, () => follow(dpo)));
    expect(live.load).toMatchObject({ events: 1_000 });
    const waiting = streams.slice(0, 500).map(async (stream) => {
      await until(stream, isCaughtUp);
      return stream.next();
    });
    for (const stream of streams.slice(500, 510)) await until(stream, isCaughtUp);
    await note(dpo, incident);
    for (const stream of streams) await stream.return?.();
    expect((await Promise.all(waiting)).every(({ done, value }) => done === true || value.event !== null)).toBe(true);
    expect(live.load).toEqual({ events: 0, incidents: 0, alerts: 0, queued: 0, listeners: 0 });
  });

  test('do not keep others waiting, and come back after the log failed', async () => {
    const broken = new Error('the disk is gone');
    const faults: unknown[] = [];
    let fail: (error: Error) => void = () => undefined;
    const failing = await openRegister({ ticker: bell, interrupted: (fault) => faults.push(fault) }, (log) => ({
      ...log,
      id: log.id,
      head: () => log.head(),
      append: (stream, events, expected) => log.append(stream, events, expected),
      readStream: (stream, options) => log.readStream(stream, options),
      readAll: (options) => log.readAll(options),
      comparePositions: (a, b) => log.comparePositions(a, b),
      newestRecordedAt: () => log.newestRecordedAt(),
      close: () => log.close(),
      async *subscribeAll(options) {
        const failed = new Promise<never>((_, reject) => {
          fail = reject;
        });
        const events = log.subscribeAll(options)[Symbol.asyncIterator]();
        for (;;) {
          const told = await Promise.race([events.next(), failed]);
          if (told.done === true) return;
          yield told.value;
        }
      },
    }));
    const { live } = failing.application;
    const incident = await report(dpo, 'Perte', failing.application);
    const stream = granted(await live.events(dpo, null, null));
    const got = await until(stream, isCaughtUp);
    fail(broken);
    await expect(stream.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(faults).toEqual([broken]);
    await by(failing.application, dpo)('addNote', { text: 'Vu' }, { incidentId: incident });
    const again = granted(await live.events(dpo, got.at(-1)?.position ?? null, null));
    expect(idsOf(await until(again, isCaughtUp))).toHaveLength(1);
    await failing.end();
    await expect(again.next()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(live.load.listeners).toBe(0);
  });
});
