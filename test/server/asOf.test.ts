/** A past moment is one moment: an event or an instant. Both doors say so, whether it stands in the document or in the variables. */
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { aFolder } from '../log/folder.js';
import { answerOf, openSession, subscribe, type SocketClient } from './socketClient.js';

const recordedAt = '2026-01-05T09:00:00Z';

/** What an answer says first of why it is none. */
function refusalIn(answer: Answer) {
  const [first] = answer.errors ?? [];
  return { data: answer.data, code: first?.extensions.code, words: first?.message };
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

describe('a past moment', () => {
  const folder = aFolder();
  let server: RunningServer;
  let session: SocketClient;
  let token: string;
  let id: string;

  const http = async (query: string, variables: object): Promise<Answer> => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as Answer;
  };
  const doors = {
    http,
    websocket: (query: string, variables: object): Promise<Answer> =>
      answerOf(session, subscribe(session, query, { variables })),
  } as const;

  beforeAll(async () => {
    const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    server = await startServer(reading.config, createServerLog('silent'));
    const claims = { role: 'DPO', org: 'acme', sub: 'ada', name: 'Ada', lifeSeconds: 600 } as const;
    token = (await server.localIssuer?.sign(claims, new Date())) ?? '';
    session = await openSession(server.url, token);
    const report = 'mutation { reportIncident(input: { title: "Perte" }) { incident { incidentId } } }';
    id = /"incidentId":"([^"]+)"/.exec(JSON.stringify(await http(report, {})))?.[1] ?? '';
  }, 30_000);
  afterAll(async () => {
    session.socket.terminate();
    await server.stop();
    folder.remove();
  });

  const incident = 'query ($id: ID!, $at: AsOf!) { incident(id: $id, asOf: $at) { title } }';
  const compare = 'query ($id: ID!, $at: AsOf!) { compare(incidentId: $id, from: $at, to: { revision: 0 }) { path } }';

  describe.each(['http', 'websocket'] as const)('through %s', (door) => {
    test('is taken where one is given', async () => {
      const at = { revision: 0 };
      expect(await doors[door](incident, { id, at })).toMatchObject({ data: { incident: { title: 'Perte' } } });
      expect(await doors[door](compare, { id, at })).toMatchObject({ data: { compare: [] } });
    });

    const one = /exactly one key/i;
    test.each([
      ['none of the two', {}, one],
      ['both', { revision: 0, recordedAt }, one],
      ['one, and the other as null', { revision: 0, recordedAt: null }, one],
      ['one that is null', { revision: null }, /revision.* must be non-null/],
    ])('is refused in words with %s', async (_what, at, words) => {
      const literal = Object.entries(at)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ');
      for (const query of [incident, compare]) {
        const inVariables = await doors[door](query, { id, at });
        const inDocument = await doors[door](query.replace(', $at: AsOf!', '').replace('$at', `{ ${literal} }`), {
          id,
        });
        expect(refusalIn(inVariables)).toEqual({
          data: undefined,
          code: 'BAD_USER_INPUT',
          words: expect.stringMatching(words) as string,
        });
        expect(refusalIn(inDocument)).toEqual({
          data: undefined,
          code: 'GRAPHQL_VALIDATION_FAILED',
          words: expect.stringMatching(words) as string,
        });
      }
    });
  });
});
