import type { Caller } from '../../src/identity/caller.js';
import { at, mutation, openApi, speakerOf, textAt, type Speaker, type TestApi } from './api.js';

const decidedBy = { name: 'D. Martin', capacity: 'déléguée à la protection des données' };
const day = (n: number) => `2023-04-${n}T10:00:00.000Z`;

describe('an incident through the API', () => {
  let api: TestApi;
  let dpo: Caller;
  let command: Speaker['command'];
  let report: Speaker['report'];
  let read: Speaker['read'];
  beforeAll(async () => {
    // The days of the story: 28 April 2023, 10:00 in UTC.
    api = await openApi({ now: () => Date.parse('2023-04-28T10:00:00Z') });
    dpo = await api.someone('DPO');
    ({ command, report, read } = speakerOf(api, dpo));
  });
  afterAll(() => api.end());

  test('shows what was reported, instants in UTC, what is not known as null', async () => {
    const id = await report({
      summary: 'Quatre champs de texte',
      role: 'PROCESSOR',
      occurredFrom: '2023-04-26T17:40:00+02:00',
      ongoing: false,
      processor: { name: 'Hébergeur' },
      natures: ['AVAILABILITY'],
    });
    const fields = `id incidentId shownAt reference title summary status revision role exercise occurredFrom occurredTo ongoing detectedAt
      processor { name contact informedAt } awareAt awareness { awareAt } natures facts { subjectsCount } assessment { id } assessments { id }
      measures { id } filings { id } decisions { id } reportedBy { id name } organisation { name timeZone language regimes aims { hours } }`;
    expect(await read(id, fields)).toEqual({
      id,
      incidentId: id,
      shownAt: null,
      reference: '2023-0001',
      title: 'Observations non enregistrées',
      summary: 'Quatre champs de texte',
      status: 'DETECTED',
      revision: 0,
      role: 'PROCESSOR',
      exercise: false,
      occurredFrom: '2023-04-26T15:40:00.000Z',
      occurredTo: null,
      ongoing: false,
      detectedAt: null,
      processor: { name: 'Hébergeur', contact: null, informedAt: null },
      awareAt: null,
      awareness: [],
      natures: ['AVAILABILITY'],
      facts: null,
      assessment: null,
      assessments: [],
      measures: [],
      filings: [],
      decisions: [],
      reportedBy: { id: dpo.actor, name: 'Name of dpo' },
      organisation: { name: 'acme', timeZone: 'Europe/Paris', language: 'fr', regimes: ['GDPR'], aims: [] },
    });
  });

  test('keeps in the log the offset that was given', async () => {
    const id = await report({ occurredFrom: '2023-04-26T17:40:00+02:00' });
    const view = await api.application.incident(dpo, id);
    expect(view?.incident.occurredFrom).toBe('2023-04-26T17:40:00.000+02:00');
  });

  test('keeps facts left out, facts known to be unknown and facts given apart', async () => {
    const id = await report();
    const enisa = { dataContext: 3, identifiability: 0.75 };
    await command('recordFacts', {
      incidentId: id,
      facts: {
        subjectsCount: 2300,
        recordsCount: '9007199254740993',
        exposureBasis: 'journaux',
        processors: [{ name: 'Hébergeur', informedAt: day(27) }],
        enisa,
      },
    });
    await command('recordFacts', { incidentId: id, facts: { exposureBasis: null, harms: ['PROFESSIONAL_SECRECY'] } });
    const fields = `facts { role subjectsCount subjectsBand recordsCount exposureBasis harms sensitiveData media
      processors { name contact informedAt } enisa { dataContext identifiability } }`;
    expect(await read(id, fields)).toEqual({
      facts: {
        role: 'CONTROLLER',
        subjectsCount: 2300,
        subjectsBand: 'FROM_301_TO_5000',
        recordsCount: '9007199254740993',
        exposureBasis: null,
        harms: ['PROFESSIONAL_SECRECY'],
        sensitiveData: null,
        media: null,
        processors: [{ name: 'Hébergeur', contact: null, informedAt: day(27) }],
        enisa,
      },
    });
    const view = await api.application.incident(dpo, id);
    expect(view?.incident.facts).toMatchObject({ exposureBasis: null, enisa: { dataContext: 3, identifiability: 75 } });
    expect(Object.keys(view?.incident.facts ?? {})).not.toContain('media');
  });

  test('shows assessments, measures by their newest update, and decisions with who decided', async () => {
    const id = await report({ awareAt: day(27) });
    const on = (more: object) => ({ incidentId: id, ...more });
    await command(
      'assessIncident',
      on({
        verdict: 'UNLIKELY',
        reasons: 'rien de lisible',
        likelyConsequences: 'aucune',
        facts: { subjectsCount: 3 },
      }),
    );
    const planned = await command(
      'recordMeasure',
      on({ kind: 'CONTAINMENT', state: 'PLANNED', description: 'couper' }),
    );
    const taken = {
      kind: 'CONTAINMENT',
      state: 'TAKEN',
      description: 'coupé',
      doneAt: day(27),
      measureId: planned.entryId,
    };
    expect((await command('recordMeasure', on(taken))).entryId).toBe(planned.entryId);
    const declined = await command(
      'declineCnilNotification',
      on({ ground: 'RISK_UNLIKELY', reasons: 'chiffré', decidedBy, dpoAdvice: 'oui' }),
    );
    const again = await command('assessIncident', on({ verdict: 'RISK', reasons: 'clé perdue' }));
    const fields = `status awareAt awareness { revision awareAt explanation recordedBy { id } }
      assessment { id verdict } assessments { verdict reasons likelyConsequences facts { subjectsCount role } assessedBy { id } }
      measures { id state description doneAt irregularities } decisions { id kind ground reasons decidedBy { name capacity } dpoAdvice lapsedByRevision openDuties { dutyId } }`;
    expect(await read(id, fields)).toEqual({
      status: 'ASSESSED',
      awareAt: day(27),
      awareness: [{ revision: 1, awareAt: day(27), explanation: null, recordedBy: { id: dpo.actor } }],
      assessment: { id: again.entryId, verdict: 'RISK' },
      assessments: [
        {
          verdict: 'UNLIKELY',
          reasons: 'rien de lisible',
          likelyConsequences: 'aucune',
          facts: { subjectsCount: 3, role: 'CONTROLLER' },
          assessedBy: { id: dpo.actor },
        },
        {
          verdict: 'RISK',
          reasons: 'clé perdue',
          likelyConsequences: null,
          facts: { subjectsCount: 3, role: 'CONTROLLER' },
          assessedBy: { id: dpo.actor },
        },
      ],
      measures: [{ id: planned.entryId, state: 'TAKEN', description: 'coupé', doneAt: day(27), irregularities: [] }],
      decisions: [
        {
          id: declined.entryId,
          kind: 'DECLINE_CNIL',
          ground: 'RISK_UNLIKELY',
          reasons: 'chiffré',
          decidedBy,
          dpoAdvice: 'oui',
          lapsedByRevision: again.revision,
          openDuties: null,
        },
      ],
    });
  });

  test('shows filings with the clock as it stood, what they refer to, and what the register knew before each', async () => {
    const id = await report({ awareAt: day(24) });
    const on = (more: object) => ({ incidentId: id, ...more });
    await command('addNote', on({ text: 'avis de l’avocat', visibility: 'LEGAL_PRIVILEGE' }));
    const late = await command(
      'notifyCnil',
      on({
        kind: 'INITIAL',
        filedAt: '2023-04-27T11:00:00Z',
        recordAsHappened: true,
        contactPoint: { name: 'Cellule' },
      }),
    );
    expect(late.warnings).toMatchObject([{ code: 'REASONS_FOR_DELAY_REQUIRED', field: ['reasonsForDelay'] }]);
    await command('recordFacts', on({ facts: { subjectsCount: 12 } }));
    const followed = await command(
      'notifyCnil',
      on({ kind: 'COMPLEMENTARY', filedAt: day(28), filedBy: decidedBy, text: 'suite' }),
    );
    const fields = `filings { id kind authority filedAt filedAtPrecision refersTo { id kind } filedBy { name capacity } contactPoint { name email } late missing
      irregularities registerSnapshot recordedBy { name } }`;
    const shown = await read(id, fields);
    expect(shown).toMatchObject({
      filings: [
        {
          id: late.entryId,
          kind: 'INITIAL',
          authority: 'FR-CNIL',
          filedAtPrecision: 'INSTANT',
          refersTo: null,
          contactPoint: { name: 'Cellule', email: null },
          late: true,
          missing: ['33(3)(a)', '33(3)(c)', '33(3)(d)'],
          irregularities: ['REASONS_FOR_DELAY_REQUIRED'],
          registerSnapshot: { revision: 2, facts: null, filings: [], notes: [], notesWithheld: 1 },
        },
        {
          id: followed.entryId,
          refersTo: { id: late.entryId, kind: 'INITIAL' },
          filedBy: decidedBy,
          late: false,
          registerSnapshot: { revision: 4, facts: { subjectsCount: 12 } },
          recordedBy: { name: 'Name of dpo' },
        },
      ],
    });
    expect(JSON.stringify(shown)).not.toContain('avocat');
  });

  test('leaves out what was struck', async () => {
    const id = await report({ awareAt: day(27) });
    const on = (more: object) => ({ incidentId: id, ...more });
    const filed = await command('notifyCnil', on({ kind: 'INITIAL', filedAt: day(28) }));
    const note = await command('addNote', on({ text: 'à rayer' }));
    await command('notifyCnil', on({ kind: 'COMPLEMENTARY', filedAt: day(28) }));
    for (const entryId of [filed.entryId, note.entryId])
      await command('withdrawEntry', on({ entryId, reasons: 'erreur' }));
    expect(await read(id, 'status filings { kind refersTo { id } } notes { totalCount nodes { id } }')).toEqual({
      status: 'AWARE',
      filings: [{ kind: 'COMPLEMENTARY', refersTo: null }],
      notes: { totalCount: 0, nodes: [] },
    });
  });

  test('duties: as of now, or as their clocks stood at an instant, explained in the reader’s language', async () => {
    const id = await report({ awareAt: day(24) });
    const fields =
      'duties { id kind state dueAt explanation incident { id } } then: duties(at: "2023-04-25T10:00:00Z") { kind state }';
    const shown = await read(id, fields);
    expect(shown).toMatchObject({
      duties: [
        { id: `${id}/GDPR/DOCUMENT`, state: 'OPEN', incident: { id } },
        { id: `${id}/GDPR/NOTIFY_AUTHORITY`, state: 'OVERDUE', dueAt: day(27) },
        { kind: 'COMPLETE_NOTIFICATION', state: 'NOT_STARTED' },
        { kind: 'COMMUNICATE_TO_SUBJECTS', state: 'UNDETERMINED' },
      ],
      then: [
        { state: 'NOT_STARTED' },
        { kind: 'NOTIFY_AUTHORITY', state: 'OPEN' },
        { state: 'NOT_STARTED' },
        { state: 'UNDETERMINED' },
      ],
    });
    const french = await read(id, 'duties { explanation }', 'fr');
    expect(textAt(french, 'duties.1.explanation')).toMatch(/avril 2023/);
    expect(textAt(shown, 'duties.1.explanation')).toMatch(/April 2023/);
  });

  test('actions: what the role may do, and what the state refuses, in words', async () => {
    const id = await report();
    const shown = await read(id, 'actions { action allowed refusals { code message } }', 'fr');
    const actions = at(shown, 'actions');
    expect(actions).toContainEqual({ action: 'addNote', allowed: true, refusals: [] });
    expect(actions).toContainEqual({
      action: 'assessIncident',
      allowed: false,
      refusals: [{ code: 'NOT_AWARE', message: expect.stringMatching(/prise de connaissance/) as string }],
    });
    expect(await speakerOf(api, await api.someone('AUDITOR')).read(id, 'actions { action }')).toEqual({ actions: [] });
  });

  test('me: who asks, what it may do, and the register’s time', async () => {
    const answer = await api.ask(
      dpo,
      '{ me { actor { id name } role organisation { id } permissions tokenExpiresAt serverTime } position }',
    );
    expect(answer.data?.['me']).toMatchObject({
      actor: { id: dpo.actor, name: 'Name of dpo' },
      role: 'DPO',
      organisation: { id: dpo.organisation },
      permissions: expect.arrayContaining(['closeIncident', 'reportIncident']) as string[],
      tokenExpiresAt: '2999-01-01T00:00:00.000Z',
      serverTime: day(28),
    });
    const later = await command('reportIncident', { title: 'x' });
    const now = await api.ask(dpo, '{ position }');
    expect(now.data?.['position']).toBe(later.position);
    expect(now.data?.['position']).not.toBe(answer.data?.['position']);
  });

  test('asks the directory once for all names of a request', async () => {
    const id = await report({ awareAt: day(27) });
    for (const text of ['un', 'deux']) await command('addNote', { incidentId: id, text });
    let asked = 0;
    const counting = await openApi({
      directory: {
        names: (_organisation, actors) => ((asked += 1), Promise.resolve(new Map(actors.map((actor) => [actor, 'N'])))),
      },
    });
    const someone = await counting.someone('DPO');
    const answer = await counting.ask(
      someone,
      mutation('reportIncident', 'reportedBy { name } awareness { recordedBy { name } }'),
      {
        input: { title: 'x', awareAt: day(27) },
      },
    );
    expect(at(answer.data, 'reportIncident.incident')).toEqual({
      reportedBy: { name: 'N' },
      awareness: [{ recordedBy: { name: 'N' } }],
    });
    expect(asked).toBe(1);
    await counting.end();
  });
});
