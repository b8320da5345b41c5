import type { RecordedEvent } from '../../src/log/port.js';
import { between, type Hooks } from './between.js';
import { allEvents, by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

const dpo = somebody();
const SECRET_WORDS = 'Dossier de Mme Lenoir';
let register: TestRegister;
let damage: Hooks['damage'];
let alarms: Error[] = [];

beforeEach(async () => {
  damage = (event) => event;
  alarms = [];
  register = await openRegister({ alarm: (fault) => alarms.push(fault), keptIncidents: 1 }, (log) =>
    between(log, { damage: (event) => (damage === undefined ? event : damage(event)) }),
  );
});

afterEach(() => register.end());

function isNote({ type }: RecordedEvent): boolean {
  return type === 'NoteAdded';
}

function withMetadata(event: RecordedEvent, changes: object): RecordedEvent {
  const metadata: unknown = JSON.parse(event.metadata);
  return { ...event, metadata: JSON.stringify({ ...Object(metadata), ...changes }) };
}

const other = somebody().organisation;

describe('an event that cannot be read', () => {
  test.each<[string, (event: RecordedEvent) => RecordedEvent | null]>([
    ['of a type that is not known', (event) => ({ ...event, type: 'NoteErased' })],
    ['of a newer version', (event) => withMetadata(event, { schemaVersion: 2 })],
    ['with data that does not fit its schema', (event) => ({ ...event, data: event.data.replace('TEAM', 'SECRET') })],
    ['with data that is no JSON', (event) => ({ ...event, data: event.data.slice(1) })],
    ['with metadata that is no JSON', (event) => ({ ...event, metadata: '' })],
    ['with a member more in its metadata', (event) => withMetadata(event, { name: 'x' })],
    ['of another organisation', (event) => ({ ...withMetadata(event, { organisation: other }), organisation: other })],
    ['whose metadata tells of another organisation', (event) => withMetadata(event, { organisation: other })],
    [
      'whose metadata tells of another instant',
      (event) => withMetadata(event, { recordedAt: '2020-01-01T00:00:00.000Z' }),
    ],
    ['that cannot follow the ones before it', (event) => ({ ...event, type: 'IncidentReopened' })],
  ])('%s stops reading and writing its incident, with an alarm, and is never skipped', async (_what, change) => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', { title: SECRET_WORDS }));
    await say('addNote', { text: SECRET_WORDS }, { incidentId, commandId: 'note' });
    const elsewhere = incidentIn(await say('reportIncident', { title: 'Un autre' }));
    const written = (await allEvents(register.log)).length;
    damage = (event) => (isNote(event) ? change(event) : event);

    const isDamage = { name: 'ApplicationError', code: 'DAMAGED_STREAM' };
    await expect(register.application.incident(dpo, incidentId)).rejects.toMatchObject(isDamage);
    await expect(say('addNote', { text: 'Vu' }, { incidentId })).rejects.toMatchObject(isDamage);
    await expect(say('addNote', { text: SECRET_WORDS }, { incidentId, commandId: 'note' })).rejects.toMatchObject(
      isDamage,
    );
    expect(alarms).toHaveLength(3);
    for (const { message } of alarms) {
      expect(message).toContain(`Event 1 of incident-${incidentId}`);
      expect(message).not.toContain(SECRET_WORDS);
    }
    expect((await allEvents(register.log)).length).toBe(written);
    expect(codes(await say('addNote', { text: 'Vu' }, { incidentId: elsewhere.id }))).toEqual([]);
  });

  test('that is missing between others stops its incident in the same way', async () => {
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', { title: 'Perte' }));
    await say('addNote', { text: 'Vu' }, { incidentId });
    await say('recordFacts', { facts: { sensitiveData: true } }, { incidentId });
    register = await register.restart();
    damage = (event) => (isNote(event) ? null : event);
    await expect(register.application.incident(dpo, incidentId)).rejects.toThrow(/Event 1 .* it is missing/);
  });

  test('of the organisation stops its commands', async () => {
    await register.application.organisation(dpo);
    register = await register.restart();
    damage = (event) => ({ ...event, type: 'OrganisationFounded' });
    const report = by(register.application, dpo)('reportIncident', { title: 'Perte' });
    await expect(report).rejects.toMatchObject({ code: 'DAMAGED_STREAM' });
    expect(await allEvents(register.log)).toHaveLength(1);
  });
});

test('what this register could not read again is never written: a text beyond its schema is a fault of the program', async () => {
  const say = by(register.application, dpo);
  const { id: incidentId } = incidentIn(await say('reportIncident', { title: 'Perte' }));
  await expect(say('addNote', { text: 'x'.repeat(20_001) }, { incidentId })).rejects.toThrow(TypeError);
  expect((await allEvents(register.log)).filter(isNote)).toEqual([]);
  expect(codes(await say('addNote', { text: 'x'.repeat(20_000) }, { incidentId }))).toEqual([]);
});
