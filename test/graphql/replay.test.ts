/** The auditor's questions: as it was, what is on record, what changed, who looked. */
import type { Caller } from '../../src/identity/caller.js';
import { ReadLogStore } from '../../src/store/readLogStore.js';
import { aFolder } from '../log/folder.js';
import { at, codesIn, openApi, speakerOf, textAt, type Speaker, type TestApi } from './api.js';

const HOUR = 3_600_000;

describe('the replay', () => {
  let now = Date.parse('2026-11-17T11:00:00.000Z');
  const time = () => new Date(now).toISOString();
  let api: TestApi;
  let dpo: Caller;
  let auditor: Caller;
  let speaker: Speaker;
  beforeAll(async () => {
    api = await openApi({ now: () => now });
    dpo = await api.someone('DPO');
    auditor = await api.someone('AUDITOR');
    speaker = speakerOf(api, dpo);
  });
  afterAll(() => api.end());

  const asOf = (id: string, moment: object, fields: string, caller = dpo) =>
    api.ask(caller, `query ($id: ID!, $asOf: AsOf!) { incident(id: $id, asOf: $asOf) { ${fields} } }`, {
      id,
      asOf: moment,
    });

  /** Aware at once, corrected an hour later, filed late. */
  const story = async () => {
    const id = await speaker.report({ title: 'Avant', awareAt: time() });
    const begun = time();
    now += HOUR;
    await speaker.command('correctIncident', { incidentId: id, title: 'Après', reasons: 'relu' });
    now += 80 * HOUR;
    await speaker.command('notifyCnil', { incidentId: id, kind: 'INITIAL', filedAt: time(), reasonsForDelay: 'x' });
    return { id, begun };
  };

  describe('shows an incident as it was', () => {
    const fields = `id incidentId shownAt revision status title updatedAt actions { action } filings { id }
      duties { id state incident { id } } timeline { nodes { type } } history { nodes { type } totalCount }`;

    test('under an id of its own, with the duties, the timeline and the history of then, and nothing to do', async () => {
      const { id, begun } = await story();
      const { data, errors } = await asOf(id, { revision: 1 }, fields);
      expect(errors).toEqual([]);
      expect(data?.['incident']).toMatchObject({
        id: `${id}@1`,
        incidentId: id,
        shownAt: begun,
        status: 'AWARE',
        title: 'Avant',
        actions: [],
        filings: [],
        timeline: { nodes: [{ type: 'IncidentDetected' }, { type: 'AwarenessEstablished' }] },
        history: { nodes: [{ type: 'IncidentDetected' }, { type: 'AwarenessEstablished' }], totalCount: 2 },
      });
      const notify = { id: `${id}@1/GDPR/NOTIFY_AUTHORITY`, state: 'OPEN', incident: { id: `${id}@1` } };
      expect(at(data, 'incident.duties')).toContainEqual(notify);
    });

    test('at any instant: the record of then, its clocks at that instant', async () => {
      const { id, begun } = await story();
      const late = new Date(Date.parse(begun) + 75 * HOUR);
      const { data } = await asOf(id, { recordedAt: late.toISOString().replace('Z', '+00:00') }, fields);
      expect(data?.['incident']).toMatchObject({ id: `${id}@${late.toISOString()}`, title: 'Après', revision: 2 });
      expect(at(data, 'incident.duties')).toContainEqual(expect.objectContaining({ state: 'OVERDUE' }));
    });

    test('and finds it again by its id, and its duties by theirs', async () => {
      const { id, begun } = await story();
      const node = async (sought: string, caller = dpo) =>
        at(
          (await api.ask(caller, 'query ($id: ID!) { node(id: $id) { id ... on Incident { title } } }', { id: sought }))
            .data,
          'node',
        );
      for (const past of [`${id}@0`, `${id}@${begun}`]) {
        expect(await node(past)).toEqual({ id: past, title: 'Avant' });
        expect(await node(`${past}/GDPR/NOTIFY_AUTHORITY`)).toEqual({ id: `${past}/GDPR/NOTIFY_AUTHORITY` });
      }
      const ahead = new Date(now + HOUR).toISOString();
      for (const none of ['@9', '@-1', '@00', '@x', '@', '@1@1', `@${begun.replace('Z', '+00:00')}`, `@${ahead}`]) {
        expect([none, await node(`${id}${none}`)]).toEqual([none, null]);
      }
      expect(await node(`${id}@0`, await api.someone('DPO', 'stranger', 'other'))).toBeNull();
    });

    test('with what belongs with it as that was then', async () => {
      const other = await speaker.report({ title: 'Autre, avant' });
      const id = await speaker.report();
      await speaker.command('linkIncidents', { incidentId: id, kind: 'SAME_EVENT', otherIncidentId: other });
      const linked = time();
      now += HOUR;
      await speaker.command('correctIncident', { incidentId: other, title: 'Autre, après', reasons: 'relu' });
      const { data } = await asOf(id, { revision: 1 }, 'links { incident { id title } }');
      expect(at(data, 'incident.links')).toEqual([{ incident: { id: `${other}@${linked}`, title: 'Autre, avant' } }]);
    });

    test('or nothing where it was not yet, and no future', async () => {
      const id = await speaker.report();
      expect(await asOf(id, { revision: 1 }, 'id')).toEqual({ data: { incident: null }, errors: [] });
      expect(codesIn(await asOf(id, { recordedAt: new Date(now + 1).toISOString() }, 'id'))).toEqual([
        'BAD_USER_INPUT',
      ]);
      for (const wrong of [{}, { revision: 1, recordedAt: time() }, { revision: null }]) {
        expect(codesIn(await asOf(id, wrong, 'id'))).toEqual(['BAD_USER_INPUT']);
      }
    });
  });

  describe('has the history', () => {
    const history = (id: string, page: string, fields: string, caller = dpo) =>
      api.ask(caller, `query ($id: ID!) { incident(id: $id) { id history(${page}) { ${fields} } } }`, { id });

    test('with every event word for word, its bytes and its seal', async () => {
      const { id } = await story();
      const fields = `nodes { id revision position type schemaVersion data erased withheld stored actor { name } actorRole
        recordedAt occurredAt correlationId causationId hash previousHash leafIndex }`;
      const { data, errors } = await history(id, 'first: 100', fields);
      expect(errors).toEqual([]);
      const nodes = at(data, 'incident.history.nodes') as readonly Readonly<Record<string, unknown>>[];
      expect(nodes.map(({ type }) => type)).toEqual([
        'IncidentDetected',
        'AwarenessEstablished',
        'IncidentCorrected',
        'CnilNotified',
      ]);
      for (const [revision, node] of nodes.entries()) {
        expect(node).toMatchObject({
          revision,
          erased: false,
          withheld: null,
          actorRole: 'DPO',
          actor: { name: 'Name of dpo' },
        });
        const stored = JSON.parse(Buffer.from(String(node['stored']), 'base64').toString()) as {
          d: { data?: unknown };
        };
        expect(stored.d).toMatchObject(node['data'] as object);
        expect(node['hash']).toMatch(/^[0-9a-f]{64}$/);
        expect(node['previousHash']).toBe(revision === 0 ? null : nodes[revision - 1]?.['hash']);
        expect(textAt(node, 'id')).toMatch(new RegExp(`^${id}/`));
      }
    });

    test('in pages, both ways, whose cursors are of their own way', async () => {
      const { id } = await story();
      const fields = 'nodes { revision } pageInfo { endCursor hasNextPage hasPreviousPage }';
      for (const [direction, all] of [
        ['ASC', [0, 1, 2, 3]],
        ['DESC', [3, 2, 1, 0]],
      ] as const) {
        const first = (await history(id, `first: 3, direction: ${direction}`, fields)).data;
        const cursor = textAt(first, 'incident.history.pageInfo.endCursor');
        const next = (await history(id, `first: 3, direction: ${direction}, after: "${cursor}"`, fields)).data;
        const seen = [first, next].flatMap((page) => at(page, 'incident.history.nodes') as { revision: number }[]);
        expect(seen.map(({ revision }) => revision)).toEqual(all);
        expect(at(next, 'incident.history.pageInfo')).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
        const other = direction === 'ASC' ? 'DESC' : 'ASC';
        expect(codesIn(await history(id, `direction: ${other}, after: "${cursor}"`, fields))).toEqual([
          'INVALID_CURSOR',
        ]);
      }
      expect(codesIn(await history(id, 'first: 101', fields))).toEqual(['BAD_USER_INPUT']);
    });

    test('withholds notes under legal privilege, and why one was struck, from an auditor, and says so', async () => {
      const id = await speaker.report();
      const privileged = { incidentId: id, text: 'avocat', visibility: 'LEGAL_PRIVILEGE' };
      const { entryId } = await speaker.command('addNote', privileged);
      await speaker.command('withdrawEntry', { incidentId: id, entryId, reasons: 'secret' });
      const fields = 'nodes { type withheld data stored hash }';
      const seen = await history(id, 'first: 9', fields, auditor);
      expect(at(seen.data, 'incident.history.nodes')).toMatchObject([
        { type: 'IncidentDetected', withheld: null },
        {
          type: 'NoteAdded',
          withheld: 'LEGAL_PRIVILEGE',
          data: null,
          stored: null,
          hash: expect.any(String) as string,
        },
        { type: 'EntryWithdrawn', withheld: 'LEGAL_PRIVILEGE', data: null, stored: null },
      ]);
      expect(JSON.stringify((await history(id, 'first: 9', fields)).data)).toContain('avocat');
    });

    test('for none who may only report: the field is refused, its siblings are not', async () => {
      const reporter = await api.someone('REPORTER');
      const id = await speakerOf(api, reporter).report();
      const answer = await history(id, 'first: 1', 'totalCount', reporter);
      expect([codesIn(answer), answer.data?.['incident']]).toEqual([['FORBIDDEN'], { id, history: null }]);
    });
  });

  test('compares, and names the event that did it', async () => {
    const { id } = await story();
    const document = `query ($id: ID!, $from: AsOf!, $to: AsOf!) { compare(incidentId: $id, from: $from, to: $to) {
      kind path before after revision recordedAt actor { name } } }`;
    const compare = (from: object, to: object) => api.ask(auditor, document, { id, from, to });
    const { data } = await compare({ revision: 0 }, { revision: 3 });
    expect(data?.['compare']).toContainEqual({
      kind: 'CHANGED',
      path: '/title',
      before: 'Avant',
      after: 'Après',
      revision: 2,
      recordedAt: new Date(now - 80 * HOUR).toISOString(),
      actor: { name: 'Name of dpo' },
    });
    expect((await compare({ revision: 0 }, { revision: 4 })).data).toEqual({ compare: null });
    expect(codesIn(await compare({ revision: 0 }, { recordedAt: new Date(now + 1).toISOString() }))).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  describe('has the log of reads', () => {
    const reads = async (id: string | null, page = 'first: 100') => {
      const fields =
        'nodes { at operation incidentId actorRole actor { name } } pageInfo { endCursor hasNextPage } totalCount';
      const document = `query ($id: ID) { readLog(incidentId: $id, ${page}) { ${fields} } }`;
      return api.ask(auditor, document, { id });
    };
    const operations = async (id: string) =>
      ((await reads(id)).data?.['readLog'] as { nodes: { operation: string }[] }).nodes.map(
        ({ operation }) => operation,
      );

    test('of everything that reads one incident', async () => {
      const { id } = await story();
      const reference = textAt(await speaker.read(id, 'reference'), 'reference');
      const read = `query ($id: ID!, $reference: String!) {
        incidentByReference(reference: $reference) { id }
        node(id: $id) { id }
        past: incident(id: $id, asOf: {revision: 0}) { history { totalCount } }
        compare(incidentId: $id, from: {revision: 0}, to: {revision: 1}) { path }
        verify(incidentId: $id) { intact }
        cnilDossier(incidentId: $id, kind: INITIAL) { late } }`;
      expect((await api.ask(dpo, read, { id, reference })).errors).toEqual([]);
      const seen = await operations(id);
      expect(seen[0]).toBe('readLog');
      expect([...seen].sort()).toEqual([
        'cnilDossier',
        'compare',
        'incident',
        'incident',
        'incident',
        'incident.asOf',
        'incident.history',
        'readLog',
        'verify',
      ]);
    });

    test('of rows where more is read than they say, and of no other ones', async () => {
      const id = await speaker.report();
      await api.ask(dpo, '{ incidents(first: 5) { nodes { id title duties { state } } } }');
      expect(await operations(id)).toEqual(['readLog']);
      await api.ask(dpo, '{ incidents(first: 1) { nodes { id notes { totalCount } } } }');
      expect(await operations(id)).toEqual(['readLog', 'incidents.whole', 'readLog']);
    });

    test('of nothing that was not there to be read', async () => {
      const id = await speaker.report();
      const stranger = await api.someone('DPO', 'stranger', 'other');
      await api.ask(stranger, 'query ($id: ID!) { incident(id: $id) { id } }', { id });
      expect(await operations(id)).toEqual(['readLog']);
    });

    test('in pages', async () => {
      const id = await speaker.report();
      for (let time = 0; time < 3; time += 1) await speaker.read(id, 'id');
      const first = await reads(id, 'first: 2');
      const cursor = textAt(first.data, 'readLog.pageInfo.endCursor');
      const next = await reads(id, `first: 9, after: "${cursor}"`);
      expect(at(next.data, 'readLog.nodes')).toMatchObject([
        { operation: 'incident', incidentId: id, actorRole: 'DPO', actor: { name: 'Name of dpo' } },
        { operation: 'incident' },
      ]);
      expect(codesIn(await reads(null, `after: "${cursor}"`))).toEqual(['INVALID_CURSOR']);
    });
  });
});

test('an incident that cannot be written down as read is not read', async () => {
  const folder = aFolder();
  const store = await ReadLogStore.open(folder.path('reads.sqlite'));
  const api = await openApi({ reads: { store, days: 365 } });
  const dpo = await api.someone('DPO');
  const id = await speakerOf(api, dpo).report();
  await store.close();
  const answer = await api.ask(dpo, 'query ($id: ID!) { incident(id: $id) { title } position }', { id });
  expect([codesIn(answer), answer.data?.['incident']]).toEqual([['UNAVAILABLE'], null]);
  await api.end();
  folder.remove();
});
