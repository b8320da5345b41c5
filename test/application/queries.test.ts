import { Positions } from '../../src/application/positions.js';
import { by, incidentIn, openRegister, SECRET, somebody, type TestRegister } from './register.js';

let register: TestRegister;
const dpo = somebody();
let now = Date.parse('2026-06-01T12:00:00Z');

beforeEach(async () => {
  register = await openRegister({ now: () => now });
});

afterEach(() => register.end());

describe('an incident before one of its events', () => {
  test('is as it was told up to there, its clocks at the instant of that event', async () => {
    const say = by(register.application, dpo);
    const first = await say('reportIncident', { title: 'Perte' });
    const { id: incidentId } = incidentIn(first);
    now += 3_600_000;
    const second = await say('addNote', { text: 'Vu' }, { incidentId });
    now += 3_600_000;
    await say('addNote', { text: 'Vu de nouveau' }, { incidentId });
    const view = await register.application.incident(dpo, incidentId);
    if (view === null) throw new Error('it was recorded');

    const before = await register.application.incidentBefore(view, 2);
    expect(before?.incident).toEqual(incidentIn(second));
    expect(before?.at).toBe('2026-06-01T14:00:00.000Z');
    expect((await register.application.incidentBefore(view, 1))?.incident).toEqual(incidentIn(first));
  });

  test.each([0, -1, 1, 1.5, Number.NaN, 2 ** 60])('number %d of one is nothing', async (revision) => {
    const { view } = await by(register.application, dpo)('reportIncident', { title: 'Perte' });
    if (view === null) throw new Error('it was recorded');
    expect(await register.application.incidentBefore(view, revision)).toBeNull();
  });
});

describe('an answer', () => {
  test('is frozen throughout: what it shows is shared with everybody who asks', async () => {
    const { view } = await by(register.application, dpo)('reportIncident', { title: 'Perte' });
    const again = await register.application.incident(dpo, view?.incident.id ?? '');
    expect(again?.incident).toBe(view?.incident);
    for (const part of [view?.incident, view?.incident.notes, view?.organisation])
      expect(Object.isFrozen(part)).toBe(true);
  });

  test('carries the sealed place of its last event in the log', async () => {
    expect(await register.application.position()).toBeNull();
    const { position } = await by(register.application, dpo)('reportIncident', { title: 'Perte' });
    expect(await register.application.position()).toBe(position);
    const opened = new Positions(SECRET, register.log.id).open(position ?? '');
    expect(opened).toEqual({ ok: true, position: await register.log.head() });
  });
});
