import type { Caller } from '../../src/identity/caller.js';
import { at, codesIn, openApi, speakerOf, textAt, type Answer, type Speaker, type TestApi } from './api.js';

/** Times are of the machine: what is overdue here has been so for years. */
const LONG_AGO = '2023-04-27T11:40:00+02:00';

describe('lists across incidents', () => {
  let api: TestApi;
  let dpo: Caller;
  let speaker: Speaker;
  let ids: readonly string[];
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    speaker = speakerOf(api, dpo);
    const made = [
      await speaker.report({ title: 'Téléphone perdu', awareAt: LONG_AGO }),
      await speaker.report({ title: 'Fichier envoyé à un autre', role: 'PROCESSOR', awareAt: LONG_AGO }),
      await speaker.report({ title: 'Exercice', exercise: true }),
    ];
    ids = made;
  });
  afterAll(() => api.end());

  const ask = async (document: string, variables: object = {}, as = dpo): Promise<Answer> =>
    api.ask(as, document, variables);
  const data = async (document: string, variables: object = {}, as = dpo) => {
    const answer = await ask(document, variables, as);
    expect(answer.errors).toEqual([]);
    return answer.data;
  };

  test('incidents come as a connection, newest first, with a total where it is asked for', async () => {
    const page = `pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } nodes { title } totalCount`;
    const first = await data(`{ incidents(first: 1) { ${page} } }`);
    expect(at(first, 'incidents')).toEqual({
      pageInfo: {
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: at(first, 'incidents.edges.0.cursor'),
        endCursor: at(first, 'incidents.edges.0.cursor'),
      },
      edges: [{ cursor: expect.stringMatching(/^[\w-]{55}$/) as string, node: { id: ids[1] } }],
      nodes: [{ title: 'Fichier envoyé à un autre' }],
      totalCount: 2,
    });
    const after = textAt(first, 'incidents.pageInfo.endCursor');
    const next = await data(`query ($after: String) { incidents(after: $after) { ${page} } }`, { after });
    expect(at(next, 'incidents')).toMatchObject({
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
      nodes: [{ title: 'Téléphone perdu' }],
    });
  });

  test('a page has 1 to 100 entries, and cursors of its own list', async () => {
    for (const first of [0, 101, -1]) {
      for (const list of ['incidents', 'duties']) {
        expect(codesIn(await ask(`{ ${list}(first: ${first}) { totalCount } }`))).toEqual(['BAD_USER_INPUT']);
      }
    }
    const found = await data('{ incidents(first: 1) { edges { cursor } } duties(first: 1) { edges { cursor } } }');
    const [incident, duty] = [textAt(found, 'incidents.edges.0.cursor'), textAt(found, 'duties.edges.0.cursor')];
    const other = await api.someone('DPO', 'stranger', 'other');
    const incidents = 'query ($after: String) { incidents(after: $after) { nodes { id } } }';
    for (const after of [duty, '', 'x'.repeat(10_000)]) {
      expect(codesIn(await ask(incidents, { after }))).toEqual(['INVALID_CURSOR']);
    }
    expect(codesIn(await ask(incidents, { after: incident }, other))).toEqual(['INVALID_CURSOR']);
    expect(
      codesIn(await ask('query ($after: String) { duties(after: $after) { nodes { id } } }', { after: incident })),
    ).toEqual(['INVALID_CURSOR']);
  });

  test('filters say which: drills only where they are asked for, words by their beginnings', async () => {
    const found = async (filter: string) =>
      at(await data(`{ incidents(filter: {${filter}}) { nodes { id } } }`), 'incidents.nodes');
    expect(await found('exercise: true')).toEqual([{ id: ids[2] }]);
    expect(await found('search: "TELE per"')).toEqual([{ id: ids[0] }]);
    expect(await found('overdue: true')).toEqual([{ id: ids[0] }]);
    expect(await found('roles: [PROCESSOR], statuses: [AWARE]')).toEqual([{ id: ids[1] }]);
    expect(await found('awareTo: "2023-04-27T09:40:00Z"')).toEqual([]);
    expect(await found('awareFrom: "2023-04-27T09:40:00Z"')).toEqual([{ id: ids[1] }, { id: ids[0] }]);
  });

  test('a search has a bound, and none of the past is answered', async () => {
    const search =
      'query ($search: String, $asOf: DateTime) { incidents(filter: {search: $search}, asOf: $asOf) { nodes { id } } }';
    const words = (count: number) => Array.from({ length: count }, (_, index) => `mot${index}`).join(' ');
    expect(codesIn(await ask(search, { search: words(10) }))).toEqual([]);
    for (const variables of [{ search: words(11) }, { search: 'x'.repeat(201) }, { search: 'x', asOf: LONG_AGO }]) {
      expect(codesIn(await ask(search, variables))).toEqual(['BAD_USER_INPUT']);
    }
  });

  test('a row answers whatever an incident answers, notices, notes and evidence included', async () => {
    const id = ids[1] ?? '';
    const controllers = [{ externalId: 'c1', name: 'Cabinet' }];
    const sent = { incidentId: id, controllers, channel: 'EMAIL', sentAt: LONG_AGO, message: 'x' };
    await speaker.command('notifyControllers', sent);
    await speaker.command('addNote', { incidentId: id, text: 'Secret.', visibility: 'LEGAL_PRIVILEGE' });
    const filed = { incidentId: ids[0], kind: 'INITIAL', filedAt: '2023-05-03T10:00:00Z', recordAsHappened: true };
    const { revision } = await speaker.command('notifyCnil', filed);
    const receipt = {
      incidentId: ids[0],
      name: 'r.pdf',
      mediaType: 'application/pdf',
      size: '1',
      sha256: 'a'.repeat(64),
      aboutRevision: revision,
    };
    await speaker.command('attachEvidence', receipt);
    const fields = `id incidentId shownAt status revision title duties { id kind state dueAt explanation } actions { action allowed }
      notes { totalCount withheldCount nodes { text } } controllerNotices { totalCount nodes { name state } } evidence { nodes { name } }
      timeline { nodes { title detail } } filings { late receipt { name } registerSnapshot } communications { document { name } }
      decisions { kind } reportedBy { name } organisation { name }`;
    for (const caller of [dpo, await api.someone('AUDITOR')]) {
      const listed = at(await data(`{ incidents(first: 100) { nodes { ${fields} } } }`, {}, caller), 'incidents.nodes');
      const alone = await Promise.all(
        [ids[1], ids[0]].map(async (one) =>
          at(await data(`query ($id: ID!) { incident(id: $id) { ${fields} } }`, { id: one }, caller), 'incident'),
        ),
      );
      expect(listed).toEqual(alone);
    }
    const auditor = await api.someone('AUDITOR');
    const told = JSON.stringify(await data(`{ incidents { nodes { ${fields} } } }`, {}, auditor));
    expect(told).not.toContain('Secret.');
    expect(told).toContain('r.pdf');
  });

  test('a list of the past shows states of then, under ids of their own', async () => {
    const asOf = textAt(await data('{ incidents { nodes { updatedAt } } }'), 'incidents.nodes.1.updatedAt');
    const before = await data(
      'query ($asOf: DateTime) { incidents(asOf: $asOf) { totalCount nodes { id shownAt title } } }',
      {
        asOf,
      },
    );
    await speaker.command('correctIncident', { incidentId: ids[0], title: 'Corrigé', reasons: 'x' });
    const after = await data(
      'query ($asOf: DateTime) { incidents(asOf: $asOf) { totalCount nodes { id shownAt title } } }',
      {
        asOf,
      },
    );
    expect(after).toEqual(before);
    expect(at(after, 'incidents.nodes.1')).toEqual({
      id: `${ids[0] ?? ''}@${asOf}`,
      shownAt: asOf,
      title: 'Téléphone perdu',
    });
  });

  test('duties come overdue first, each with its incident', async () => {
    const answer = await data(
      '{ duties { nodes { id kind state dueAt explanation incident { id title } } totalCount } }',
    );
    const nodes = at(answer, 'duties.nodes');
    expect(Array.isArray(nodes) && nodes.length).toBe(at(answer, 'duties.totalCount'));
    expect(at(answer, 'duties.nodes.0')).toMatchObject({ incident: { id: ids[0] } });
    const some = await data(
      'query ($id: ID!) { duties(filter: {incidentId: $id, states: [MET, MET_LATE, OPEN, NOT_STARTED, UNDETERMINED, NOT_REQUIRED, DUE_SOON, OVERDUE]}) { nodes { id } } }',
      {
        id: ids[2],
      },
    );
    const own = await data('query ($id: ID!) { incident(id: $id) { duties { id } } }', { id: ids[2] });
    const names = (value: unknown) =>
      JSON.stringify(value)
        .match(/[0-9a-f-]{36}\/[\w/]+/g)
        ?.toSorted();
    expect(names(some)).toEqual(names(own));
  });

  test('nodes come in the order of their ids, null for what is not there', async () => {
    const [first = '', second = ''] = ids;
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';
    const asked = [second, 'x', `${first}/GDPR/DOCUMENT`, first, second];
    expect(await data(document, { ids: asked })).toEqual({
      nodes: asked.map((id) => (id === 'x' ? null : { id })),
    });
    const other = await api.someone('DPO', 'stranger', 'other');
    expect(await data(document, { ids: [first] }, other)).toEqual({ nodes: [null] });
    expect(await data(document, { ids: [] })).toEqual({ nodes: [] });
    const many = Array.from({ length: 101 }, () => first);
    expect(codesIn(await ask(document, { ids: many }))).toEqual(['BAD_USER_INPUT']);
    expect(codesIn(await ask(document, { ids: many.slice(1) }))).toEqual([]);
  });

  test('an incident is found by its reference', async () => {
    const document = 'query ($reference: String!) { incidentByReference(reference: $reference) { id } }';
    const reference = textAt(await speaker.read(ids[2] ?? '', 'reference'), 'reference');
    expect(await data(document, { reference })).toEqual({ incidentByReference: { id: ids[2] } });
    const other = await api.someone('DPO', 'stranger', 'other');
    expect(await data(document, { reference }, other)).toEqual({ incidentByReference: null });
  });
});
