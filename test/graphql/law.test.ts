import type { Caller } from '../../src/identity/caller.js';
import { at, codesIn, mutation, openApi, payloadOf, speakerOf, textAt, type Speaker, type TestApi } from './api.js';

const start = Date.now();
/** Hours before this test began. */
const ago = (hours: number) => new Date(start - hours * 3_600_000).toISOString();
const reasons = 'établi par les journaux';

const ADVICE = `register { answer } authority { answer reasons { rule text source } } subjects { answer } controllers { answer }
  enisa { score level dataContext identifiability circumstances flags } rulesVersion conflicts { code message field }`;
const TRIAGE = `query ($facts: FactsInput!, $at: DateTime) { triage(facts: $facts, at: $at) { ${ADVICE} } }`;

describe('the law in the API', () => {
  let api: TestApi;
  let dpo: Caller;
  let speaker: Speaker;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    speaker = speakerOf(api, dpo);
    const admin = await api.someone('ADMIN');
    const answer = await api.ask(
      admin,
      'mutation { configureOrganisation(input: { regimes: ["GDPR", "NIS2", "LOPMI"], sector: HEALTH_SOCIAL }) { userErrors { code } } }',
    );
    expect(at(answer.data, 'configureOrganisation.userErrors')).toEqual([]);
  });
  afterAll(() => api.end());

  test('triage answers with rules and sources in the reader’s language, and with ENISA’s score in its own units', async () => {
    const facts = {
      personalDataAffected: true,
      natures: ['CONFIDENTIALITY'],
      dataCategories: ['CONTACT'],
      subjectsCount: 101,
      enisa: { dataContext: 2, identifiability: 0.5 },
    };
    const [en, fr] = await Promise.all(
      (['en', 'fr'] as const).map((language) => api.ask(dpo, TRIAGE, { facts }, language)),
    );
    expect(en?.errors).toEqual([]);
    expect(at(en?.data, 'triage.authority.answer')).toBe('REQUIRED');
    expect(at(en?.data, 'triage.controllers.answer')).toBe('NOT_REQUIRED');
    expect(at(en?.data, 'triage.authority.reasons.0')).toEqual({
      rule: 'notify-authority',
      text: 'The authority is notified unless the breach is unlikely to result in a risk to the rights and freedoms of persons.',
      source: 'GDPR art. 33(1)',
    });
    expect(at(fr?.data, 'triage.authority.reasons.0.source')).toBe('RGPD, art. 33(1)');
    expect(at(en?.data, 'triage.enisa')).toMatchObject({
      score: 1.5,
      level: 'LOW',
      dataContext: 3,
      identifiability: 0.5,
      circumstances: 0,
      flags: ['MORE_THAN_100_PERSONS'],
    });
  });

  test('triage names contradictions, goes by the rules of the instant asked for, and refuses what cannot be', async () => {
    const contradictory = await api.ask(dpo, TRIAGE, {
      facts: { personalDataInvolved: false, dataCategories: ['HEALTH'] },
    });
    expect(at(contradictory.data, 'triage.conflicts.0.code')).toBe('CONTRADICTORY_FACTS');
    expect(textAt(contradictory.data, 'triage.conflicts.0.message')).toMatch(/\S{3}/);
    const before = await api.ask(dpo, TRIAGE, { facts: {}, at: '2018-05-24T12:00:00Z' });
    expect(at(before.data, 'triage.register.answer')).toBe('UNDETERMINED');
    const wrong = await api.ask(dpo, TRIAGE, { facts: { subjectsCount: -471100, enisa: { dataContext: 4 } } });
    expect(codesIn(wrong)).toEqual(['BAD_USER_INPUT']);
    expect(JSON.stringify(wrong.errors)).not.toContain('471100');
    expect(codesIn(await api.ask(null, TRIAGE, { facts: {} }))).toEqual(['UNAUTHENTICATED']);
  });

  test('an assessment keeps the advice that was given on its facts', async () => {
    const incidentId = await speaker.report({ awareAt: ago(50), natures: ['CONFIDENTIALITY'] });
    const facts = { dataCategories: ['HEALTH'], exposure: 'CONFIRMED', recipients: 'PUBLIC', subjectsCount: 500 };
    await speaker.command('assessIncident', { incidentId, verdict: 'UNLIKELY', reasons, facts });
    await speaker.command('recordFacts', { incidentId, facts: { protection: 'UNINTELLIGIBLE' } });
    const ask = `query ($id: ID!) { incident(id: $id) { assessment { verdict enisa { score level } advice { ${ADVICE} } } } }`;
    const { data, errors } = await api.ask(dpo, ask, { id: incidentId });
    expect(errors).toEqual([]);
    expect(at(data, 'incident.assessment.verdict')).toBe('UNLIKELY');
    expect(at(data, 'incident.assessment.advice.subjects.answer')).toBe('REQUIRED');
    expect(at(data, 'incident.assessment.enisa')).toEqual({ score: 4.5, level: 'VERY_HIGH' });
    expect(at(data, 'incident.assessment.advice.rulesVersion')).toMatch(/^2018-05-25\/\d+$/);
  });

  test('a classification starts the clocks of a regime, and a filing meets its stage', async () => {
    const incidentId = await speaker.report({ awareAt: ago(30) });
    const dutiesOf = async () => {
      const { data } = await api.ask(
        dpo,
        'query ($id: ID!) { incident(id: $id) { duties { id regime stage state dueAt } } }',
        { id: incidentId },
      );
      const duties = at(data, 'incident.duties') as readonly {
        regime: string;
        stage: string | null;
        state: string;
        dueAt: string | null;
      }[];
      return duties.filter(({ regime }) => regime === 'NIS2').map(({ stage, state, dueAt }) => [stage, state, dueAt]);
    };
    expect(await dutiesOf()).toEqual([
      ['EARLY_WARNING', 'NOT_STARTED', null],
      ['NOTIFICATION', 'NOT_STARTED', null],
      ['FINAL_REPORT', 'NOT_STARTED', null],
    ]);
    await speaker.command('classifyIncident', {
      incidentId,
      regime: 'NIS2',
      classification: 'significant incident',
      at: ago(20),
      reasons,
    });
    expect(await dutiesOf()).toEqual([
      ['EARLY_WARNING', 'OVERDUE', ago(6)],
      ['NOTIFICATION', 'OPEN', ago(-42)],
      ['FINAL_REPORT', 'NOT_STARTED', null],
    ]);
    const dutyId = `${incidentId}/NIS2/OTHER_REGIME/EARLY_WARNING`;
    const filed = await speaker.command('recordRegimeFiling', {
      incidentId,
      dutyId,
      recipient: 'ANSSI',
      filedAt: ago(5),
      reference: 'A-1',
    });
    expect((await dutiesOf())[0]).toEqual(['EARLY_WARNING', 'MET_LATE', ago(6)]);
    const ask = `query ($id: ID!) { incident(id: $id) {
      regimeFilings { id duty { id state lateBy } recipient filedAt reference lateBy recordedBy { id } }
      classifications { regime classification at reasons } timeline { nodes { title detail } } } }`;
    const { data, errors } = await api.ask(dpo, ask, { id: incidentId }, 'fr');
    expect(errors).toEqual([]);
    expect(at(data, 'incident.regimeFilings')).toMatchObject([
      {
        id: filed.entryId,
        duty: { id: dutyId, state: 'MET_LATE', lateBy: 'PT1H' },
        recipient: 'ANSSI',
        filedAt: ago(5),
        reference: 'A-1',
        lateBy: 'PT1H',
      },
    ]);
    expect(at(data, 'incident.classifications')).toEqual([
      { regime: 'NIS2', classification: 'SIGNIFICANT', at: ago(20), reasons },
    ]);
    expect(JSON.stringify(at(data, 'incident.timeline'))).toContain('NIS2 : qualification SIGNIFICANT');
    await speaker.command('withdrawEntry', { incidentId, entryId: filed.entryId, reasons });
    expect((await dutiesOf())[0]).toEqual(['EARLY_WARNING', 'OVERDUE', ago(6)]);
  });

  test('an unknown regime, classification or duty is refused where it stands in the input', async () => {
    const incidentId = await speaker.report({ awareAt: ago(30) });
    const refused = async (name: string, input: object) =>
      payloadOf(await api.ask(dpo, mutation(name), { input: { incidentId, ...input } }), name).userErrors.map(
        ({ code, field }) => [code, field],
      );
    const said = { at: ago(1), reasons };
    expect(await refused('classifyIncident', { ...said, regime: 'NIS9', classification: 'SIGNIFICANT' })).toEqual([
      ['INVALID_INPUT', ['regime']],
    ]);
    expect(await refused('classifyIncident', { ...said, regime: 'NIS2', classification: 'HUGE' })).toEqual([
      ['INVALID_INPUT', ['classification']],
    ]);
    expect(
      await refused('recordRegimeFiling', { dutyId: `${incidentId}/GDPR/DOCUMENT`, recipient: 'x', filedAt: ago(1) }),
    ).toEqual([['UNKNOWN_ENTRY', ['dutyId']]]);
    const admin = await api.ask(
      await api.someone('ADMIN'),
      'mutation { configureOrganisation(input: { regimes: ["GDPR", "NIS9"] }) { userErrors { code field message } } }',
    );
    expect(at(admin.data, 'configureOrganisation.userErrors.0')).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['regimes', '1'],
    });
  });

  test('the dossier of a filing is there for whoever works on the incident, and for nobody else', async () => {
    const incidentId = await speaker.report({ awareAt: ago(80), natures: ['AVAILABILITY'] });
    const ask =
      'query ($id: ID!) { cnilDossier(incidentId: $id, kind: INITIAL) { kind fields { section key label value known } unknown missing late reasonsRequired } }';
    const { data, errors } = await api.ask(dpo, ask, { id: incidentId });
    expect(errors).toEqual([]);
    expect(at(data, 'cnilDossier')).toMatchObject({ kind: 'INITIAL', late: true, reasonsRequired: true });
    const fields = at(data, 'cnilDossier.fields') as readonly { key: string; value: string | null }[];
    expect(fields.find(({ key }) => key === 'natures')?.value).toBe('Perte de la disponibilité');
    expect(fields.find(({ key }) => key === 'sector')?.value).toBe('Santé humaine et action sociale');
    expect(codesIn(await api.ask(await api.someone('REPORTER'), ask, { id: incidentId }))).toEqual(['FORBIDDEN']);
    const stranger = await api.someone('DPO', 'stranger', 'umbrella');
    expect((await api.ask(stranger, ask, { id: incidentId })).data).toEqual({ cnilDossier: null });
  });
});
