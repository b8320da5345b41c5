import type { IncidentView } from '../../src/application/application.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

describe('what a timeline is made of', () => {
  let register: TestRegister;
  beforeAll(async () => {
    register = await openRegister();
  });
  afterAll(() => register.end());

  const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString() as IncidentView['at'];
  const numbers = (places: readonly { readonly number: number }[]) => places.map(({ number }) => number);

  test('tells when each event of the state shown happened, of a state of before too', async () => {
    const caller = somebody();
    const say = by(register.application, caller);
    const { id } = incidentIn(await say('reportIncident', { title: 'x', detectedAt: ago(5) }));
    await say('addNote', { text: 'plus tôt', occurredAt: ago(9) }, { incidentId: id });
    const before = await register.application.incident(caller, id);
    await say('addNote', { text: 'entre', occurredAt: ago(7) }, { incidentId: id });
    const now = await register.application.incident(caller, id);
    if (before === null || now === null) throw new Error('It was reported');
    // Asked for the newer one first: what is kept then holds more than the older state.
    for (const application of [register.application, await register.anotherNode()]) {
      expect(numbers((await application.occurrences(now)).occurred)).toEqual([1, 2, 0]);
      expect(numbers((await application.occurrences(before)).occurred)).toEqual([1, 0]);
      expect(numbers((await application.occurrences(before)).recorded)).toEqual([0, 1]);
    }
    const [last, first] = await register.application.events(now, [2, 0]);
    expect(last).toMatchObject({ revision: 2, type: 'NoteAdded', data: { text: 'entre' } });
    expect(first).toMatchObject({ revision: 0, type: 'IncidentDetected' });
  });
});
