/** The incident as the register knew it. */
import { incidentStream } from '../../../src/application/ids.js';
import type { AsOf } from '../../../src/application/replay/replay.js';
import { HOUR, instantAt, plus } from '../../../src/law/instant.js';
import { incidentKind } from '../../../src/read/stored/kinds.js';
import { parseMetadata } from '../../../src/read/stored/metadata.js';
import type { RecordedEvent } from '../../../src/log/port.js';
import { hour } from '../../support/story.js';
import { by, eventsOf, incidentIn, openRegister, somebody, type TestRegister } from '../register.js';

describe('an incident of before', () => {
  let now = Date.parse(hour(0));
  const dpo = somebody('DPO');
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister({ now: () => now });
  });
  afterAll(() => register.end());

  const say = () => by(register.application, dpo);
  const report = async (more: object = {}, caller = dpo) =>
    incidentIn(await by(register.application, caller)('reportIncident', { title: 'Avant', ...more })).id;
  const past = (id: string, asOf: AsOf, caller = dpo) => register.application.replay.incident(caller, id, asOf);
  const shown = async (id: string, asOf: AsOf) => {
    const found = await past(id, asOf);
    if (found === null || found === 'IN_FUTURE') throw new Error('It was there');
    return found;
  };

  test('is what its events up to then say, its clocks at that instant, by revision and by instant', async () => {
    const id = await report();
    const first = instantAt(now);
    now += HOUR;
    await say()('correctIncident', { title: 'Après', reasons: 'x' }, { incidentId: id });
    const second = instantAt(now);
    now += HOUR;
    for (const asOf of [{ revision: 0 }, { recordedAt: first }, { recordedAt: plus(second, -1) }]) {
      expect((await shown(id, asOf)).view.incident).toMatchObject({ title: 'Avant', revision: 0 });
    }
    for (const asOf of [{ revision: 1 }, { recordedAt: second }, { recordedAt: instantAt(now) }]) {
      expect((await shown(id, asOf)).view.incident).toMatchObject({ title: 'Après', revision: 1 });
    }
    expect(await shown(id, { revision: 1 })).toMatchObject({ id: `${id}@1`, shownAt: second, view: { at: second } });
    const later = plus(second, 5);
    expect(await shown(id, { recordedAt: later })).toMatchObject({ id: `${id}@${later}`, shownAt: later });
  });

  test('has its organisation as it was configured then', async () => {
    const id = await report();
    const admin = somebody('ADMIN', dpo.organisation);
    const name = async (asOf: AsOf) => (await shown(id, asOf)).view.organisation.name;
    const before = instantAt(now);
    now += HOUR;
    await register.application.configureOrganisation(admin, { name: 'Clinique du Parc' }, null);
    now += HOUR;
    await say()('addNote', { text: 'x' }, { incidentId: id });
    expect(await name({ revision: 0 })).toBe('acme');
    expect(await name({ recordedAt: before })).toBe('acme');
    expect(await name({ recordedAt: plus(before, HOUR) })).toBe('Clinique du Parc');
    expect(await name({ revision: 1 })).toBe('Clinique du Parc');
  });

  test('is nothing before its first event, beyond its last, or for whom its present is nothing', async () => {
    const id = await report();
    for (const asOf of [{ revision: 1 }, { revision: -1 }, { recordedAt: plus(instantAt(now), -1) }]) {
      expect(await past(id, asOf)).toBeNull();
    }
    expect(await past(id, { revision: 0 }, somebody('DPO'))).toBeNull();
    expect(await past(id, { revision: 0 }, somebody('REPORTER', dpo.organisation))).toBeNull();
    expect(await past('x', { revision: 0 })).toBeNull();
    expect(await past(id, { recordedAt: instantAt(now + 1) })).toBe('IN_FUTURE');
  });

  test('of a long life is at every moment what a fold from the beginning gives, in whatever order it is asked for', async () => {
    const id = await report();
    for (let note = 1; note <= 1_100; note += 1) await say()('addNote', { text: `${note}` }, { incidentId: id });
    const events = await eventsOf(register.log, incidentStream(id));
    for (const revision of [0, 249, 250, 1_100, 251, 750, 499, 1_000, 999, 1]) {
      const told = events.slice(0, revision + 1).map(decoded);
      expect((await shown(id, { revision })).view.incident).toEqual(incidentKind.fold(incidentStream(id), told, null));
    }
  });

  test('has the events of then on record, and no later ones', async () => {
    const id = await report();
    for (const text of ['un', 'deux', 'trois']) await say()('addNote', { text }, { incidentId: id });
    const { view } = await shown(id, { revision: 2 });
    const events = await register.application.replay.events(view, 1, 100);
    expect(events.map(({ event }) => [event.revision, event.type])).toEqual([
      [1, 'NoteAdded'],
      [2, 'NoteAdded'],
    ]);
    expect(await register.application.replay.events(view, 3, 1)).toEqual([]);
  });
});

function decoded(recorded: RecordedEvent) {
  const metadata = parseMetadata(recorded.metadata);
  const event = metadata === null ? 'no metadata' : incidentKind.read(recorded, metadata);
  if (typeof event === 'string') throw new Error(event);
  return event;
}
