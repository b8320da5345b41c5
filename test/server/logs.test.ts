/** Canaries: words that stand for what is personal or secret, sent in every way there is, and looked for in the log at its most talkative. */
import { createHash } from 'node:crypto';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer } from '../../src/server/start.js';
import { aFolder } from '../log/folder.js';
import { connectSocket, openSession } from './socketClient.js';

const canaries = {
  name: 'Canary Lovelace',
  title: 'Canary-title of a breach',
  mail: 'canary@hospital.example',
  text: 'canary-text, diabetic',
  search: 'canarysearch',
  file: 'canary-file.pdf',
} as const;
const report = `mutation Report($input: ReportIncidentInput!) { reportIncident(input: $input) { incident { incidentId } userErrors { code } } }`;
const note = `mutation Note($input: AddNoteInput!) { addNote(input: $input) { userErrors { code } } }`;

describe('the log of the server', () => {
  const folder = aFolder();
  const lines: string[] = [];
  afterAll(folder.remove);

  test('names nobody and quotes nothing, and every line of a request names the request', async () => {
    const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    const log = createServerLog('debug', { write: (line) => lines.push(line) });
    const server = await startServer(reading.config, log);
    const { url, localIssuer } = server;
    const claims = {
      role: 'DPO',
      org: 'canary-org',
      sub: 'canary-sub',
      name: canaries.name,
      lifeSeconds: 600,
    } as const;
    const token = (await localIssuer?.sign(claims, new Date())) ?? '';
    const send = async (body: string, headers: Record<string, string> = {}): Promise<string> => {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body,
      });
      return answer.text();
    };
    const ask = (query: string, variables: object = {}, headers = {}) =>
      send(JSON.stringify({ query, variables }), headers);

    const input = { title: canaries.title, summary: canaries.text, detectedAt: '2026-01-05T09:00:00+01:00' };
    const id = /"incidentId":"([^"]+)"/.exec(await ask(report, { input }))?.[1] ?? '';
    expect(id).not.toBe('');
    await ask(note, { input: { incidentId: id, text: canaries.text } });
    // Refused by a rule, by a scalar, by the type, by the parser, before GraphQL.
    await ask(report, { input: { ...input, title: `${canaries.title} ${'x'.repeat(300)}` } });
    await ask(report, { input: { ...input, detectedAt: canaries.text } });
    await ask(report, { input: { ...input, [canaries.search]: canaries.mail } });
    await ask(`{ incident(id: "${canaries.mail}") { title } ${canaries.search} }`);
    await ask(`{ incident(id: "${canaries.mail}`);
    await send(`{"query": "${canaries.text}`);
    await ask('{ me { role } }', {}, { authorization: `Bearer ${canaries.text}` });
    await ask(
      '{ me { role } }',
      {},
      { 'x-request-id': canaries.mail, 'x-min-position': canaries.text, 'user-agent': canaries.name },
    );
    await fetch(`${url}/${canaries.search}?name=${canaries.mail}`);
    const bytes = Buffer.from(canaries.text);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await fetch(`${url}/evidence/${sha256}?incident=${id}&name=${canaries.file}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}` },
      body: bytes,
    });
    const session = await openSession(url, token, { note: canaries.text });
    session.say({ id: canaries.search, type: 'subscribe', payload: { query: report, variables: { input } } });
    session.say({ id: '2', type: 'subscribe', payload: { query: `{ ${canaries.search} }` } });
    await session.hears(({ type, id: of }) => type === 'error' && of === '2');
    session.say(`${canaries.text} that is no message`);
    await session.closed;
    const stranger = await connectSocket(url);
    stranger.say({ type: 'connection_init', payload: { authorization: `Bearer ${canaries.text}` } });
    await stranger.closed;
    await server.stop();

    expect(lines.length).toBeGreaterThan(12);
    const all = lines.join('\n');
    expect(all).not.toMatch(/canary|lovelace|diabetic|hospital/i);
    expect(all).not.toContain(token.split('.')[1] ?? '');
    const ofRequests = lines.filter(
      (line) => !/"transport":"websocket"|read models|the whole record was checked/.test(line),
    );
    expect(ofRequests.filter((line) => !/"requestId":"[0-9a-f-]{36}"/.test(line))).toEqual([]);
  });
});
