import { once } from 'node:events';
import { connect } from 'node:net';
import { KeysUnavailable, providerAlgorithms, TokenVerifier } from '../../src/identity/tokens.js';
import { ask, codesOf, openDoor, post, type DoorOptions, type OpenedDoor } from './httpDoor.js';

const json = { 'content-type': 'application/json' };

/** What arrives on a raw connection after `text` was sent. */
async function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return Buffer.concat(chunks).toString();
}

describe('the HTTP door', () => {
  let door: OpenedDoor;
  beforeAll(async () => {
    door = await openDoor();
  });
  afterAll(async () => {
    await door.close();
  });
  beforeEach(() => {
    door.lines.length = 0;
  });
  const send = (init: RequestInit) => ask(`${door.url}/graphql`, { method: 'POST', headers: json, ...init });

  test('answers an operation, and a valid token names its bearer', async () => {
    const answer = await post(door.url, '{ role }', { authorization: door.authorization });
    expect(answer.body).toMatchObject({ data: { role: 'DPO' } });
    expect(answer.status).toBe(200);
  });

  test.each([undefined, 'Bearer x.y.z'])(
    'carries an operation out without a caller where the token is %p',
    async (authorization) => {
      const answer = await post(door.url, '{ role language }', authorization === undefined ? {} : { authorization });
      expect(answer.body).toMatchObject({ data: { role: null, language: 'en' } });
      expect(door.lines.filter(({ msg }) => msg === 'token refused')).toHaveLength(authorization === undefined ? 0 : 1);
    },
  );

  test('hands on the language that the client prefers', async () => {
    const answer = await post(door.url, '{ language }', { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' });
    expect(answer.body).toMatchObject({ data: { language: 'fr' } });
  });

  describe('answers bad requests with a JSON error and a code:', () => {
    const big = JSON.stringify({ query: '{ role }', variables: { text: 'x'.repeat(2_000_000) } });
    const cases: [string, RequestInit, number, string][] = [
      ['2 MB of JSON', { body: big }, 413, 'PAYLOAD_TOO_LARGE'],
      ['broken JSON', { body: '{"query": "{ role' }, 400, 'BAD_REQUEST'],
      ['an empty body', { body: '' }, 400, 'BAD_REQUEST'],
      ['a body that is no object', { body: '"{ role }"' }, 400, 'BAD_REQUEST'],
      ['a batch', { body: JSON.stringify([{ query: '{ role }' }, { query: '{ role }' }]) }, 400, 'BAD_REQUEST'],
      [
        'a body that is not UTF-8',
        { body: Buffer.from('{"query":"{ echo(text: \\"\xe9\\") }"}', 'latin1') },
        400,
        'BAD_REQUEST',
      ],
      ['a prototype in the body', { body: '{"query":"{ role }","__proto__":{"x":1}}' }, 400, 'BAD_REQUEST'],
      ['plain text', { headers: { 'content-type': 'text/plain' }, body: '{"query":"{ role }"}' }, 415, 'BAD_REQUEST'],
      [
        'a form',
        { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={role}' },
        415,
        'BAD_REQUEST',
      ],
      ['no query', { body: '{"variables":{}}' }, 400, 'BAD_REQUEST'],
      [
        'a persisted query',
        { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"ab"}}}' },
        200,
        'BAD_REQUEST',
      ],
      ['a syntax error', { body: '{"query":"{ role"}' }, 400, 'GRAPHQL_PARSE_FAILED'],
      [
        'a document of 2,001 tokens',
        { body: JSON.stringify({ query: `{ ${'role '.repeat(1_999)}}` }) },
        400,
        'GRAPHQL_PARSE_FAILED',
      ],
      [
        'a nesting that overflows the parser',
        { body: JSON.stringify({ query: `{ echo(text: ${'['.repeat(1_900)}` }) },
        400,
        'GRAPHQL_PARSE_FAILED',
      ],
      ['an unknown field', { body: '{"query":"{ rule }"}' }, 400, 'GRAPHQL_VALIDATION_FAILED'],
      [
        'an unknown operation name',
        { body: '{"query":"query A { role }","operationName":"B"}' },
        400,
        'OPERATION_RESOLUTION_FAILURE',
      ],
      ['a subscription', { body: '{"query":"subscription { ticks }"}' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ];
    test.each(cases)('%s', async (_, init, status, code) => {
      const answer = await send(init);
      expect([answer.status, answer.codes[0]]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.text).not.toMatch(/node_modules|\bat .*\.js/);
    });
  });

  test('reads a document of exactly 2,000 tokens', async () => {
    // Two braces, echo(text:[]) in seven, and 1,991 values.
    const answer = await post(door.url, `{ echo(text: [${'1 '.repeat(1_991)}]) }`);
    expect(new Set(answer.codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  test('stops at three validation errors, so that a small request gets no large answer', async () => {
    const answer = await post(door.url, `{ ${Array.from({ length: 50 }, (_, index) => `nothing${index}`).join(' ')} }`);
    expect(answer.codes.length).toBeLessThanOrEqual(3);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'answers %s /graphql with 405 and what is allowed',
    async (method) => {
      const answer = await ask(`${door.url}/graphql?query=mutation{write}`, { method });
      expect([answer.status, answer.codes[0], answer.headers.get('allow')]).toEqual([405, 'BAD_REQUEST', 'POST']);
      expect(answer.text).not.toMatch(/written/);
    },
  );

  test.each(['/', '/graphql/', '/explorer', '/../package.json', '/%zz'])(
    'answers %s with a JSON error',
    async (path) => {
      const answer = await ask(`${door.url}${path}`, {});
      expect(answer.status).toBe(path === '/%zz' ? 400 : 404);
      expect(answer.codes).toEqual(['BAD_REQUEST']);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    },
  );

  test('answers what is not even HTTP with JSON', async () => {
    const answer = await raw(door.url, 'HELO register\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(codesOf(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))))).toEqual(['BAD_REQUEST']);
  });

  test('answers headers without end with JSON', async () => {
    const answer = await raw(door.url, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(codesOf(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))))).toEqual(['PAYLOAD_TOO_LARGE']);
  });

  test('masks a fault, and the log has its cause under the same request', async () => {
    const answer = await post(door.url, '{ fault }');
    expect(answer.status).toBe(200);
    expect(answer.codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.text).not.toMatch(/hunter2|postgres/);
    const [fault] = door.lines.filter(({ msg }) => msg === 'fault while answering');
    expect(fault?.['requestId']).toBe(answer.headers.get('x-request-id'));
    expect(fault?.['err']).toHaveProperty('message', 'connect postgres://user:hunter2@db');
  });

  test('writes one line per operation, without who, what or which token', async () => {
    const query = 'query Board($text: String!) { role echo(text: $text) }';
    const answer = await send({
      headers: { ...json, authorization: door.authorization },
      body: JSON.stringify({ query, variables: { text: 'Jean Dupont, diabetic' } }),
    });
    expect(answer.body).toMatchObject({ data: { role: 'DPO', echo: 'Jean Dupont, diabetic' } });
    expect(door.lines).toHaveLength(1);
    const { organisation } = await door.directory.sighting({
      issuer: 'urn:article33:local',
      org: 'acme',
      sub: 'ada',
      name: null,
    });
    expect(door.lines[0]).toMatchObject({
      msg: 'operation',
      operation: 'Board',
      kind: 'query',
      organisation,
      requestId: answer.headers.get('x-request-id'),
    });
    expect(door.lines[0]?.['ms']).toBeGreaterThan(0);
    expect(JSON.stringify(door.lines)).not.toMatch(/Dupont|Ada|Bearer|eyJ|echo/);
  });

  test('names the codes of errors in the line', async () => {
    await post(door.url, '{ fault rule }');
    await post(door.url, '{ fault }');
    const lines = door.lines.filter(({ msg }) => msg === 'operation');
    expect(lines.map(({ codes }) => codes)).toEqual([['GRAPHQL_VALIDATION_FAILED'], ['INTERNAL_SERVER_ERROR']]);
  });

  test('numbers requests itself, whatever the client sends', async () => {
    const answer = await post(door.url, '{ role }', { 'x-request-id': 'forged\tline' });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('is alive and ready', async () => {
    expect((await ask(`${door.url}/health/live`, {})).body).toEqual({ status: 'live' });
    expect(await ask(`${door.url}/health/ready`, {})).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  test('tells its schema to developers', async () => {
    expect((await post(door.url, '{ __schema { queryType { name } } }')).body).toMatchObject({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
  });
});

describe('the HTTP door in particular circumstances', () => {
  const opened: OpenedDoor[] = [];
  async function open(options?: DoorOptions): Promise<OpenedDoor> {
    const door = await openDoor(options);
    opened.push(door);
    return door;
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((door) => door.close()));
  });

  test('tells nothing of its schema in production mode', async () => {
    const door = await open({ production: true });
    const introspection = await post(door.url, '{ __schema { queryType { name } } }');
    expect([introspection.status, introspection.codes[0]]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect((await post(door.url, '{ rolle }')).text).not.toMatch(/Did you mean|"role"/);
  });

  test('is not ready, but alive, where the register cannot answer', async () => {
    const door = await open({ look: () => Promise.reject(new Error('the log is damaged')) });
    expect(await ask(`${door.url}/health/ready`, {})).toMatchObject({ status: 503, body: { status: 'not ready' } });
    expect((await ask(`${door.url}/health/live`, {})).status).toBe(200);
  });

  test('answers UNAVAILABLE with 503 where tokens cannot be checked for now', async () => {
    const key = () => Promise.reject(new KeysUnavailable('the provider is down'));
    const verifier = new TokenVerifier({
      key,
      algorithms: providerAlgorithms,
      issuer: 'i',
      audience: 'a',
      now: Date.now,
    });
    const door = await open({ verifier });
    const answer = await post(door.url, '{ role }', { authorization: door.authorization });
    expect([answer.status, answer.codes]).toEqual([503, ['UNAVAILABLE']]);
    expect((await post(door.url, '{ role }')).status).toBe(200);
  });

  test('masks a directory that fails', async () => {
    const door = await open();
    await door.directory.close();
    const answer = await post(door.url, '{ role }', { authorization: door.authorization });
    expect([answer.status, answer.codes]).toEqual([500, ['INTERNAL_SERVER_ERROR']]);
    expect(answer.text).not.toMatch(/driver|destroyed/i);
    const [fault] = door.lines.filter(({ msg }) => msg === 'fault while answering');
    expect(fault?.['requestId']).toBe(answer.headers.get('x-request-id'));
  });

  test('answers what is under way when it closes, and takes nothing more', async () => {
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let entered: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const door = await open({
      gate: () => {
        entered();
        return gate;
      },
    });
    const underWay = post(door.url, '{ held }');
    await inside;
    const closing = door.close();
    await expect(fetch(`${door.url}/health/live`)).rejects.toThrow();
    letGo();
    expect((await underWay).body).toMatchObject({ data: { held: 'let go' } });
    await closing;
  });

  test('answers TIMEOUT, and hangs up, where a request does not arrive whole', async () => {
    const door = await open({ receivingMs: 50 });
    const head = [
      'POST /graphql HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      'Content-Length: 100',
      '',
      '{',
    ];
    const answer = await raw(door.url, head.join('\r\n'));
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(codesOf(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))))).toEqual(['TIMEOUT']);
  });

  test('does not wait for ever for what never ends', async () => {
    let entered: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const door = await open({
      gate: () => {
        entered();
        return new Promise<void>(() => undefined);
      },
    });
    const underWay = post(door.url, '{ held }').catch(() => 'cut off');
    await inside;
    await door.door.close(50);
    expect(await underWay).toBe('cut off');
  });
});
