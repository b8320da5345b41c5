import { execute, parse } from 'graphql';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { openApi } from './api.js';

describe('a request whose time is up', () => {
  test('begins no further mutation: what it names is not recorded, what had begun is answered', async () => {
    const api = await openApi();
    const aborter = new AbortController();
    const { application } = api;
    const caller = await api.someone('DPO');
    const schema = await buildArticle33Schema();
    const report = (title: string) => `${title}: reportIncident(input: {title: "${title}"}) { incident { title } }`;
    const executed = execute({
      schema,
      document: parse(`mutation { ${report('first')} ${report('second')} }`),
      contextValue: { caller, language: 'en', application, requestId: 'request-1', signal: aborter.signal },
    });
    // The first has begun: fields of a mutation are carried out one after the other.
    aborter.abort();
    const { data, errors } = await executed;
    expect(data).toEqual({ first: { incident: { title: 'first' } }, second: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions['code']])).toEqual([[['second'], 'TIMEOUT']]);
    await api.end();
  });
});
