import { randomUUID } from 'node:crypto';
import type { Caller } from '../../../src/identity/caller.js';
import type { ActorId } from '../../../src/identity/directory.js';
import { duties } from '../../../src/incident/duties.js';
import { HOUR, instantAt } from '../../../src/law/instant.js';
import type { IncidentView } from '../../../src/application/application.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';
import { aBell, granted, isQuiet, nextOf } from './page.js';

const dpo = somebody();
const admin: Caller = { ...dpo, role: 'ADMIN', actor: randomUUID() as ActorId };
const bell = aBell();
const start = Date.parse('2026-03-02T08:00:00Z');
let now = start;
let register: TestRegister;

beforeEach(async () => {
  now = start;
  register = await openRegister({ ticker: bell, now: () => now });
});

afterEach(() => register.end());

async function report(caller: Caller = dpo) {
  return incidentIn(
    await by(register.application, caller)('reportIncident', { title: 'Perte', awareAt: instantAt(now) }),
  ).id;
}

async function watch(caller: Caller, id: string) {
  return granted(await register.application.live.incident(caller, id));
}

function notification({ incident, organisation, at }: IncidentView) {
  return duties(incident, organisation, at).find(({ kind }) => kind === 'NOTIFY_AUTHORITY')?.state;
}

describe('an incident before somebody’s eyes', () => {
  test('is shown now and after each event', async () => {
    const id = await report();
    const stream = await watch(dpo, id);
    expect((await nextOf(stream)).incident.revision).toBe(1);
    const next = nextOf(stream);
    await report();
    expect(await isQuiet(next)).toBe(true);
    await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId: id });
    expect((await next).incident.notes).toHaveLength(1);
    await stream.return?.();
  });

  test('is shown again when a duty changes state by time alone, at the instant of the law', async () => {
    const id = await report();
    const stream = await watch(dpo, id);
    expect(notification(await nextOf(stream))).toBe('OPEN');
    const states: unknown[] = [];
    for (const hours of [23, 24, 47, 48, 71, 72]) {
      const next = nextOf(stream);
      now = start + hours * HOUR - 1;
      bell.ring();
      const before = await isQuiet(next);
      now = start + hours * HOUR + (hours === 72 ? 1 : 0);
      bell.ring();
      if (await isQuiet(next)) {
        states.push([hours, before, null]);
        await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId: id });
        await next;
      } else {
        states.push([hours, before, notification(await next)]);
      }
    }
    // 24 hours before the limit the duty is due soon; a millisecond after it, overdue.
    expect(states).toEqual([
      [23, true, null],
      [24, true, null],
      [47, true, null],
      [48, true, 'DUE_SOON'],
      [71, true, null],
      [72, true, 'OVERDUE'],
    ]);
    await stream.return?.();
  });

  test('is shown once to a slow reader, as it is by then', async () => {
    const id = await report();
    const stream = await watch(dpo, id);
    await nextOf(stream);
    for (let count = 0; count < 50; count += 1) {
      await by(register.application, dpo)('addNote', { text: `Vu ${count}` }, { incidentId: id });
    }
    const shown = await nextOf(stream);
    expect(shown.incident.notes).toHaveLength(50);
    expect(await isQuiet(stream.next())).toBe(true);
    await stream.return?.();
  });

  test('is one view for all who look', async () => {
    const id = await report();
    const [first, second] = await Promise.all([watch(dpo, id), watch(admin, id)]);
    expect(await nextOf(first)).toBe(await nextOf(second));
    await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId: id });
    expect(await nextOf(first)).toBe(await nextOf(second));
    await Promise.all([first.return?.(), second.return?.()]);
  });

  test('follows what the organisation sets for itself', async () => {
    const id = await report();
    const stream = await watch(dpo, id);
    await nextOf(stream);
    await register.application.configureOrganisation(admin, { name: 'Clinique' }, null);
    expect((await nextOf(stream)).organisation.name).toBe('Clinique');
    await stream.return?.();
  });

  test('that is another’s, or not one’s own report, is refused like none', async () => {
    const id = await report();
    const { live } = register.application;
    const reporter: Caller = { ...dpo, role: 'REPORTER', actor: randomUUID() as ActorId };
    const none = await live.incident(dpo, randomUUID());
    expect(none).toEqual({ ok: false, reason: 'NOT_FOUND' });
    expect(await live.incident(somebody(), id)).toEqual(none);
    expect(await live.incident(reporter, id)).toEqual(none);
    expect(await live.incident(dpo, 'x')).toEqual(none);
  });

  test('leaves nothing behind when everybody has left, waiting or not', async () => {
    const id = await report();
    const streams = await Promise.all(Array.from({ length: 100 }, () => watch(dpo, id)));
    const waiting = streams.slice(0, 50).map(async (stream) => {
      await nextOf(stream);
      return stream.next();
    });
    await Promise.all(streams.slice(50, 60).map(nextOf));
    for (const stream of streams) await stream.return?.();
    expect((await Promise.all(waiting)).every(({ done }) => done)).toBe(true);
    expect(register.application.live.load).toMatchObject({ incidents: 0, listeners: 0 });
  });

  test('ends with the register', async () => {
    const stream = await watch(dpo, await report());
    await nextOf(stream);
    const next = stream.next();
    const rung = bell.rung;
    register.application.live.close();
    await expect(next).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    // Others are rung until the register is closed.
    expect(bell.rung).toBe(rung - 1);
    await expect(register.application.live.incident(dpo, randomUUID())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
