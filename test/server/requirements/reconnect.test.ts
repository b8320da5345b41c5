/** Requirement 35 (docs/doors.md): the stock client, whose tokens expire, comes back by itself and loses nothing. */
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readConfig } from '../../../src/server/config.js';
import { createServerLog } from '../../../src/server/serverLog.js';
import { startServer } from '../../../src/server/start.js';
import { mutation, payloadOf, textAt } from '../../graphql/api.js';
import { aFolder } from '../../log/folder.js';
import { post } from '../httpDoor.js';
import { until } from '../socketClient.js';

const query = 'subscription ($after: Position) { events(after: $after) { position event { id incidentId } } }';

test('35: the stock client whose token expires again and again sees every event', async () => {
  const folder = aFolder();
  const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  const server = await startServer(reading.config, createServerLog('silent'));
  const { localIssuer } = server;
  if (localIssuer === null) throw new Error('no local issuer');
  const bearer = async (lifeSeconds: number) => {
    const claims = { role: 'DPO', org: 'acme', sub: 'ada', name: null, lifeSeconds } as const;
    return `Bearer ${await localIssuer.sign(claims, new Date())}`;
  };
  const closed: number[] = [];
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: async () => ({ authorization: await bearer(1) }),
    retryWait: () => Promise.resolve(),
    on: {
      closed: (event) => closed.push((event as { code: number }).code),
    },
  });
  const seen = new Set<unknown>();
  const ended: unknown[] = [];
  client.subscribe<{ events: { event: { incidentId: string } | null } }>(
    { query },
    {
      next: ({ data }) => seen.add(data?.events.event?.incidentId),
      error: (e) => ended.push(e),
      complete: () => ended.push('complete'),
    },
  );
  const authorization = await bearer(600);
  const reported: string[] = [];
  while (closed.length < 2 || reported.length < 20) {
    const answer = await post(
      server.url,
      mutation('reportIncident'),
      { authorization },
      {
        variables: { input: { title: `Incident ${reported.length}` } },
      },
    );
    const payload = payloadOf({ data: null, errors: [], ...(answer.body as object) }, 'reportIncident');
    reported.push(textAt(payload, 'incident.id'));
    const [newest] = reported.slice(-1);
    // While the client is away it hears nothing; nobody waits for it beyond its coming back.
    await until(() => seen.has(newest));
  }
  expect(new Set(closed)).toEqual(new Set([4403]));
  expect(reported.filter((id) => !seen.has(id))).toEqual([]);
  expect(ended).toEqual([]);
  await client.dispose();
  await server.stop();
  folder.remove();
});
