import type { Caller } from '../../src/identity/caller.js';
import { mutation, openApi, payloadOf, textAt, type Payload, type TestApi } from './api.js';

const contact = { name: 'x'.repeat(200) };
const decidedBy = { name: 'D. Martin', capacity: 'DPO' };

describe('what the door refuses of an input', () => {
  let api: TestApi;
  let dpo: Caller;
  let incidentId: string;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    const reported = await api.ask(dpo, mutation('reportIncident'), { input: { title: 'Messagerie ouverte' } });
    incidentId = textAt(reported.data, 'reportIncident.incident.id');
  });
  afterAll(() => api.end());

  async function command(name: string, input: object, as = dpo, language: 'fr' | 'en' = 'en'): Promise<Payload> {
    return payloadOf(await api.ask(as, mutation(name), { input }, language), name);
  }

  const on = (more: object) => ({ incidentId, ...more });

  test.each<[string, string, () => object, readonly string[]]>([
    ['a blank title', 'reportIncident', () => ({ title: ' \t' }), ['title']],
    ['a title of 201', 'reportIncident', () => ({ title: 'x'.repeat(201) }), ['title']],
    // 101 pairs of surrogates are 202 units, and it is units that the record counts.
    ['a title of 101 pictograms', 'reportIncident', () => ({ title: '😀'.repeat(101) }), ['title']],
    ['a summary of 20,001', 'reportIncident', () => ({ title: 'x', summary: 'x'.repeat(20_001) }), ['summary']],
    ['half of a surrogate pair', 'reportIncident', () => ({ title: 'x\ud83d' }), ['title']],
    [
      'half of a surrogate pair deep inside',
      'recordFacts',
      () => on({ facts: { media: ['nas', '\udc00'] } }),
      ['facts', 'media', '1'],
    ],
    ['a nature twice', 'reportIncident', () => ({ title: 'x', natures: ['INTEGRITY', 'INTEGRITY'] }), ['natures']],
    [
      'a processor without a name',
      'reportIncident',
      () => ({ title: 'x', processor: { name: ' ' } }),
      ['processor', 'name'],
    ],
    ['a command id of 201', 'reportIncident', () => ({ title: 'x', commandId: 'x'.repeat(201) }), ['commandId']],
    ['an empty command id', 'addNote', () => on({ text: 'x', commandId: '' }), ['commandId']],
    [
      '501 systems',
      'recordFacts',
      () => on({ facts: { media: Array.from({ length: 501 }, String) } }),
      ['facts', 'media'],
    ],
    [
      'the second of two systems too long',
      'recordFacts',
      () => on({ facts: { media: ['x', 'x'.repeat(201)] } }),
      ['facts', 'media'],
    ],
    [
      '501 processors',
      'recordFacts',
      () => on({ facts: { processors: Array.from({ length: 501 }, () => contact) } }),
      ['facts', 'processors'],
    ],
    [
      'the third of three processors too long',
      'recordFacts',
      () => on({ facts: { processors: [contact, contact, { name: 'x'.repeat(201) }] } }),
      ['facts', 'processors', '2', 'name'],
    ],
    [
      'a country that is no code',
      'recordFacts',
      () => on({ facts: { memberStates: ['FR', 'France'] } }),
      ['facts', 'memberStates'],
    ],
    ['fewer than no persons', 'recordFacts', () => on({ facts: { subjectsCount: -1 } }), ['facts', 'subjectsCount']],
    ['fewer than no records', 'recordFacts', () => on({ facts: { recordsCount: '-12' } }), ['facts', 'recordsCount']],
    [
      'a fifth step of context',
      'recordFacts',
      () => on({ facts: { enisa: { dataContext: 5 } } }),
      ['facts', 'enisa', 'dataContext'],
    ],
    [
      'more than certain identification',
      'assessIncident',
      () => on({ verdict: 'RISK', reasons: 'x', facts: { enisa: { identifiability: 1.01 } } }),
      ['facts', 'enisa', 'identifiability'],
    ],
    [
      'an authority of 101',
      'notifyCnil',
      () => on({ kind: 'INITIAL', filedAt: '2023-04-28T10:00:00Z', authority: 'x'.repeat(101) }),
      ['authority'],
    ],
    [
      'a blank authority',
      'notifyCnil',
      () => on({ kind: 'INITIAL', filedAt: '2023-04-28T10:00:00Z', authority: ' ' }),
      ['authority'],
    ],
    ['a blank title in a correction', 'correctIncident', () => on({ title: '', reasons: 'x' }), ['title']],
    [
      'a capacity of 201',
      'closeIncident',
      () => on({ decidedBy: { name: 'x', capacity: 'x'.repeat(201) } }),
      ['decidedBy', 'capacity'],
    ],
    [
      '501 reasons',
      'closeIncident',
      () => on({ decidedBy, openDuties: Array.from({ length: 501 }, () => ({ dutyId: 'x', reasons: 'x' })) }),
      ['openDuties'],
    ],
    ['a note of 20,001', 'addNote', () => on({ text: 'x'.repeat(20_001) }), ['text']],
  ])('%s: INVALID_INPUT with its path, in words, and nothing is written', async (_what, name, input, field) => {
    const before = await api.application.position();
    const payload = await command(name, input());
    expect(payload.userErrors).toEqual([
      { code: 'INVALID_INPUT', message: expect.stringMatching(/\w{3}.*\.$/s) as string, field },
    ]);
    expect(payload).toMatchObject({ revision: null, entryId: null, position: null, warnings: [] });
    expect(await api.application.position()).toBe(before);
  });

  test('all faults at once, not only the first', async () => {
    const { userErrors } = await command('reportIncident', {
      title: 'x'.repeat(201),
      summary: 'x'.repeat(20_001),
      processor: { name: 'x'.repeat(201) },
    });
    expect(userErrors.map(({ field }) => field?.join('.'))).toEqual(['title', 'summary', 'processor.name']);
  });

  test('the incident is shown as it is', async () => {
    expect((await command('addNote', on({ text: 'x'.repeat(20_001) }))).incident).toEqual({
      id: incidentId,
      revision: 0,
      status: 'DETECTED',
    });
  });

  test('in the reader’s language, without the submitted value', async () => {
    const french = await command('reportIncident', { title: 'secret'.repeat(40) }, dpo, 'fr');
    const english = await command('reportIncident', { title: 'secret'.repeat(40) }, dpo, 'en');
    expect(french.userErrors[0]?.message).toMatch(/trop long.*200/);
    expect(english.userErrors[0]?.message).toMatch(/too long.*200/);
    expect(JSON.stringify([french, english])).not.toContain('secret');
  });

  test('texts at their limits pass', async () => {
    const input = {
      title: '😀'.repeat(100),
      summary: 'x'.repeat(20_000),
      commandId: 'x'.repeat(200),
      processor: contact,
    };
    expect((await command('reportIncident', input)).userErrors).toEqual([]);
    const media = Array.from({ length: 500 }, (_, index) => `${index}`.padEnd(200, 'x'));
    expect(
      (await command('recordFacts', on({ facts: { media, enisa: { dataContext: 3, identifiability: 1 } } })))
        .userErrors,
    ).toEqual([]);
  });

  test('of the organisation’s settings alike', async () => {
    const admin = await api.someone('ADMIN');
    const document = `mutation ($input: ConfigureOrganisationInput!) {
      configureOrganisation(input: $input) { organisation { name aims { kind hours } dpo { name email } } position userErrors { code field } }
    }`;
    const refused = await api.ask(admin, document, {
      input: { dpo: { name: 'x'.repeat(201) }, name: 'x'.repeat(201) },
    });
    expect(refused.data?.['configureOrganisation']).toMatchObject({
      organisation: { name: 'acme' },
      position: null,
      userErrors: [
        { code: 'INVALID_INPUT', field: ['name'] },
        { code: 'INVALID_INPUT', field: ['dpo', 'name'] },
      ],
    });
    const set = await api.ask(admin, document, {
      input: { name: 'Acme Santé', dpo: { name: 'D. Martin' }, aims: [{ kind: 'DOCUMENT', hours: 48 }] },
    });
    expect(set.data?.['configureOrganisation']).toMatchObject({
      organisation: {
        name: 'Acme Santé',
        aims: [{ kind: 'DOCUMENT', hours: 48 }],
        dpo: { name: 'D. Martin', email: null },
      },
      userErrors: [],
    });
  });
});
