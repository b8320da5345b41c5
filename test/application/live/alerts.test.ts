import { randomUUID } from 'node:crypto';
import type { AlertFilter, DutyAlert, Stream } from '../../../src/application/live/live.js';
import type { Caller } from '../../../src/identity/caller.js';
import type { ActorId } from '../../../src/identity/directory.js';
import { HOUR, instantAt, type Instant } from '../../../src/law/instant.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';
import { aBell, drained, granted, nextOf } from './page.js';

const dpo = somebody();
const admin: Caller = { ...dpo, role: 'ADMIN', actor: randomUUID() as ActorId };
const reporter: Caller = { ...dpo, role: 'REPORTER', actor: randomUUID() as ActorId };
const bell = aBell();
const start = Date.parse('2026-03-02T08:00:00Z');
const onlyAuthority: AlertFilter = { kinds: ['NOTIFY_AUTHORITY'] };
let now = start;
let register: TestRegister;

beforeEach(async () => {
  now = start;
  register = await openRegister({ ticker: bell, now: () => now });
});

afterEach(() => register.end());

const hours = (count: number): Instant => instantAt(start + count * HOUR);

async function report(caller: Caller = dpo, awareAt: Instant | null = instantAt(now)) {
  const say = by(register.application, caller);
  return incidentIn(await say('reportIncident', { title: 'Perte', ...(awareAt === null ? {} : { awareAt }) })).id;
}

function notify(incidentId: string, filedAt = instantAt(now)) {
  const reasonsForDelay = 'découvert tard';
  return by(register.application, dpo)('notifyCnil', { kind: 'INITIAL', filedAt, reasonsForDelay }, { incidentId });
}

async function listen(since: Instant | null, filter: AlertFilter = {}, caller: Caller = dpo) {
  return granted(await register.application.live.dutyAlerts(caller, since, filter));
}

async function take(stream: Stream<DutyAlert>, count: number): Promise<readonly DutyAlert[]> {
  const alerts: DutyAlert[] = [];
  while (alerts.length < count) alerts.push(await nextOf(stream));
  return alerts;
}

const told = ({ at, duty }: DutyAlert) => [at, duty.kind, duty.state];
const idOf = ({ id }: DutyAlert) => id;

