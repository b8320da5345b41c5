import type { Caller } from '../../src/identity/caller.js';
import { at, codesIn, openApi, speakerOf, textAt, type Speaker, type TestApi } from './api.js';

const start = Date.now();
/** Hours before this test began. */
const ago = (hours: number) => new Date(start - hours * 3_600_000).toISOString();

describe('the timeline', () => {
  let api: TestApi;
  let dpo: Caller;
  let speaker: Speaker;
  let id: string;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    speaker = speakerOf(api, dpo);
    id = await speaker.report({ detectedAt: ago(10), awareAt: ago(9) });
    await speaker.command('addNote', { incidentId: id, text: 'plus tôt', occurredAt: ago(12) });
    await speaker.command('recordMeasure', {
      incidentId: id,
      kind: 'CONTAINMENT',
      state: 'TAKEN',
      description: 'retour',
      doneAt: ago(0.5),
    });
    const secret = { incidentId: id, text: 'avis d’avocat', occurredAt: ago(11), visibility: 'LEGAL_PRIVILEGE' };
    const { entryId } = await speaker.command('addNote', secret);
    await speaker.command('withdrawEntry', { incidentId: id, entryId, reasons: 'contenait l’avis d’avocat' });
  });
  afterAll(() => api.end());

  const document = `query ($id: ID!, $orderBy: TimelineOrder!, $direction: SortDirection!, $first: Int! = 50, $after: String) { incident(id: $id) {
    timeline(orderBy: $orderBy, direction: $direction, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
      nodes { id revision type title detail occurredAt recordedAt backdated actor { name } actorRole } } } }`;
  const read = async (more: object, as = dpo) =>
    at((await api.ask(as, document, { id, orderBy: 'OCCURRED', direction: 'ASC', ...more })).data, 'incident.timeline');
  const revisions = (page: unknown) => (at(page, 'nodes') as { revision: number }[]).map(({ revision }) => revision);

  test('runs by when things happened or by when they were recorded, either way', async () => {
    expect(revisions(await read({}))).toEqual([2, 4, 0, 1, 3, 5]);
    expect(revisions(await read({ direction: 'DESC' }))).toEqual([5, 3, 1, 0, 4, 2]);
    expect(revisions(await read({ orderBy: 'RECORDED' }))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(revisions(await read({ orderBy: 'RECORDED', direction: 'DESC' }))).toEqual([5, 4, 3, 2, 1, 0]);
  });

  test('says in the reader’s language what happened, who recorded it in which role, and what was backdated', async () => {
    expect(await read({ orderBy: 'RECORDED' })).toMatchObject({
      totalCount: 6,
      nodes: [
        {
          type: 'IncidentDetected',
          title: 'Breach reported',
          occurredAt: ago(10),
          backdated: true,
          actor: { name: 'Name of dpo' },
          actorRole: 'DPO',
        },
        { type: 'AwarenessEstablished', title: 'Awareness established', occurredAt: ago(9), detail: null },
        { title: 'Note', detail: 'plus tôt', backdated: true },
        { title: 'Measure taken', detail: 'retour', backdated: false },
        { title: 'Note', detail: 'avis d’avocat' },
        { title: 'Entry struck', detail: 'contenait l’avis d’avocat' },
      ],
    });
    const french = await api.ask(dpo, document, { id, orderBy: 'RECORDED', direction: 'ASC' }, 'fr');
    expect(at(french.data, 'incident.timeline.nodes.3')).toMatchObject({ title: 'Mesure prise', detail: 'retour' });
  });

  test.each(['AUDITOR', 'REPORTER'] as const)(
    'says to the role %s that a privileged note is there, and not what it said',
    async (role) => {
      const reader = await api.someone(role, role === 'REPORTER' ? 'dpo' : 'auditor');
      const page = await read({ orderBy: 'RECORDED' }, reader);
      expect(page).toMatchObject({ totalCount: 6 });
      expect((at(page, 'nodes') as object[]).slice(4)).toMatchObject([
        { title: 'Note under legal privilege, withheld', detail: null },
        { title: 'Entry struck', detail: null },
      ]);
      expect(JSON.stringify(page)).not.toContain('avocat');
    },
  );

  test.each(['OCCURRED', 'RECORDED'])(
    'comes in pages that stay what they are while entries are added (%s)',
    async (orderBy) => {
      for (const direction of ['ASC', 'DESC']) {
        const whole = revisions(await read({ orderBy, direction }));
        const first = await read({ orderBy, direction, first: 4 });
        expect(first).toMatchObject({ pageInfo: { hasNextPage: true } });
        const after = textAt(first, 'pageInfo.endCursor');
        // Happened before all the others: it comes before the page in one order and after it in the other.
        await speaker.command('addNote', { incidentId: id, text: 'ajoutée', occurredAt: ago(20) });
        const rest = revisions(await read({ orderBy, direction, first: 100, after }));
        const old = rest.filter((revision) => whole.includes(revision));
        expect([...revisions(first), ...old]).toEqual(whole);
      }
    },
  );

  test('takes no cursor of another order, of another incident, or of nobody', async () => {
    const cursor = textAt(await read({ first: 1 }), 'pageInfo.endCursor');
    const other = await speaker.report();
    for (const wrong of [
      { direction: 'DESC', after: cursor },
      { orderBy: 'RECORDED', after: cursor },
      { id: other, after: cursor },
      { after: '' },
    ]) {
      const answer = await api.ask(dpo, document, { id, orderBy: 'OCCURRED', direction: 'ASC', ...wrong });
      expect(codesIn(answer)).toEqual(['INVALID_CURSOR']);
      expect(answer.data).toEqual({ incident: { timeline: null } });
    }
  });
});
