import { USER_ERROR_CODES } from '../../src/incident/refusal.js';
import { at, textAt, type Payload } from '../graphql/api.js';
import { startRegister, type Client, type Register } from './register.js';

const start = Date.now();
/** Hours before this test began; negative: after. */
const ago = (hours: number) => new Date(start - hours * 3_600_000).toISOString();
const decidedBy = { name: 'D. Martin', capacity: 'DPO' };
const reasons = 'établi par les journaux';

/** The facts that art. 33(3)(a) asks for. */
const facts = {
  natures: ['AVAILABILITY'],
  dataCategories: ['HEALTH'],
  subjectCategories: ['PATIENTS'],
  subjectsCount: 2300,
  recordsCount: '9200',
};

describe('the spine over HTTP', () => {
  let register: Register;
  let dpo: Client;
  const seen = new Set<string>();
  beforeAll(async () => {
    register = await startRegister();
    dpo = await register.client();
  });
  afterAll(() => register.end());

  /** The command's payload, which must not be refused. */
  async function done(name: string, input: object): Promise<Payload> {
    const payload = await dpo.command(name, input);
    expect([name, payload.userErrors]).toEqual([name, []]);
    return payload;
  }

  async function duties(id: string): Promise<unknown> {
    const answer = await dpo.ask('query ($id: ID!) { incident(id: $id) { duties { kind state lateBy } } }', { id });
    return at(answer.data, 'incident.duties');
  }

  test('reported, known for certain, assessed, filed late with reasons, completed, closed; and the same after a restart', async () => {
    const reported = await done('reportIncident', { title: 'Observations non enregistrées', detectedAt: ago(100) });
    const incidentId = textAt(reported, 'incident.id');
    const on = (more: object) => ({ incidentId, ...more });
    expect(reported).toMatchObject({ revision: 0, incident: { status: 'DETECTED' }, warnings: [] });

    await done('establishAwareness', on({ awareAt: ago(96), expectedRevision: 0 }));
    expect(await duties(incidentId)).toMatchObject([
      { state: 'OPEN' },
      { state: 'OVERDUE' },
      { state: 'NOT_STARTED' },
      { kind: 'COMMUNICATE_TO_SUBJECTS', state: 'UNDETERMINED' },
    ]);
    await done('recordFacts', on({ facts }));
    const assessed = on({ verdict: 'RISK', severity: 'LIMITED', likelihood: 'SIGNIFICANT', reasons });
    expect(await done('assessIncident', assessed)).toMatchObject({ incident: { status: 'ASSESSED' } });
    await done(
      'recordMeasure',
      on({ kind: 'CONTAINMENT', state: 'TAKEN', description: 'retour en arrière', doneAt: ago(90) }),
    );

    const filing = on({ kind: 'INITIAL', filedAt: ago(20), filedBy: decidedBy });
    expect(await dpo.command('notifyCnil', filing)).toMatchObject({
      revision: null,
      userErrors: [{ code: 'REASONS_FOR_DELAY_REQUIRED', field: ['reasonsForDelay'] }],
      incident: { revision: 4, status: 'ASSESSED' },
    });
    const filed = await done('notifyCnil', { ...filing, reasonsForDelay: 'certitude tardive' });
    expect(await duties(incidentId)).toMatchObject([
      { kind: 'DOCUMENT', state: 'OPEN' },
      { kind: 'NOTIFY_AUTHORITY', state: 'MET_LATE', lateBy: 'PT4H' },
      { kind: 'COMPLETE_NOTIFICATION', state: 'OPEN' },
      { kind: 'COMMUNICATE_TO_SUBJECTS', state: 'NOT_REQUIRED' },
    ]);

    await done('assessIncident', on({ verdict: 'RISK', reasons, likelyConsequences: 'retard de soins' }));
    const complement = on({
      kind: 'COMPLEMENTARY',
      filedAt: ago(1),
      refersTo: filed.entryId,
      contactPoint: { name: 'Cellule' },
    });
    await done('notifyCnil', complement);
    expect(await duties(incidentId)).toMatchObject([
      { state: 'MET' },
      { state: 'MET_LATE' },
      { state: 'MET' },
      { state: 'NOT_REQUIRED' },
    ]);
    const closed = await done('closeIncident', on({ decidedBy, lessons: 'tests de non-régression' }));
    expect(closed).toMatchObject({ incident: { status: 'CLOSED' } });

    const document = `query ($id: ID!) { incident(id: $id) { reference status revision
      filings { kind late missing reasonsForDelay refersTo { id } registerSnapshot } decisions { kind lessons decidedBy { capacity } }
      reportedBy { name } actions { action allowed } duties { state } } }`;
    const before = await dpo.ask(document, { id: incidentId });
    expect(before.data).toMatchObject({
      incident: {
        reference: expect.stringMatching(/^\d{4}-0001$/) as string,
        revision: 8,
        filings: [
          { late: true, reasonsForDelay: 'certitude tardive', missing: ['33(3)(b)', '33(3)(c)'] },
          { late: false, missing: [], refersTo: { id: filed.entryId }, registerSnapshot: { revision: 6 } },
        ],
        decisions: [{ kind: 'CLOSE', lessons: 'tests de non-régression', decidedBy: { capacity: 'DPO' } }],
        reportedBy: { name: 'Name of dpo' },
      },
    });
    expect(at(before.data, 'incident.actions')).toContainEqual({ action: 'reopenIncident', allowed: true });

    register = await register.restart();
    dpo = await register.client();
    expect(await dpo.ask(document, { id: incidentId })).toEqual(before);
  });

  test('reported, assessed, declined; and due again once the risk is judged higher', async () => {
    const { incident } = await done('reportIncident', { title: 'Ordinateur volé, disque chiffré', awareAt: ago(2) });
    const on = (more: object) => ({ incidentId: incident?.['id'], ...more });
    await done('assessIncident', on({ verdict: 'UNLIKELY', reasons }));
    await done('declineCnilNotification', on({ ground: 'RISK_UNLIKELY', reasons, decidedBy, dpoAdvice: 'favorable' }));
    const id = textAt(incident, 'id');
    expect(await duties(id)).toMatchObject([
      {},
      { state: 'NOT_REQUIRED' },
      { state: 'NOT_REQUIRED' },
      { state: 'NOT_REQUIRED' },
    ]);
    await done('assessIncident', on({ verdict: 'HIGH_RISK', reasons: 'la clé était jointe' }));
    expect(await duties(id)).toMatchObject([{}, { state: 'OPEN' }, { state: 'NOT_STARTED' }, { state: 'OPEN' }]);
  });

  test('a suspicion that is ruled out, and comes back', async () => {
    const { incident } = await done('reportIncident', { title: 'Courriel suspect', exercise: true });
    const on = (more: object) => ({ incidentId: incident?.['id'], ...more });
    expect(await done('ruleOutIncident', on({ reasons, decidedBy }))).toMatchObject({
      incident: { status: 'RULED_OUT' },
    });
    expect(await done('reopenIncident', on({ reasons, decidedBy }))).toMatchObject({
      incident: { status: 'DETECTED' },
    });
  });

  test('two tabs with the same command id record once and are told the same', async () => {
    const input = { title: 'Deux onglets', commandId: 'tab-1', awareAt: ago(1) };
    const answers = await Promise.all(Array.from({ length: 10 }, () => dpo.command('reportIncident', input)));
    const [first] = answers;
    expect(first).toMatchObject({ revision: 1, userErrors: [] });
    for (const answer of answers) expect(answer).toEqual(first);
    expect(await dpo.command('reportIncident', { ...input, title: 'Autre chose' })).toMatchObject({
      revision: null,
      userErrors: [{ code: 'COMMAND_ID_REUSED' }],
    });
    seen.add('COMMAND_ID_REUSED');
  });

  test('organisations are apart: another one’s incident is like none', async () => {
    const { incident } = await done('reportIncident', { title: 'Confidentiel', commandId: 'apart' });
    const id = textAt(incident, 'id');
    const stranger = await register.client('DPO', 'other');
    const read = 'query ($id: ID!) { incident(id: $id) { id } node(id: $id) { id } }';
    const none = '00000000-0000-4000-8000-000000000000';
    expect(await stranger.ask(read, { id })).toEqual({ data: { incident: null, node: null }, errors: [] });
    const [theirs, nobodys] = [
      await stranger.command('addNote', { incidentId: id, text: 'x' }),
      await stranger.command('addNote', { incidentId: none, text: 'x' }),
    ];
    expect(theirs).toMatchObject({ incident: null, userErrors: [{ code: 'NOT_FOUND' }] });
    expect(theirs).toEqual(nobodys);
    // The same command id of somebody else is another command, and the numbers begin anew.
    const own = await stranger.command('reportIncident', { title: 'x', commandId: 'apart' }, 'id reference');
    expect(own).toMatchObject({
      userErrors: [],
      incident: { reference: expect.stringMatching(/^\d{4}-0001$/) as string },
    });
    expect(own.incident?.['id']).not.toBe(id);
  });

  test('of 20 changes at once that saw the same revision, exactly one is recorded', async () => {
    const { incident } = await done('reportIncident', { title: 'Ensemble' });
    const input = { incidentId: incident?.['id'], expectedRevision: 0, reasons };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => dpo.command('correctIncident', { ...input, title: `Titre ${index}` })),
    );
    expect(answers.filter(({ revision }) => revision === 1)).toHaveLength(1);
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'CONFLICT')).toHaveLength(19);
  });

  describe('every refusal is data', () => {
    let aware: string;
    let suspicion: string;
    let processor: string;
    let closed: string;

    async function reportedAs(more: object): Promise<string> {
      return textAt((await done('reportIncident', { title: 'Refus', ...more })).incident, 'id');
    }

    beforeAll(async () => {
      aware = await reportedAs({ awareAt: ago(100), detectedAt: ago(101) });
      suspicion = await reportedAs({});
      processor = await reportedAs({ role: 'PROCESSOR', awareAt: ago(1) });
      closed = await reportedAs({ awareAt: ago(1) });
      const key = (kind: string) => ({ dutyId: `${closed}/GDPR/${kind}`, reasons });
      const openDuties = ['DOCUMENT', 'NOTIFY_AUTHORITY', 'COMMUNICATE_TO_SUBJECTS'].map(key);
      await done('closeIncident', { incidentId: closed, decidedBy, openDuties });
    });

    const wide = '€'.repeat(200);
    const processors = Array.from({ length: 500 }, () => ({
      name: wide,
      contact: wide,
      reference: wide,
      informedAt: ago(1),
    }));
    const initial = () => ({ kind: 'INITIAL', filedAt: ago(1) });
    const declining = { ground: 'RISK_UNLIKELY', reasons, decidedBy };

    test.each<[string, string, () => object, readonly string[] | null]>([
      ['INVALID_INPUT', 'addNote', () => ({ incidentId: aware, text: ' ' }), ['text']],
      ['NOT_FOUND', 'addNote', () => ({ incidentId: 'x', text: 'x' }), ['incidentId']],
      ['CONFLICT', 'addNote', () => ({ incidentId: aware, expectedRevision: 99, text: 'x' }), null],
      ['ALREADY_CLOSED', 'closeIncident', () => ({ incidentId: closed, decidedBy }), null],
      ['NOT_CLOSED', 'reopenIncident', () => ({ incidentId: aware, reasons, decidedBy }), null],
      ['NOT_AWARE', 'notifyCnil', () => ({ incidentId: suspicion, ...initial() }), null],
      ['NOT_ASSESSED', 'declineCnilNotification', () => ({ incidentId: aware, ...declining }), ['ground']],
      ['REASONS_FOR_DELAY_REQUIRED', 'notifyCnil', () => ({ incidentId: aware, ...initial() }), ['reasonsForDelay']],
      ['REASONS_REQUIRED', 'establishAwareness', () => ({ incidentId: aware, awareAt: ago(99) }), ['explanation']],
      [
        'MISSING_CONTENT',
        'notifyCnil',
        () => ({ incidentId: aware, ...initial(), kind: 'COMPLETE', reasonsForDelay: 'x' }),
        ['kind'],
      ],
      [
        'NO_INITIAL_NOTIFICATION',
        'notifyCnil',
        () => ({ incidentId: aware, ...initial(), kind: 'COMPLEMENTARY' }),
        ['kind'],
      ],
      ['NOT_A_CONTROLLER', 'notifyCnil', () => ({ incidentId: processor, ...initial() }), null],
      [
        'NOT_A_PROCESSOR',
        'identifyControllers',
        () => ({ incidentId: aware, controllers: [{ externalId: 'c', name: 'x' }] }),
        null,
      ],
      [
        'UNKNOWN_CONTROLLER',
        'acknowledgeControllerNotice',
        () => ({ incidentId: processor, externalIds: ['c'], receivedAt: ago(1) }),
        ['externalIds', '0'],
      ],
      ['DUTIES_OPEN', 'closeIncident', () => ({ incidentId: aware, decidedBy }), ['openDuties']],
      ['DATE_ORDER', 'correctIncident', () => ({ incidentId: aware, detectedAt: ago(50), reasons }), ['detectedAt']],
      ['IN_FUTURE', 'correctIncident', () => ({ incidentId: aware, occurredFrom: ago(-1), reasons }), ['occurredFrom']],
      ['UNKNOWN_ENTRY', 'withdrawEntry', () => ({ incidentId: aware, entryId: 'x', reasons }), ['entryId']],
      ['LIMIT_EXCEEDED', 'recordFacts', () => ({ incidentId: aware, facts: { processors } }), null],
      ['CONTRADICTORY_FACTS', 'reportIncident', () => ({ title: 'x', ongoing: true, occurredTo: ago(1) }), ['ongoing']],
    ])('%s by %s, and nothing is written', async (code, name, input, field) => {
      const before = await dpo.ask('{ position }');
      const payload = await dpo.command(name, input());
      const refusal = payload.userErrors.find((error) => error.code === code);
      expect(payload.userErrors).toContainEqual({
        code,
        message: expect.stringMatching(/\w.*\.$/s) as string,
        field: refusal?.field,
      });
      expect(refusal?.field ?? null).toEqual(field);
      expect(payload).toMatchObject({ revision: null, entryId: null, position: null });
      expect(await dpo.ask('{ position }')).toEqual(before);
      seen.add(code);
    });

    test('WRONG_VERDICT, once a risk has been found', async () => {
      await done('assessIncident', { incidentId: aware, verdict: 'RISK', reasons });
      const payload = await dpo.command('declineCnilNotification', { incidentId: aware, ...declining });
      expect(payload.userErrors).toMatchObject([{ code: 'WRONG_VERDICT' }]);
      seen.add('WRONG_VERDICT');
    });

    test('a duty that is not open needs no reason: its path is in the words of the API', async () => {
      const openDuties = [{ dutyId: `${closed}/GDPR/DOCUMENT`, reasons }];
      const payload = await dpo.command('closeIncident', { incidentId: aware, decidedBy, openDuties });
      expect(payload.userErrors).toContainEqual(
        expect.objectContaining({ code: 'UNKNOWN_ENTRY', field: ['openDuties', '0', 'dutyId'] }),
      );
    });

    test('they are all the codes there are', () => {
      expect([...seen].sort()).toEqual([...USER_ERROR_CODES].sort());
    });
  });
});
