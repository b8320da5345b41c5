import type { Caller } from '../../src/identity/caller.js';
import { openApi, speakerOf, type Speaker, type TestApi } from './api.js';

describe('node(id)', () => {
  let api: TestApi;
  let dpo: Caller;
  let speaker: Speaker;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
    speaker = speakerOf(api, dpo);
  });
  afterAll(() => api.end());

  const document = `query ($id: ID!) { node(id: $id) { __typename id ... on Incident { title } ... on Organisation { name } ... on Actor { known: name }
    ... on Duty { kind incident { id } } } }`;
  const node = async (id: string, as = dpo) => {
    const answer = await api.ask(as, document, { id });
    expect(answer.errors).toEqual([]);
    return answer.data?.['node'];
  };

  test('finds incidents, duties, the organisation and its actors', async () => {
    const id = await speaker.report();
    expect(await node(id)).toEqual({ __typename: 'Incident', id, title: 'Observations non enregistrées' });
    const duty = `${id}/GDPR/NOTIFY_AUTHORITY`;
    expect(await node(duty)).toEqual({ __typename: 'Duty', id: duty, kind: 'NOTIFY_AUTHORITY', incident: { id } });
    expect(await node(dpo.organisation)).toEqual({ __typename: 'Organisation', id: dpo.organisation, name: 'acme' });
    expect(await node(dpo.actor)).toEqual({ __typename: 'Actor', id: dpo.actor, known: 'Name of dpo' });
  });

  test('finds nothing of another organisation, like what does not exist', async () => {
    const id = await speaker.report();
    const stranger = await api.someone('DPO', 'stranger', 'other');
    for (const theirs of [id, `${id}/GDPR/NOTIFY_AUTHORITY`, dpo.organisation, dpo.actor]) {
      expect(await node(theirs, stranger)).toBeNull();
    }
    for (const none of [
      '',
      'x',
      '/',
      `${id}/`,
      `${id}/GDPR`,
      `${id}/GDPR/NOTIFY_AUTHORITY/x`,
      '00000000-0000-4000-8000-000000000000',
    ]) {
      expect([none, await node(none)]).toEqual([none, null]);
    }
  });
});
