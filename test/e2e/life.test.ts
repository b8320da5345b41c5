/** "Bad input and bad luck" of the whole life: each its documented answer, nothing half written. */
import { at, textAt, type Payload } from '../graphql/api.js';
import { startRegister, type Client, type Register } from './register.js';

const start = Date.now();
/** Hours before this test began; negative: after. */
const ago = (hours: number) => new Date(start - hours * 3_600_000).toISOString();
const decidedBy = { name: 'D. Martin', capacity: 'DPO' };
const reasons = 'établi par les journaux';
const message = { nature: 'perte', contactPoint: 'dpo@acme.example', likelyConsequences: 'retard', measures: 'retour' };
const list = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ externalId: `c-${index}`, name: `Cabinet ${index}` }));

describe('the whole life over HTTP', () => {
  let register: Register;
  let dpo: Client;
  beforeAll(async () => {
    register = await startRegister();
    dpo = await register.client();
  });
  afterAll(() => register.end());

  async function done(name: string, input: object): Promise<Payload> {
    const payload = await dpo.command(name, input);
    expect([name, payload.userErrors]).toEqual([name, []]);
    return payload;
  }

  async function report(more: object = {}): Promise<string> {
    return textAt(
      await done('reportIncident', { title: 'Observations non enregistrées', awareAt: ago(96), ...more }),
      'incident.id',
    );
  }

  async function state(id: string): Promise<unknown> {
    return (
      await dpo.ask('query ($id: ID!) { position incident(id: $id) { revision controllerNotices { totalCount } } }', {
        id,
      })
    ).data;
  }

  /** The command is refused like that, and leaves no trace. */
  async function refused(name: string, input: { readonly incidentId: string }, ...errors: object[]): Promise<void> {
    const before = await state(input.incidentId);
    const payload = await dpo.command(name, input);
    expect(payload).toMatchObject({ revision: null, entryId: null, userErrors: errors });
    expect(await state(input.incidentId)).toEqual(before);
  }

  test('2,500 controllers in one call, and not one more', async () => {
    const incidentId = await report({ role: 'PROCESSOR' });
    await refused(
      'identifyControllers',
      { incidentId, ...{ controllers: list(2_501) } },
      { code: 'LIMIT_EXCEEDED', field: ['controllers'] },
    );
    const identified = await done('identifyControllers', { incidentId, controllers: list(2_500), remaining: 0 });
    expect(identified).toMatchObject({ revision: 6 });
    const told = await done('notifyControllers', {
      incidentId,
      allIdentified: true,
      channel: 'EMAIL',
      sentAt: ago(1),
      message: 'Avis',
    });
    expect(told).toMatchObject({ revision: 11, incident: { status: 'NOTIFIED_CONTROLLERS' } });
    expect(await state(incidentId)).toMatchObject({ incident: { controllerNotices: { totalCount: 2_500 } } });
  });

  test('the same externalId twice in one call; again in a later call it updates', async () => {
    const incidentId = await report({ role: 'PROCESSOR' });
    const twice = [...list(2), { externalId: 'c-0', name: 'Le même' }];
    await refused(
      'identifyControllers',
      { incidentId, ...{ controllers: twice } },
      { code: 'INVALID_INPUT', field: ['controllers', '2', 'externalId'] },
    );
    await done('identifyControllers', { incidentId, controllers: list(2) });
    await done('identifyControllers', { incidentId, controllers: [{ externalId: 'c-0', name: 'Nouveau nom' }] });
    const answer = await dpo.ask('query ($id: ID!) { incident(id: $id) { controllerNotices { nodes { name } } } }', {
      id: incidentId,
    });
    expect(at(answer.data, 'incident.controllerNotices.nodes')).toEqual([
      { name: 'Nouveau nom' },
      { name: 'Cabinet 1' },
    ]);
  });

  test('an acknowledgement of an unknown controller', async () => {
    const incidentId = await report({ role: 'PROCESSOR' });
    await done('notifyControllers', {
      incidentId,
      controllers: list(1),
      channel: 'EMAIL',
      sentAt: ago(2),
      message: 'Avis',
    });
    const input = { incidentId, externalIds: ['c-0', 'nobody'], receivedAt: ago(1) };
    const error = { code: 'UNKNOWN_CONTROLLER', field: ['externalIds', '1'] };
    await refused('acknowledgeControllerNotice', input, error);
    await refused('acknowledgeControllerNotice', { ...input, ...{ recordAsHappened: true } }, error);
  });

  test('a communication to an audience that was withdrawn', async () => {
    const incidentId = await report();
    const { entryId } = await done('defineAudience', { incidentId, name: 'Patients', categories: ['PATIENTS'] });
    await done('withdrawEntry', { incidentId, entryId, reasons: 'doublon' });
    const letter = { incidentId, audienceId: entryId, channel: 'LETTER', sentAt: ago(1), message };
    await refused('notifySubjects', letter, { code: 'UNKNOWN_ENTRY', field: ['audienceId'] });
  });

  test('a public measure in the future: it must have taken place', async () => {
    const incidentId = await report();
    await done('assessIncident', { incidentId, verdict: 'HIGH_RISK', reasons });
    const decline = (hours: number) => ({
      incidentId,
      ground: 'DISPROPORTIONATE_EFFORT',
      reasons,
      decidedBy,
      publicMeasure: { channel: 'PRESS', at: ago(hours), text: 'Communiqué' },
    });
    await refused('declineSubjectsNotification', decline(-1), { code: 'IN_FUTURE', field: ['publicMeasure', 'at'] });
    await done('declineSubjectsNotification', decline(1));
  });

  test('an answer before its question', async () => {
    const incidentId = await report();
    const { entryId } = await done('recordAuthorityMessage', {
      incidentId,
      kind: 'QUESTION',
      receivedAt: ago(2),
      text: 'Combien ?',
    });
    const answer = { incidentId, messageId: entryId, answeredAt: ago(3), text: '2 300' };
    await refused('answerAuthority', answer, { code: 'DATE_ORDER', field: ['answeredAt'] });
  });

  test('a link to itself, or to another organisation’s incident, which is like none', async () => {
    const incidentId = await report();
    const stranger = await register.client('DPO', 'other');
    const { incident } = await stranger.command('reportIncident', { title: 'Ailleurs' });
    const link = (otherIncidentId: unknown) => ({ incidentId, kind: 'SAME_EVENT', otherIncidentId });
    await refused('linkIncidents', link(incidentId), { code: 'INVALID_INPUT', field: ['otherIncidentId'] });
    for (const other of [incident?.['id'], '00000000-0000-4000-8000-000000000000', 'x'])
      await refused('linkIncidents', link(other), { code: 'NOT_FOUND', field: ['otherIncidentId'] });
  });
});
