import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Role } from '../../src/identity/roles.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { largestEvidence } from '../../src/store/evidenceFiles.js';
import { mutation, payloadOf, textAt } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { codesOf } from './httpDoor.js';

const hashOf = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const letter = Buffer.from('La CNIL a bien reçu votre notification.');
const hash = hashOf(letter);

describe('evidence', () => {
  const folder = aFolder();
  const data = folder.path('data');
  const kept = join(data, 'evidence');
  let server: RunningServer;
  let incidentId: string;

  async function start(): Promise<void> {
    const reading = readConfig({ ARTICLE33_DATA: data, ARTICLE33_PORT: '0' }, folder.path('.'));
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    server = await startServer(reading.config, createServerLog('silent'));
  }

  beforeAll(async () => {
    mkdirSync(join(kept, '.unfinished'), { recursive: true });
    writeFileSync(join(kept, '.unfinished', 'left-by-a-crash'), 'half a fi');
    const then = new Date(Date.now() - 2 * 86_400_000);
    utimesSync(join(kept, '.unfinished', 'left-by-a-crash'), then, then);
    await start();
    incidentId = await reported('DPO');
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  async function bearer(role: Role = 'DPO', org = 'acme', sub: string = role): Promise<string> {
    if (server.localIssuer === null) throw new Error('no local issuer');
    return `Bearer ${await server.localIssuer.sign({ role, org, sub, name: null, lifeSeconds: 600 }, new Date())}`;
  }

  async function command(name: string, input: object, authorization: string) {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: mutation(name), variables: { input } }),
    });
    const answer: unknown = await response.json();
    const payload = payloadOf({ data: null, errors: [], ...(answer as object) }, name);
    expect(payload.userErrors).toEqual([]);
    return payload;
  }

  async function reported(role: Role, org?: string, sub?: string): Promise<string> {
    const payload = await command('reportIncident', { title: 'Courrier égaré' }, await bearer(role, org, sub));
    return textAt(payload, 'incident.id');
  }

  async function attached(sha256: string, to = incidentId, name = 'courrier.pdf', authorization?: string) {
    const input = { incidentId: to, name, mediaType: 'text/html', size: '40', sha256 };
    return command('attachEvidence', input, authorization ?? (await bearer()));
  }

  interface Got {
    readonly status: number;
    readonly headers: Headers;
    readonly bytes: Buffer;
    readonly codes: readonly unknown[];
  }

  async function ask(path: string, init: RequestInit, authorization?: string | null): Promise<Got> {
    const given = authorization === undefined ? await bearer() : authorization;
    const headers = new Headers(init.headers);
    if (given !== null) headers.set('authorization', given);
    const response = await fetch(`${server.url}${path}`, { ...init, headers });
    const bytes = Buffer.from(await response.arrayBuffer());
    const json = response.headers.get('content-type')?.startsWith('application/json') === true;
    const codes = json ? codesOf(JSON.parse(bytes.toString())) : [];
    return { status: response.status, headers: response.headers, bytes, codes };
  }

  const put = (sha256: string, body: NonNullable<RequestInit['body']>, authorization?: string | null, query = '') =>
    ask(`/evidence/${sha256}${query}`, { method: 'PUT', body }, authorization);
  const get = (sha256: string, incident: string = incidentId, authorization?: string | null) =>
    ask(`/evidence/${sha256}?incident=${incident}`, {}, authorization);

  /** Names of the files kept, whoever's they are; of unfinished ones too. */
  const files = () =>
    readdirSync(kept, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  const pathOf = (sha256: string) => {
    const organisation = readdirSync(kept).find((name) => existsSync(join(kept, name, sha256)));
    return join(kept, organisation ?? 'nobody', sha256);
  };

  test('half-written files of a crash are cleared away at a start, a day later', () => {
    expect(files()).toEqual([]);
  });

  test('is kept, put on the record, and handed out as an attachment that no browser shows', async () => {
    expect(await put(hash, letter)).toMatchObject({ status: 201 });
    expect(readFileSync(pathOf(hash))).toEqual(letter);
    expect(statSync(pathOf(hash)).mode & 0o777).toBe(0o600);
    await attached(hash, incidentId, '../é "<script>".html');
    const { status, headers, bytes } = await get(hash);
    expect([status, bytes]).toEqual([200, letter]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(letter.length),
      'content-disposition': `attachment; filename="evidence"; filename*=UTF-8''__%C3%A9%20__script__.html`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect((await get(hash.toUpperCase())).bytes).toEqual(letter);
  });

  test('the same bytes again are not written again', async () => {
    utimesSync(pathOf(hash), 1_000, 1_000);
    expect(await put(hash, letter)).toMatchObject({ status: 200 });
    expect(statSync(pathOf(hash)).mtimeMs).toBe(1_000_000);
  });

  test('bytes that are not those of the hash are refused, and nothing is kept; also where the file is there', async () => {
    const before = files();
    const answers = [await put(hashOf('other'), letter), await put(hash, 'not the letter')];
    for (const answer of answers) expect(answer).toMatchObject({ status: 422, codes: ['BAD_USER_INPUT'] });
    expect(files()).toEqual(before);
    expect(readFileSync(pathOf(hash))).toEqual(letter);
  });

  test('whatever they are said to be, bytes are bytes: no bytes at all, and JSON', async () => {
    expect(await put(hashOf(''), '')).toMatchObject({ status: 201 });
    const json = '{"__proto__": 1}';
    const init = { method: 'PUT', body: json, headers: { 'content-type': 'application/json' } };
    expect(await ask(`/evidence/${hashOf(json)}`, init)).toMatchObject({ status: 201 });
    await attached(hashOf(''));
    expect(await get(hashOf(''))).toMatchObject({ status: 200, bytes: Buffer.alloc(0) });
  });

  test('50 MB are kept; one byte more is refused, said beforehand or not, and nothing of it stays', async () => {
    const largest = randomBytes(largestEvidence);
    expect(await put(hashOf(largest), largest)).toMatchObject({ status: 201 });
    expect(statSync(pathOf(hashOf(largest))).size).toBe(largestEvidence);
    const before = files();
    const larger = Buffer.concat([largest, Buffer.from('x')]);
    const unannounced = new Blob([larger]).stream();
    const init: RequestInit & { readonly duplex: 'half' } = { method: 'PUT', body: unannounced, duplex: 'half' };
    const answers = [await put(hashOf(larger), larger), await ask(`/evidence/${hashOf(larger)}`, init)];
    for (const answer of answers) expect(answer).toMatchObject({ status: 413, codes: ['PAYLOAD_TOO_LARGE'] });
    expect(files()).toEqual(before);
  });

  /** Sends the head of an upload and some bytes, over a socket of its own. */
  async function begin(sha256: string, length: number, bytes: Buffer) {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const head = [`PUT /evidence/${sha256} HTTP/1.1`, 'Host: x', `Content-Length: ${length}`];
    socket.write([...head, `Authorization: ${await bearer()}`, '', ''].join('\r\n'));
    socket.write(bytes);
    return socket;
  }

  async function until(condition: () => boolean): Promise<void> {
    for (const deadline = Date.now() + 10_000; !condition();) {
      if (Date.now() > deadline) throw new Error(`It never came to this: ${String(condition)}`);
      await setImmediate();
    }
  }

  test('far more than that is refused at once, without waiting for it', async () => {
    const socket = await begin(hash, 10 ** 12, letter);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  test('an upload that is cut off half way leaves nothing behind', async () => {
    const bytes = randomBytes(200_000);
    const before = files();
    const socket = await begin(hashOf(bytes), bytes.length, bytes.subarray(0, 100_000));
    await until(() => files().length > before.length);
    socket.destroy();
    await until(() => files().length === before.length);
    expect(files()).toEqual(before);
    expect(await put(hashOf(bytes), bytes)).toMatchObject({ status: 201 });
  });

  test('ten uploads of the same file at once all succeed and leave one file', async () => {
    const bytes = randomBytes(1_000_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => put(hashOf(bytes), bytes)));
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true);
    expect(files().filter((name) => name === hashOf(bytes))).toHaveLength(1);
    expect(readdirSync(join(kept, '.unfinished'))).toEqual([]);
    expect(readFileSync(pathOf(hashOf(bytes)))).toEqual(bytes);
  });

  test('sixteen uploads of an organisation may be under way; one more is told to wait, another organisation is not', async () => {
    const bytes = randomBytes(200_000);
    const before = files();
    const sockets = [];
    for (let n = 0; n < 16; n++) sockets.push(await begin(hashOf(bytes), bytes.length, bytes.subarray(0, 1_000)));
    await until(() => files().length === before.length + 16);
    const refused = await put(hashOf(letter), letter);
    expect(refused).toMatchObject({ status: 429, codes: ['RATE_LIMITED'] });
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await put(hash, letter, await bearer('DPO', 'third'))).toMatchObject({ status: 201 });
    for (const socket of sockets) socket.destroy();
    await until(() => files().length === before.length + 1);
    expect(await put(hash, letter)).toMatchObject({ status: 200 });
  });

  test.each([
    '..%2f..%2fevents.sqlite',
    '..%2f..%2f..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2fregister-secret',
    '.unfinished',
    'x',
    '0'.repeat(63),
    `${'0'.repeat(64)}%00`,
    `${'0'.repeat(63)}g`,
  ])('%s names no file: neither read nor written', async (name) => {
    const before = files();
    expect(await get(name)).toMatchObject({ status: 404, codes: ['BAD_REQUEST'] });
    expect(await put(name, letter)).toMatchObject({ status: 400, codes: ['BAD_REQUEST'] });
    expect(files()).toEqual(before);
  });

  test('to whom it is not shown, it is like what is not there', async () => {
    const nothing = await get(hashOf('nothing'));
    expect(nothing).toMatchObject({ status: 404, codes: ['BAD_REQUEST'] });
    const stranger = await bearer('DPO', 'other');
    const theirs = await reported('DPO', 'other');
    await attached(hash, theirs, 'x', stranger);
    const another = await reported('DPO');
    const answers = [
      await get(hash, incidentId, stranger),
      // Theirs is an incident with that hash, but the bytes are another organisation's.
      await get(hash, theirs, stranger),
      await get(hash, theirs),
      await get(hash, another),
      await get(hash, 'x'),
      await get(hash, incidentId, await bearer('REPORTER')),
      await ask(`/evidence/${hash}`, {}),
      await ask(`/evidence/${hash}?incident=${incidentId}&incident=${incidentId}`, {}),
    ];
    for (const { status, bytes } of answers) expect([status, bytes]).toEqual([404, nothing.bytes]);
  });

  test('auditors read it and may not hand in; reporters do both for their own reports only', async () => {
    const auditor = await bearer('AUDITOR');
    expect(await get(hash, incidentId, auditor)).toMatchObject({ status: 200, bytes: letter });
    expect(await put(hashOf('a'), 'a', auditor)).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
    expect(await put(hashOf('a'), 'a', await bearer('ADMIN'))).toMatchObject({ status: 403 });
    const reporter = await bearer('REPORTER');
    const own = await reported('REPORTER');
    expect(await put(hashOf('a'), 'a', reporter, `?incident=${incidentId}`)).toMatchObject({ status: 404 });
    expect(await put(hashOf('a'), 'a', reporter, `?incident=${own}`)).toMatchObject({ status: 201 });
    await attached(hashOf('a'), own, 'x', reporter);
    expect(await get(hashOf('a'), own, reporter)).toMatchObject({ status: 200, bytes: Buffer.from('a') });
  });

  test('without a token that is valid nothing is read or kept', async () => {
    for (const authorization of [null, 'Bearer x', 'Basic YTpi']) {
      for (const answer of [await get(hash, incidentId, authorization), await put(hashOf('b'), 'b', authorization)]) {
        expect(answer).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] });
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    }
    expect(files()).not.toContain(hashOf('b'));
  });

  test('struck evidence is handed out no more', async () => {
    expect(await put(hashOf('struck'), 'struck')).toMatchObject({ status: 201 });
    const { entryId } = await attached(hashOf('struck'));
    expect(await get(hashOf('struck'))).toMatchObject({ status: 200 });
    await command('withdrawEntry', { incidentId, entryId, reasons: 'wrong file' }, await bearer());
    expect(await get(hashOf('struck'))).toMatchObject({ status: 404 });
  });

  test('is there after a restart', async () => {
    await server.stop();
    await start();
    expect(await get(hash)).toMatchObject({ status: 200, bytes: letter });
  });
});
