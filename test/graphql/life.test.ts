import type { Caller } from '../../src/identity/caller.js';
import { noticeId } from '../../src/incident/notices.js';
import type { IncidentId } from '../../src/incident/ids.js';
import { at, mutation, openApi, payloadOf, speakerOf, textAt, type Speaker, type TestApi } from './api.js';

const start = Date.now();
/** Hours before this test began. */
const ago = (hours: number) => new Date(start - hours * 3_600_000).toISOString();
const decidedBy = { name: 'D. Martin', capacity: 'DPO' };
const reasons = 'établi par les journaux';
const message = { nature: 'perte', contactPoint: 'dpo@acme.example', likelyConsequences: 'retard', measures: 'retour' };

describe('the whole life of an incident', () => {
  let api: TestApi;
  let dpo: Caller;
  let speaker: Speaker;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    speaker = speakerOf(api, dpo);
  });
  afterAll(() => api.end());

  const refusedAs = async (name: string, input: object) =>
    payloadOf(await api.ask(dpo, mutation(name), { input }), name).userErrors.map(({ code, field }) => ({
      code,
      field,
    }));

  test('persons: audiences, what they were told, and what was decided about telling them', async () => {
    const incidentId = await speaker.report({ awareAt: ago(50) });
    const on = (more: object) => ({ incidentId, ...more });
    await speaker.command('assessIncident', on({ verdict: 'HIGH_RISK', reasons }));
    const patients = await speaker.command(
      'defineAudience',
      on({ name: 'Patients', categories: ['PATIENTS'], count: 12 }),
    );
    const relatives = await speaker.command(
      'defineAudience',
      on({ name: 'Proches', categories: [], plannedFor: ago(1) }),
    );
    const letter = on({
      audienceId: patients.entryId,
      channel: 'LETTER',
      sentAt: ago(3),
      count: 12,
      failed: 1,
      language: 'fr',
      message,
    });
    const told = await speaker.command('notifySubjects', letter);
    expect(told.incident).toMatchObject({ status: 'NOTIFIED_SUBJECTS' });
    const copy = { name: 'lettre.pdf', mediaType: 'application/pdf', size: '1234', sha256: 'A'.repeat(64) };
    await speaker.command('attachEvidence', on({ ...copy, aboutRevision: told.revision }));
    const declined = on({
      audienceId: relatives.entryId,
      ground: 'RISK_REMOVED',
      reasons,
      decidedBy,
      dpoAdvice: 'favorable',
    });
    await speaker.command('declineSubjectsNotification', declined);
    const asked = on({
      requestedBy: 'Parquet',
      reference: 'P-1',
      from: ago(2),
      reviewAt: ago(-48),
      reasons,
      decidedBy,
    });
    await speaker.command('deferSubjectsNotification', asked);
    const order = on({ kind: 'ORDER_TO_INFORM', receivedAt: ago(0.5), text: 'Informez.' });
    const ordered = await speaker.command('recordAuthorityMessage', order);
    const fields = `audiences { id name categories count verdict information plannedFor }
      communications { audience { name } channel sentAt count failed language complete message { nature fullText } missing irregularities document { name sha256 size } }
      decisions { kind ground audience { name } requestedBy reference from reviewAt dpoAdvice lapsedByRevision }
      evidence { totalCount nodes { name aboutRevision recordedBy { name } } }`;
    expect(await speaker.read(incidentId, fields)).toEqual({
      audiences: [
        {
          id: patients.entryId,
          name: 'Patients',
          categories: ['PATIENTS'],
          count: 12,
          verdict: null,
          information: 'INFORMED',
          plannedFor: null,
        },
        {
          id: relatives.entryId,
          name: 'Proches',
          categories: [],
          count: null,
          verdict: null,
          information: 'TO_BE_INFORMED',
          plannedFor: ago(1),
        },
      ],
      communications: [
        {
          audience: { name: 'Patients' },
          channel: 'LETTER',
          sentAt: ago(3),
          count: 12,
          failed: 1,
          language: 'fr',
          complete: true,
          message: { nature: 'perte', fullText: null },
          missing: [],
          irregularities: [],
          document: { name: 'lettre.pdf', sha256: 'a'.repeat(64), size: '1234' },
        },
      ],
      decisions: [
        {
          kind: 'DECLINE_SUBJECTS',
          ground: 'RISK_REMOVED',
          audience: { name: 'Proches' },
          requestedBy: null,
          reference: null,
          from: null,
          reviewAt: null,
          dpoAdvice: 'favorable',
          lapsedByRevision: ordered.revision,
        },
        {
          kind: 'DEFER_SUBJECTS',
          ground: null,
          audience: null,
          requestedBy: 'Parquet',
          reference: 'P-1',
          from: ago(2),
          reviewAt: ago(-48),
          dpoAdvice: null,
          lapsedByRevision: ordered.revision,
        },
      ],
      evidence: {
        totalCount: 1,
        nodes: [{ name: 'lettre.pdf', aboutRevision: told.revision, recordedBy: { name: 'Name of dpo' } }],
      },
    });
    expect(await refusedAs('notifySubjects', { ...letter, message: null })).toEqual([
      { code: 'MISSING_CONTENT', field: ['message'] },
    ]);
  });

  test('controllers: known and untold, told, acknowledged, come back; in pages that stay what they are', async () => {
    const incidentId = await speaker.report({ role: 'PROCESSOR', awareAt: ago(100) });
    const on = (more: object) => ({ incidentId, ...more });
    const controllers = ['c1', 'c2', 'c3', 'c4'].map((externalId) => ({ externalId, name: `Cabinet ${externalId}` }));
    await speaker.command('identifyControllers', on({ controllers, remaining: 3 }));
    const fields =
      'controllersRemaining status controllerNotices { totalCount nodes { id externalId name state attempts acknowledgedBy } }';
    expect(await speaker.read(incidentId, fields)).toMatchObject({
      controllersRemaining: 3,
      status: 'AWARE',
      controllerNotices: {
        totalCount: 4,
        nodes: controllers.map(({ externalId, name }) => ({
          id: noticeId(incidentId as IncidentId, externalId),
          externalId,
          name,
          state: 'IDENTIFIED',
          attempts: 0,
        })),
      },
    });
    await speaker.command(
      'notifyControllers',
      on({ allIdentified: true, channel: 'EMAIL', sentAt: ago(5), message: 'Avis', remaining: 0 }),
    );
    await speaker.command(
      'acknowledgeControllerNotice',
      on({ externalIds: ['c1', 'c2'], receivedAt: ago(4), source: 'réponse' }),
    );
    await speaker.command(
      'acknowledgeControllerNotice',
      on({ externalIds: ['c4'], receivedAt: ago(4), state: 'FAILED' }),
    );

    const page =
      'query ($id: ID!, $first: Int! = 50, $after: String, $states: [NoticeState!]) { incident(id: $id) { status controllersRemaining controllerNotices(first: $first, after: $after, states: $states) { totalCount nodes { externalId state } pageInfo { hasNextPage hasPreviousPage endCursor } } } }';
    const read = async (more: object) => (await api.ask(dpo, page, { id: incidentId, ...more })).data?.['incident'];
    const first = await read({ first: 2, states: ['ACKNOWLEDGED', 'FAILED'] });
    expect(first).toMatchObject({
      status: 'NOTIFIED_CONTROLLERS',
      controllersRemaining: 0,
      controllerNotices: {
        totalCount: 3,
        nodes: [
          { externalId: 'c1', state: 'ACKNOWLEDGED' },
          { externalId: 'c2', state: 'ACKNOWLEDGED' },
        ],
        pageInfo: { hasNextPage: true, hasPreviousPage: false },
      },
    });
    const after = textAt(first, 'controllerNotices.pageInfo.endCursor');
    await speaker.command(
      'withdrawEntry',
      on({ entryId: noticeId(incidentId as IncidentId, 'c1'), reasons: 'erreur' }),
    );
    await speaker.command(
      'notifyControllers',
      on({
        controllers: [{ externalId: 'c5', name: 'Cabinet c5' }],
        channel: 'PHONE',
        sentAt: ago(1),
        message: 'Avis',
      }),
    );
    // The states in another order are the same list.
    expect(await read({ after, states: ['FAILED', 'ACKNOWLEDGED'] })).toMatchObject({
      controllerNotices: {
        totalCount: 2,
        nodes: [{ externalId: 'c4', state: 'FAILED' }],
        pageInfo: { hasNextPage: false, hasPreviousPage: true },
      },
    });
    for (const wrong of [{ after, states: ['SENT'] }, { after }, { after: `${after.slice(1)}A` }]) {
      const answer = await api.ask(dpo, page, { id: incidentId, ...wrong });
      expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['INVALID_CURSOR']);
    }
    for (const size of [0, 101]) {
      const answer = await api.ask(dpo, page, { id: incidentId, first: size });
      expect(answer.errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('the authority: what it asked, every answer, the receipt of a filing', async () => {
    const incidentId = await speaker.report({ awareAt: ago(50) });
    const on = (more: object) => ({ incidentId, ...more });
    const filed = await speaker.command('notifyCnil', on({ kind: 'INITIAL', filedAt: ago(40) }));
    for (const name of ['brouillon.pdf', 'recepisse.pdf']) {
      const file = {
        name,
        mediaType: 'application/pdf',
        size: 10,
        sha256: '0'.repeat(64),
        aboutRevision: filed.revision,
      };
      await speaker.command('attachEvidence', on(file));
    }
    const question = on({
      kind: 'QUESTION',
      receivedAt: ago(30),
      dueAt: ago(-10),
      reference: 'Q-1',
      text: 'Combien ?',
    });
    const { entryId } = await speaker.command('recordAuthorityMessage', question);
    for (const text of ['2 300', 'Précision : 2 312'])
      await speaker.command('answerAuthority', on({ messageId: entryId, answeredAt: ago(20), text }));
    const fields = `filings { receipt { name } } authorityMessages { id authority kind receivedAt dueAt reference text answeredAt answer answers { text recordedBy { id } } }
      duties { kind state }`;
    expect(await speaker.read(incidentId, fields)).toMatchObject({
      filings: [{ receipt: { name: 'recepisse.pdf' } }],
      authorityMessages: [
        {
          id: entryId,
          authority: 'FR-CNIL',
          kind: 'QUESTION',
          receivedAt: ago(30),
          dueAt: ago(-10),
          reference: 'Q-1',
          text: 'Combien ?',
          answeredAt: ago(20),
          answer: '2 300',
          answers: [{ text: '2 300', recordedBy: { id: dpo.actor } }, { text: 'Précision : 2 312' }],
        },
      ],
      duties: expect.arrayContaining([{ kind: 'ANSWER_AUTHORITY', state: 'MET' }]) as object,
    });
  });

  test('links: another incident of the register as far as the reader may see it, one elsewhere in words', async () => {
    const reporter = await api.someone('REPORTER');
    const [own, other] = [await speakerOf(api, reporter).report(), await speaker.report({ title: 'L’autre' })];
    await speaker.command('linkIncidents', { incidentId: own, kind: 'SAME_EVENT', otherIncidentId: other, reasons });
    await speaker.command('linkIncidents', { incidentId: own, kind: 'PROCESSOR_NOTICE', externalReference: 'Avis 17' });
    const fields = 'links { kind incident { id title } externalReference reasons recordedBy { id } }';
    const elsewhere = {
      kind: 'PROCESSOR_NOTICE',
      incident: null,
      externalReference: 'Avis 17',
      reasons: null,
      recordedBy: { id: dpo.actor },
    };
    const link = { kind: 'SAME_EVENT', externalReference: null, reasons, recordedBy: { id: dpo.actor } };
    expect(await speaker.read(own, fields)).toEqual({
      links: [{ ...link, incident: { id: other, title: 'L’autre' } }, elsewhere],
    });
    expect(await speakerOf(api, reporter).read(own, fields)).toEqual({
      links: [{ ...link, incident: null }, elsewhere],
    });
    expect(
      at(
        await speaker.command('linkIncidents', { incidentId: own, kind: 'DUPLICATE_OF', otherIncidentId: other }),
        'incident.status',
      ),
    ).toBe('DUPLICATE');
  });

  test('actions name every command of the role, with what the state sets against it', async () => {
    const incidentId = await speaker.report({ awareAt: ago(1) });
    const { actions } = (await speaker.read(incidentId, 'actions { action allowed refusals { code } }')) as {
      actions: { action: string }[];
    };
    expect(actions).toContainEqual({
      action: 'identifyControllers',
      allowed: false,
      refusals: [{ code: 'NOT_A_PROCESSOR' }],
    });
    expect(actions).toContainEqual({ action: 'defineAudience', allowed: true, refusals: [] });
    const handler = speakerOf(api, await api.someone('HANDLER'));
    const names = at(await handler.read(incidentId, 'actions { action }'), 'actions');
    expect(names).toContainEqual({ action: 'answerAuthority' });
    expect(names).not.toContainEqual({ action: 'deferSubjectsNotification' });
  });
});
