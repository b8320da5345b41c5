import { randomUUID } from 'node:crypto';
import type { ActorId } from '../../src/identity/directory.js';
import type { Caller } from '../../src/identity/caller.js';
import { may } from '../../src/identity/permissions.js';
import { roles } from '../../src/identity/roles.js';
import { COMMAND_NAMES, type CommandInputs } from '../../src/incident/commands/command.js';
import { parseInstant, type Instant } from '../../src/law/instant.js';
import { allEvents, by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

let register: TestRegister;
const dpo = somebody();
const reporter: Caller = { ...dpo, role: 'REPORTER', actor: randomUUID() as ActorId };
const awareAt = parseInstant('2026-01-06T10:00:00+01:00') as Instant;

beforeAll(async () => {
  register = await openRegister();
});

afterAll(() => register.end());

function inOrganisationOf(caller: Caller, role: Caller['role']): Caller {
  return { ...caller, role, actor: randomUUID() as ActorId };
}

describe('an incident of another organisation', () => {
  test('is answered as one that does not exist, to every command and to reading, and nothing is written', async () => {
    const { id } = incidentIn(await by(register.application, dpo)('reportIncident', { title: 'Perte de textes' }));
    const stranger = somebody('DPO');
    await register.application.organisation(stranger);
    const written = (await allEvents(register.log)).length;
    const say = by(register.application, stranger);
    const theirs = await say('addNote', { text: 'Vu' }, { incidentId: id, expectedRevision: 7, commandId: 'x' });
    const nobodys = await say(
      'addNote',
      { text: 'Vu' },
      { incidentId: randomUUID(), expectedRevision: 7, commandId: 'x' },
    );
    expect(theirs).toEqual(nobodys);
    expect(codes(theirs)).toEqual(['NOT_FOUND']);
    expect(theirs.view).toBeNull();
    expect(await register.application.incident(stranger, id)).toBeNull();
    expect(await register.application.incident(stranger, randomUUID())).toBeNull();
    expect((await allEvents(register.log)).length).toBe(written);
  });

  test.each(['', 'x', '../../etc', 'incident-x', 'é'.repeat(300)])(
    'no more than %j, which is the id of none',
    async (id) => {
      expect(await register.application.incident(dpo, id)).toBeNull();
      const answer = await by(register.application, dpo)('addNote', { text: 'Vu' }, { incidentId: id });
      expect(answer.userErrors).toEqual([{ code: 'NOT_FOUND', message: 'notFound', field: ['incidentId'] }]);
    },
  );
});

describe('who may only report', () => {
  test('reads and annotates own reports, and no other incident', async () => {
    const own = incidentIn(await by(register.application, reporter)('reportIncident', { title: 'Vu par moi' }));
    const other = incidentIn(await by(register.application, dpo)('reportIncident', { title: 'Vu par le DPO' }));
    expect((await register.application.incident(reporter, own.id))?.incident.title).toBe('Vu par moi');
    expect(await register.application.incident(reporter, other.id)).toBeNull();
    const say = by(register.application, reporter);
    expect(codes(await say('addNote', { text: 'Suite' }, { incidentId: own.id }))).toEqual([]);
    expect(codes(await say('addNote', { text: 'Suite' }, { incidentId: other.id }))).toEqual(['NOT_FOUND']);
  });

  test('starts no clock: a report with awareAt is FORBIDDEN, and nothing is written', async () => {
    const written = (await allEvents(register.log)).length;
    const report = by(register.application, reporter)('reportIncident', { title: 'Certain', awareAt });
    await expect(report).rejects.toMatchObject({ name: 'ApplicationError', code: 'FORBIDDEN' });
    expect((await allEvents(register.log)).length).toBe(written);
    const unaware = await by(register.application, reporter)('reportIncident', { title: 'Incertain', awareAt: null });
    expect(codes(unaware)).toEqual([]);
  });

  test('is offered what may be done, on own reports only', async () => {
    const own = incidentIn(await by(register.application, reporter)('reportIncident', { title: 'Vu par moi' }));
    const other = await by(register.application, dpo)('reportIncident', { title: 'Vu par le DPO' });
    const view = await register.application.incident(reporter, own.id);
    if (view === null || other.view === null) throw new Error('both exist');
    expect(register.application.actions(reporter, view)).toEqual([
      { action: 'attachEvidence', refusals: [] },
      { action: 'addNote', refusals: [] },
    ]);
    expect(register.application.actions(reporter, other.view)).toEqual([]);
  });
});

describe('a role', () => {
  test.each(roles)(
    '%s is refused every command that the permissions do not name it for, before anything is read',
    async (role) => {
      const caller = inOrganisationOf(dpo, role);
      for (const name of COMMAND_NAMES.filter((command) => !may(role, command))) {
        // Refused by its name alone: the input is never looked at.
        const nothing: object = {};
        const command = by(register.application, caller)(name, nothing as CommandInputs[typeof name]);
        await expect(command).rejects.toMatchObject({ code: 'FORBIDDEN' });
      }
      if (!may(role, 'configureOrganisation')) {
        const configuring = register.application.configureOrganisation(caller, { name: 'Acme' }, null);
        await expect(configuring).rejects.toMatchObject({ code: 'FORBIDDEN' });
      }
    },
  );

  test('is offered exactly the commands that it may use on an incident, with what would refuse each now', async () => {
    const { view } = await by(register.application, dpo)('reportIncident', { title: 'Perte de textes' });
    if (view === null) throw new Error('it was recorded');
    for (const role of roles.filter((each) => each !== 'REPORTER')) {
      const actions = register.application.actions(inOrganisationOf(dpo, role), view);
      expect(actions.map(({ action }) => action)).toEqual(
        COMMAND_NAMES.filter((name) => name !== 'reportIncident' && may(role, name)),
      );
    }
    const refusedNow = register.application
      .actions(dpo, view)
      .flatMap(({ action, refusals }) => (refusals.length > 0 ? [action] : []));
    expect(refusedNow).toEqual([
      'assessIncident',
      'notifyCnil',
      'declineCnilNotification',
      'notifySubjects',
      'declineSubjectsNotification',
      'deferSubjectsNotification',
      'identifyControllers',
      'notifyControllers',
      'acknowledgeControllerNotice',
      'closeIncident',
      'reopenIncident',
    ]);
  });
});
