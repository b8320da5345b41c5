/** The probes of graphql-cop (github.com/dolevf/graphql-cop) against the API in production mode, and requirements 17, 18, 25 and 26: no finding. */
import { getIntrospectionQuery } from 'graphql';
import { openBothDoors, type BothDoors } from '../bothDoors.js';
import { ask, post } from '../httpDoor.js';

describe('in production mode, to whoever comes without a token,', () => {
  let door: BothDoors;
  beforeAll(async () => {
    door = await openBothDoors({ production: true });
  });
  afterAll(() => door.close());

  const json = { 'content-type': 'application/json' };
  const url = (query = '') => `${door.url}/graphql${query}`;
  const ofRequest = (init: RequestInit, query?: string) => ask(url(query), { headers: json, ...init });

  test('field suggestions are not given', async () => {
    expect((await post(door.url, 'query { __schema { directive } nam }')).text).not.toContain('Did you mean');
  });

  test('introspection is refused, circular introspection too', async () => {
    const circular = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';
    for (const query of [getIntrospectionQuery(), circular]) {
      const { status, text } = await post(door.url, query);
      expect([status, text.includes('"types"')]).toEqual([400, false]);
    }
  });

  test.each(['/', '/graphql', '/graphiql', '/playground', '/console', '/altair'])(
    'no explorer is at %s',
    async (path) => {
      const response = await fetch(`${door.url}${path}`, { headers: { accept: 'text/html' } });
      expect(await response.text()).not.toMatch(/graphiql|playground|altair|<html/i);
      expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    },
  );

  test.each([
    ['a query by GET', { method: 'GET' }, '?query={name}', 405],
    ['a mutation by GET', { method: 'GET' }, '?query=mutation{write}', 405],
    [
      'a GET that says it is plain text',
      { method: 'GET', headers: { 'content-type': 'text/plain' } },
      '?query={name}',
      405,
    ],
    [
      'a form',
      { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={name}' },
      '',
      415,
    ],
    ['a batch', { method: 'POST', body: JSON.stringify(Array(10).fill({ query: '{ name }' })) }, '', 400],
    ['a body that is no JSON', { method: 'POST', body: '{"query":' }, '', 400],
    ['2 MB', { method: 'POST', body: JSON.stringify({ query: `# ${'x'.repeat(2_000_000)}` }) }, '', 413],
    [
      'a persisted query, to be registered by whoever likes',
      {
        method: 'POST',
        body: JSON.stringify({ query: '{ name }', extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } } }),
      },
      '',
      200,
    ],
    ['a subscription', { method: 'POST', body: '{"query":"subscription { ticks }"}' }, '', 400],
  ] as [string, RequestInit, string, number][])(
    '%s is refused with a JSON error',
    async (_what, init, query, status) => {
      const before = door.counting.calls();
      const answer = await ofRequest(init, query);
      expect([answer.status, answer.codes.length]).toEqual([status, 1]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(door.counting.calls()).toBe(before);
    },
  );

  test('101 aliases of __typename are refused', async () => {
    const query = `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }`;
    expect((await post(door.url, query)).codes).toEqual(['TOO_MANY_ALIASES']);
  });

  test('500 times the same field, and ten times an unknown directive, are refused in few words', async () => {
    expect((await post(door.url, `{ ${'__typename '.repeat(500)}}`)).codes).toEqual(['QUERY_TOO_COMPLEX']);
    expect((await post(door.url, `query { __typename ${'@aa'.repeat(10)} }`)).codes.length).toBeLessThanOrEqual(3);
  });

  test('no traces and no inside of an error are told', async () => {
    const { text } = await post(door.url, '{ fault }');
    expect(text).not.toMatch(/tracing|exception|stack|hunter2/);
  });

  test('18: who accepts application/graphql-response+json gets it: 400 for what was not carried out, else 200', async () => {
    const accept = { accept: 'application/graphql-response+json', authorization: door.authorization };
    const answers = [
      await post(door.url, '{ name', accept),
      await post(door.url, '{ nothing }', accept),
      await post(door.url, '{ name }', accept),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200]);
    for (const { headers } of answers) {
      expect(headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('28: one network without a token has 6,000 points a minute, and is told when to come back', async () => {
    const costly = '{ items(first: 100) { nodes { items(first: 50) { nodes { id } } } } }';
    // 1 + 100 × (1 + 1 + 50) = 5,201
    await post(door.url, costly);
    const refused = await post(door.url, costly);
    expect([refused.status, refused.codes]).toEqual([429, ['RATE_LIMITED']]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(door.url, '{ name }', { authorization: door.authorization })).status).toBe(200);
  });
});
