import type { Caller } from '../../src/identity/caller.js';
import { at, codesIn, openApi, speakerOf, textAt, type Speaker, type TestApi } from './api.js';

describe('notes', () => {
  let api: TestApi;
  let dpo: Caller;
  let speaker: Speaker;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    speaker = speakerOf(api, dpo);
  });
  afterAll(() => api.end());

  let id: string;
  let ids: readonly string[];
  const fields = `notes(first: $first, after: $after) { nodes { id text } edges { cursor node { id } } totalCount withheldCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;
  const document = `query ($id: ID!, $first: Int! = 50, $after: String) { incident(id: $id) { ${fields} } }`;

  beforeAll(async () => {
    id = await speaker.report();
    const notes = ['un', 'deux', 'sous le secret', 'trois'].map((text) => ({
      incidentId: id,
      text,
      visibility: text === 'sous le secret' ? 'LEGAL_PRIVILEGE' : 'TEAM',
    }));
    const made: string[] = [];
    for (const note of notes) made.push(textAt(await speaker.command('addNote', note), 'entryId'));
    ids = made;
  });

  test('come in pages, oldest first', async () => {
    const first = await api.ask(dpo, document, { id, first: 3 });
    expect(at(first.data, 'incident.notes')).toEqual({
      nodes: ids.slice(0, 3).map((note) => expect.objectContaining({ id: note }) as object),
      edges: ids
        .slice(0, 3)
        .map((note) => ({ cursor: expect.stringMatching(/^[\w-]{43}$/) as string, node: { id: note } })),
      totalCount: 4,
      withheldCount: 0,
      pageInfo: {
        hasNextPage: true,
        hasPreviousPage: false,
        startCursor: at(first.data, 'incident.notes.edges.0.cursor'),
        endCursor: at(first.data, 'incident.notes.edges.2.cursor'),
      },
    });
    const after = textAt(first.data, 'incident.notes.pageInfo.endCursor');
    const last = await api.ask(dpo, document, { id, first: 3, after });
    expect(at(last.data, 'incident.notes')).toMatchObject({
      nodes: [{ id: ids[3], text: 'trois' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  test('under legal privilege are withheld from an auditor, and said to be', async () => {
    const auditor = await api.someone('AUDITOR');
    const answer = await api.ask(auditor, document, { id });
    expect(at(answer.data, 'incident.notes')).toMatchObject({
      nodes: [{ text: 'un' }, { text: 'deux' }, { text: 'trois' }],
      totalCount: 3,
      withheldCount: 1,
    });
  });

  test('have no place for a cursor of elsewhere', async () => {
    const other = await speaker.report();
    await speaker.command('addNote', { incidentId: other, text: 'un' });
    const elsewhere = await api.ask(dpo, document, { id: other });
    for (const after of ['', 'x', id, textAt(elsewhere.data, 'incident.notes.pageInfo.endCursor')])
      expect(codesIn(await api.ask(dpo, document, { id, after }))).toEqual(['INVALID_CURSOR']);
  });

  test('go on after one that has been struck since', async () => {
    const other = textAt(await speaker.command('addNote', { incidentId: id, text: 'de trop' }), 'entryId');
    const before = await api.ask(dpo, document, { id });
    const after = textAt(before.data, 'incident.notes.pageInfo.endCursor');
    const next = textAt(await speaker.command('addNote', { incidentId: id, text: 'encore' }), 'entryId');
    await speaker.command('withdrawEntry', { incidentId: id, entryId: other, reasons: 'doublon' });
    const answer = await api.ask(dpo, document, { id, after });
    expect(at(answer.data, 'incident.notes.nodes')).toEqual([{ id: next, text: 'encore' }]);
  });
});