describe('duties that come to something', () => {
  test('are told by the clock and by what is recorded, each at its own instant', async () => {
    const incident = await report();
    const stream = await listen(null, onlyAuthority);
    now = start + 50 * HOUR;
    bell.ring();
    const soon = await nextOf(stream);
    now = start + 80 * HOUR;
    bell.ring();
    const overdue = await nextOf(stream);
    await notify(incident);
    const late = await nextOf(stream);
    expect([soon, overdue, late].map(told)).toEqual([
      [hours(48), 'NOTIFY_AUTHORITY', 'DUE_SOON'],
      [instantAt(start + 72 * HOUR + 1), 'NOTIFY_AUTHORITY', 'OVERDUE'],
      [hours(80), 'NOTIFY_AUTHORITY', 'MET_LATE'],
    ]);
    expect(late.view.incident.id).toBe(incident);
    await stream.return?.();
  });

  test('are told when the clock jumps over them, each once, and none again when it is set back', async () => {
    await report();
    const stream = await listen(null, onlyAuthority);
    now = start + 1_000 * HOUR;
    bell.ring();
    const jumped = await take(stream, 2);
    expect(jumped.map(({ duty }) => duty.state)).toEqual(['DUE_SOON', 'OVERDUE']);
    now = start;
    bell.ring(3);
    now = start + 1_001 * HOUR;
    bell.ring(3);
    // What comes next is of another incident: nothing was told twice.
    const other = await report(dpo, hours(0));
    expect((await nextOf(stream)).view.incident.id).toBe(other);
    await stream.return?.();
  });

  test('have the same ids for whoever asks since an instant, after a restart too', async () => {
    const first = await report();
    const second = await report(dpo, null);
    const stream = await listen(null);
    now = start + 10 * HOUR;
    await by(register.application, dpo)('establishAwareness', { awareAt: hours(5) }, { incidentId: second });
    now = start + 60 * HOUR;
    bell.ring();
    await notify(first);
    now = start + 90 * HOUR;
    bell.ring();
    const expected = [
      [first, hours(48), 'NOTIFY_AUTHORITY', 'DUE_SOON'],
      [second, hours(53), 'NOTIFY_AUTHORITY', 'DUE_SOON'],
      [first, hours(60), 'NOTIFY_AUTHORITY', 'MET'],
      [second, instantAt(start + 77 * HOUR + 1), 'NOTIFY_AUTHORITY', 'OVERDUE'],
    ];
    const live = await take(stream, expected.length);
    const all = (alerts: readonly DutyAlert[]) =>
      alerts.map(({ at, duty, view }) => [view.incident.id, at, duty.kind, duty.state]);
    expect(all(live)).toEqual(expect.arrayContaining(expected));
    await stream.return?.();

    register = await register.restart();
    const again = await take(await listen(hours(0)), expected.length);
    expect(all(again)).toEqual(expected);
    expect(again.map(idOf).sort()).toEqual(live.map(idOf).sort());
    const later = await take(await listen(hours(53)), 2);
    expect(later.map(idOf)).toEqual(again.slice(2).map(idOf));
  });

  test('that were reported late are told at once', async () => {
    const stream = await listen(null, onlyAuthority);
    now = start + 100 * HOUR;
    await report(dpo, hours(0));
    expect(told(await nextOf(stream))).toEqual([hours(100), 'NOTIFY_AUTHORITY', 'OVERDUE']);
    await stream.return?.();
  });

  test('follow the organisation’s own aims', async () => {
    await report();
    now = start + 30 * HOUR;
    const stream = await listen(null, { kinds: ['DOCUMENT'] });
    await register.application.configureOrganisation(admin, { aims: [{ kind: 'DOCUMENT', hours: 24 }] }, null);
    expect(told(await nextOf(stream))).toEqual([hours(30), 'DOCUMENT', 'DUE_SOON']);
    await stream.return?.();
  });

  test('are narrowed by state, kind, regime, limit and incident', async () => {
    await report();
    now = start + HOUR;
    const second = await report();
    now = start + 80 * HOUR;
    const narrowed = async (filter: AlertFilter) => drained(await listen(hours(-1), filter));
    expect(await narrowed(onlyAuthority)).toHaveLength(4);
    expect(await narrowed({ ...onlyAuthority, states: ['OVERDUE'] })).toHaveLength(2);
    expect(await narrowed({ ...onlyAuthority, incidentId: second })).toHaveLength(2);
    expect(await narrowed({ ...onlyAuthority, regimes: ['GDPR'] })).toHaveLength(4);
    expect(await narrowed({ ...onlyAuthority, regimes: ['NIS2'] })).toHaveLength(0);
    expect(await narrowed({ ...onlyAuthority, dueBefore: hours(73) })).toHaveLength(2);
    expect(await narrowed({ kinds: ['NOTIFY_CONTROLLERS'] })).toHaveLength(0);
  });

  test('are those of its own reports for who may only report, and never another organisation’s', async () => {
    await report(dpo);
    await report(somebody());
    const own = await report(reporter, null);
    await by(register.application, dpo)('establishAwareness', { awareAt: hours(0) }, { incidentId: own });
    const stream = await listen(null, onlyAuthority, reporter);
    now = start + 50 * HOUR;
    bell.ring();
    expect((await nextOf(stream)).view.incident.id).toBe(own);
    now = start + 80 * HOUR;
    bell.ring();
    expect((await nextOf(stream)).view.incident.id).toBe(own);
    await stream.return?.();
  });

  test('of an incident that is not the caller’s to see are refused like those of none', async () => {
    const incident = await report(dpo);
    const { live } = register.application;
    const none = await live.dutyAlerts(dpo, null, { incidentId: randomUUID() });
    expect(none).toEqual({ ok: false, reason: 'NOT_FOUND' });
    expect(await live.dutyAlerts(somebody(), null, { incidentId: incident })).toEqual(none);
    expect(await live.dutyAlerts(reporter, null, { incidentId: incident })).toEqual(none);
  });

  test('leave nothing behind when everybody has left', async () => {
    await report();
    const streams = await Promise.all(Array.from({ length: 50 }, () => listen(null)));
    const waiting = streams.map((stream) => stream.next());
    expect(register.application.live.load).toMatchObject({ alerts: 50 });
    for (const stream of streams) await stream.return?.();
    expect((await Promise.all(waiting)).every(({ done }) => done)).toBe(true);
    expect(register.application.live.load).toMatchObject({ alerts: 0, listeners: 0, queued: 0 });
  });
});
