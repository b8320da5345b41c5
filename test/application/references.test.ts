import { between, isIncident } from './between.js';
import { LogError } from '../../src/log/port.js';
import { allEvents, by, codes, eventsOf, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

let register: TestRegister;
let now = Date.parse('2026-06-01T12:00:00Z');
let refuseIncidents = false;

beforeEach(async () => {
  now = Date.parse('2026-06-01T12:00:00Z');
  refuseIncidents = false;
  register = await openRegister({ now: () => now }, (log) =>
    between(log, {
      append: (next, stream) =>
        refuseIncidents && isIncident(stream) ? Promise.reject(new LogError('UNAVAILABLE', 'full')) : next(),
    }),
  );
});

afterEach(() => register.end());

describe('references', () => {
  const dpo = somebody();
  const admin = { ...dpo, role: 'ADMIN' } as const;
  const report = async (exercise = false, caller = dpo) =>
    incidentIn(await by(register.application, caller)('reportIncident', { title: 'Perte', exercise })).reference;

  test('count the incidents of an organisation and a year; drills have numbers of their own', async () => {
    expect([await report(), await report(), await report(true), await report(), await report(true)]).toEqual([
      '2026-0001',
      '2026-0002',
      'EX-2026-0001',
      '2026-0003',
      'EX-2026-0002',
    ]);
    expect(await report(false, somebody())).toBe('2026-0001');
  });

  test('take the year that it is in the zone of the organisation', async () => {
    now = Date.parse('2026-12-31T23:30:00Z');
    expect(await report()).toBe('2027-0001');
    await register.application.configureOrganisation(admin, { timeZone: 'America/Martinique' }, null);
    expect(await report()).toBe('2026-0001');
    now = Date.parse('2027-01-01T04:00:00Z');
    expect(await report()).toBe('2027-0002');
  });

  test('are never given twice, however many report at once', async () => {
    const references = await Promise.all(Array.from({ length: 40 }, () => report()));
    expect(new Set(references).size).toBe(40);
    expect(references.sort().at(-1)).toBe('2026-0040');
  });

  test('are not spent on a refused report', async () => {
    expect(codes(await by(register.application, dpo)('reportIncident', { title: '  ' }))).toEqual(['INVALID_INPUT']);
    expect((await allEvents(register.log)).map(({ type }) => type)).toEqual(['OrganisationRegistered']);
    expect(await report()).toBe('2026-0001');
  });

  test('reserved for a report that then could not be written are its own when it is repeated', async () => {
    const say = by(register.application, dpo);
    await report();
    refuseIncidents = true;
    await expect(say('reportIncident', { title: 'Perte' }, { commandId: 'r' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    refuseIncidents = false;
    expect(await report()).toBe('2026-0003');
    expect(incidentIn(await say('reportIncident', { title: 'Perte' }, { commandId: 'r' })).reference).toBe('2026-0002');
  });

  test('tell in their stream which incident each number was for', async () => {
    const { id, reference } = incidentIn(await by(register.application, dpo)('reportIncident', { title: 'Perte' }));
    const [event] = await eventsOf(register.log, `reference-${dpo.organisation}-2026`);
    expect(JSON.parse(event?.data ?? '')).toMatchObject({ d: { incidentId: id } });
    expect(reference).toBe('2026-0001');
  });
});

describe('the instant of recording', () => {
  const dpo = somebody();

  test('never goes back within an incident though the clock of the machine does', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId, recordedAt } = incidentIn(await say('reportIncident', { title: 'Perte' }));
    now -= 3_600_000;
    expect(incidentIn(await say('addNote', { text: 'Vu' }, { incidentId })).updatedAt).toBe(recordedAt);
    register = await register.restart();
    const later = incidentIn(await by(register.application, dpo)('addNote', { text: 'Encore' }, { incidentId }));
    expect(later.updatedAt).toBe(recordedAt);
    now += 7_200_000;
    expect(register.application.now()).toBe('2026-06-01T13:00:00.000Z');
  });

  test('is not before the last event of the incident, which a node with a clock ahead wrote', async () => {
    const ahead = await register.anotherNode({ now: () => now + 60_000 });
    const { id: incidentId } = incidentIn(await by(ahead, dpo)('reportIncident', { title: 'Perte' }));
    const note = incidentIn(await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId }));
    expect(note.updatedAt).toBe('2026-06-01T12:01:00.000Z');
    expect(register.application.now()).toBe('2026-06-01T12:00:00.000Z');
  });
});
