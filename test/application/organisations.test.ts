import { LogError } from '../../src/log/port.js';
import { between } from './between.js';
import { allEvents, by, codes, incidentIn, openRegister, somebody, type TestRegister } from './register.js';

let register: TestRegister;
let refuseNext = false;

beforeEach(async () => {
  register = await openRegister({}, (log) =>
    between(log, {
      append: (next) => {
        const refused = refuseNext;
        refuseNext = false;
        return refused ? Promise.reject(new LogError('UNAVAILABLE', 'the disk is full')) : next();
      },
    }),
  );
});

afterEach(() => register.end());

describe('an organisation', () => {
  test('is registered at first sight under the claim of the token, with what the law gives by default', async () => {
    const auditor = somebody('AUDITOR', undefined, 'Clinique du Parc');
    expect(await register.application.organisation(auditor)).toMatchObject({
      id: auditor.organisation,
      name: 'Clinique du Parc',
      timeZone: 'Europe/Paris',
      language: 'fr',
      regimes: ['GDPR'],
      revision: 0,
    });
    const [event, ...others] = await allEvents(register.log);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ stream: `organisation-${auditor.organisation}`, type: 'OrganisationRegistered' });
    expect(event?.metadata).not.toContain('Clinique');
  });

  test('is registered once, whoever of its people comes first and however many come at once, on two nodes', async () => {
    const node = await register.anotherNode();
    const { organisation } = somebody();
    const people = Array.from({ length: 20 }, () => somebody('HANDLER', organisation));
    const seen = await Promise.all(
      people.map((person, index) => (index % 2 === 0 ? register.application : node).organisation(person)),
    );
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(await allEvents(register.log)).toHaveLength(1);
  });

  test('whose registration did not come about after the directory knew it is registered when it is next seen', async () => {
    const dpo = somebody();
    refuseNext = true;
    await expect(register.application.organisation(dpo)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await allEvents(register.log)).toEqual([]);
    expect(codes(await by(register.application, dpo)('reportIncident', { title: 'Perte' }))).toEqual([]);
    expect((await allEvents(register.log)).map(({ type }) => type)).toEqual([
      'OrganisationRegistered',
      'ReferenceReserved',
      'IncidentDetected',
    ]);
  });

  test('keeps the name it was registered under when its claim changes at the issuer, until it is configured', async () => {
    const dpo = somebody('DPO', undefined, 'acme');
    await register.application.organisation(dpo);
    expect((await register.application.organisation({ ...dpo, orgClaim: 'acme-sante' })).name).toBe('acme');
  });

  test('configured on one node is known to the others at the next question', async () => {
    const admin = somebody('ADMIN');
    const node = await register.anotherNode();
    await node.organisation(admin);
    const { organisation, position } = await register.application.configureOrganisation(
      admin,
      { language: 'en' },
      null,
    );
    expect(organisation).toEqual(await node.organisation(admin));
    expect(await node.position()).toBe(position);
  });

  test('refuses a configuration in words, with its present state, and nothing is written', async () => {
    const admin = somebody('ADMIN');
    const answer = await register.application.configureOrganisation(admin, { timeZone: 'Europe/Nowhere' }, null);
    expect(codes(answer)).toEqual(['INVALID_INPUT']);
    expect(answer.organisation?.timeZone).toBe('Europe/Paris');
    expect(answer.position).toBeNull();
    expect(await allEvents(register.log)).toHaveLength(1);
  });
});

describe('the configuration of an organisation', () => {
  test('by two people at once keeps what both said', async () => {
    const admin = somebody('ADMIN');
    const answers = await Promise.all([
      register.application.configureOrganisation(admin, { name: 'Acme Santé' }, 'a'),
      register.application.configureOrganisation(admin, { language: 'en' }, 'b'),
    ]);
    expect(answers.flatMap(codes)).toEqual([]);
    expect(await register.application.organisation(admin)).toMatchObject({
      name: 'Acme Santé',
      language: 'en',
      revision: 2,
    });
  });

  test('later does not change what an incident showed before it', async () => {
    const dpo = somebody();
    const say = by(register.application, dpo);
    const { id: incidentId } = incidentIn(await say('reportIncident', { title: 'Perte' }));
    await say('addNote', { text: 'Vu' }, { incidentId });
    const admin = { ...dpo, role: 'ADMIN' } as const;
    await register.application.configureOrganisation(admin, { name: 'Acme Santé' }, null);
    const view = await register.application.incident(dpo, incidentId);
    if (view === null) throw new Error('it was recorded');
    expect(view.organisation.name).toBe('Acme Santé');
    expect((await register.application.incidentBefore(view, 1))?.organisation.name).toBe('acme');
  });
});
