/** The WebSocket door: requirements 33 to 35, 37 and 38 (docs/doors.md), and what else a socket may and may not do. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { KeysUnavailable, providerAlgorithms, TokenVerifier } from '../../../src/identity/tokens.js';
import { openBothDoors, type BothDoors } from '../bothDoors.js';
import { ask, openDoor, type DoorOptions } from '../httpDoor.js';
import { answerOf, connectSocket, openSession, subscribe, until, type SocketClient } from '../socketClient.js';

const opened: BothDoors[] = [];
async function open(options: DoorOptions = {}): Promise<BothDoors> {
  const door = await openBothDoors(options);
  opened.push(door);
  return door;
}
afterEach(async () => {
  for (const door of opened.splice(0)) await door.close();
});

const ticking = 'subscription { ticks }';

/** Subscribes, and has heard the tick before anybody else speaks. */
async function listening(door: BothDoors, client: SocketClient, id?: string): Promise<string> {
  const before = door.counting.listeners();
  const subscribed = subscribe(client, ticking, {}, id);
  await until(() => door.counting.listeners() > before);
  return subscribed;
}

describe('a socket', () => {
  test('asks, commands and subscribes with the rights of the token it showed', async () => {
    const { session, counting, ...door } = await open();
    expect(await answerOf(session, subscribe(session, '{ name }'))).toMatchObject({ data: { name: 'one' } });
    const written = await answerOf(session, subscribe(session, 'mutation { write(text: "x") }'));
    expect(written).toMatchObject({ data: { write: 'written' }, extensions: { cost: { requested: 10 } } });
    const id = subscribe(session, ticking);
    await until(() => counting.listeners() === 1);
    counting.tick(7);
    expect(await answerOf(session, id)).toEqual({ data: { ticks: 7 } });
    session.say({ id, type: 'complete' });
    await until(() => counting.listeners() === 0);
    await until(() => door.sockets.counts.subscriptions === 0);
    expect(door.lines.filter(({ msg }) => msg === 'operation')).toMatchObject([
      { kind: 'query', transport: 'websocket' },
      { kind: 'mutation' },
      { kind: 'subscription' },
    ]);
    expect(JSON.stringify(door.lines)).not.toMatch(/Ada|eyJ|ticks|"x"/);
  });

  test('33: is closed with 4408 where it does not begin', async () => {
    const door = await open({ limits: { initMs: 30 } });
    expect(await (await connectSocket(door.url)).closed).toBe(4408);
  });

  test.each([undefined, { authorization: 'Bearer x.y.z' }, { authorization: 7 }, 'text'])(
    '33: is closed with 4403 where it shows %p instead of a token',
    async (payload) => {
      const client = await connectSocket((await open()).url);
      client.say({ type: 'connection_init', ...(payload === 'text' ? {} : { payload }) });
      expect(await client.closed).toBe(4403);
    },
  );

  test('is asked to come back later where tokens cannot be checked', async () => {
    const key = () => Promise.reject(new KeysUnavailable('the provider is down'));
    const rules = { key, algorithms: providerAlgorithms, issuer: 'i', audience: 'a', now: Date.now };
    const door = await openDoor({ verifier: new TokenVerifier(rules) });
    const client = await connectSocket(door.url);
    client.say({ type: 'connection_init', payload: { authorization: door.authorization } });
    expect(await client.closed).toBe(1013);
    await door.close();
  });

  test.each<[string, number, (client: SocketClient, token: string) => void]>([
    ['4401 where it subscribes before it began', 4401, (client) => subscribe(client, '{ name }')],
    [
      '4400 where it says no JSON',
      4400,
      (client) => {
        client.say('{"type":');
      },
    ],
    [
      '4400 where it says what nobody may say',
      4400,
      (client) => {
        client.say({ type: 'hello' });
      },
    ],
    [
      '4400 where it says what a server says',
      4400,
      (client) => {
        client.say({ type: 'connection_ack' });
      },
    ],
    [
      '4429 where it begins twice',
      4429,
      (client, token) => {
        for (let n = 0; n < 2; n++) {
          client.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
        }
      },
    ],
    [
      '1009 where a message is larger than 64 KB',
      1009,
      (client) => {
        client.say({ type: 'ping', payload: { text: 'x'.repeat(65_536) } });
      },
    ],
    [
      '1008 where it talks without end',
      1008,
      (client) => {
        for (let n = 0; n < 601; n++) client.say({ type: 'ping' });
      },
    ],
  ])('33: is closed with %s', async (_what, code, act) => {
    const door = await open();
    const client = await connectSocket(door.url);
    act(client, await door.token());
    expect(await client.closed).toBe(code);
  });

  test('is closed with 4409 where it uses an id twice', async () => {
    const { session } = await open();
    for (let n = 0; n < 2; n++) subscribe(session, ticking, {}, 'same');
    expect(await session.closed).toBe(4409);
  });

  test('is closed with 4406 where it speaks another protocol', async () => {
    const door = await open();
    await expect(connectSocket(door.url, {}, 'graphql-ws')).rejects.toThrow(/subprotocol/);
  });

  test('33: the 21st operation is refused, and the twenty live on', async () => {
    const door = await open();
    for (let n = 0; n < 20; n++) await listening(door, door.session, `s${n}`);
    const refused = await answerOf(door.session, subscribe(door.session, ticking));
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    door.counting.tick(1);
    for (let n = 0; n < 20; n++) expect(await answerOf(door.session, `s${n}`)).toEqual({ data: { ticks: 1 } });
    door.session.say({ id: 's0', type: 'complete' });
    await until(() => door.counting.listeners() === 19);
    await listening(door, door.session);
  });

  test('a node full of subscriptions refuses one more as UNAVAILABLE', async () => {
    const door = await open({ limits: { subscriptions: 1 } });
    await listening(door, door.session);
    const refused = await answerOf(door.session, subscribe(door.session, ticking));
    expect(refused).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
  });

  test.each([
    ['a syntax error', 'subscription { ticks', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { tocks }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'too many tokens for a subscription',
      `subscription { ticks ${'@skip(if: false) '.repeat(170)}}`,
      'GRAPHQL_PARSE_FAILED',
    ],
    ['a fault while subscribing', 'subscription { fault }', 'INTERNAL_SERVER_ERROR'],
    ['a fault dressed as an error of the API', 'subscription { item { id } }', 'INTERNAL_SERVER_ERROR'],
  ])('34: %s is an error of that operation; the socket and its subscriptions live on', async (_what, query, code) => {
    const door = await open();
    const id = await listening(door, door.session);
    const refused = subscribe(door.session, query);
    const message = await door.session.hears((one) => one.id === refused);
    expect(message).toMatchObject({ type: 'error', payload: [{ extensions: { code } }] });
    expect(JSON.stringify(message)).not.toMatch(/hunter2|postgres/);
    door.counting.tick(1);
    expect(await answerOf(door.session, id)).toEqual({ data: { ticks: 1 } });
    expect(door.sockets.counts.subscriptions).toBe(1);
  });

  test('35: is closed with 4403 when its token expires, not before', async () => {
    const door = await open();
    const expiresAt = Math.floor(Date.now() / 1_000) + 1;
    const client = await openSession(door.url, await door.token({ lifeSeconds: 1 }));
    await listening(door, client);
    expect(await client.closed).toBe(4403);
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt * 1_000 - 5);
    await until(() => door.counting.listeners() === 0);
  });

  test('speaks the language of connection_init, else the one of its handshake', async () => {
    const seen: string[] = [];
    const door = await open({
      live: {
        subscribe: ({ contextValue }) => {
          seen.push(contextValue.language);
          return Promise.resolve({ errors: [] });
        },
      },
    });
    const said = await openSession(door.url, await door.token(), { language: 'fr' });
    await answerOf(said, subscribe(said, ticking)).catch(() => null);
    expect(seen).toEqual(['fr']);
  });
});

describe('the handshake', () => {
  test.each([
    ['no origin', undefined, [], null],
    ['the origin of the server itself', 'SELF', [], null],
    ['an origin that is configured', 'https://board.example', ['https://board.example'], null],
    ['another origin', 'https://evil.example', ['https://board.example'], 403],
    ['an origin that is none', 'null', [], 403],
  ])('33: with %s', async (_what, origin, origins, status) => {
    const door = await open({ origins });
    const headers = origin === undefined ? {} : { origin: origin === 'SELF' ? door.url : origin };
    const handshake = connectSocket(door.url, { headers });
    if (status === null) (await handshake).socket.terminate();
    else await expect(handshake).rejects.toThrow(String(status));
  });

  test('is refused with 429 where one network connects too often, with 503 where the node is full', async () => {
    const often = await open({ limits: { connectsPerMinute: 2 } });
    (await connectSocket(often.url)).socket.terminate();
    await expect(connectSocket(often.url)).rejects.toThrow('429');
    const full = await open({ limits: { sockets: 1 } });
    await expect(connectSocket(full.url)).rejects.toThrow('503');
  });

  test('one person has so many sockets and no more', async () => {
    const door = await open({ limits: { socketsPerActor: 1 } });
    const client = await connectSocket(door.url);
    client.say({ type: 'connection_init', payload: { authorization: door.authorization } });
    expect(await client.closed).toBe(4429);
    await openSession(door.url, await door.token({ sub: 'eve' }));
  });

  test('elsewhere than at /graphql is answered with JSON', async () => {
    const { hostname, port } = new URL((await open()).url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write('GET /other HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 Not Found\r\n[\s\S]*BAD_REQUEST/);
    socket.destroy();
  });

  test('a thousand sockets that connect at once and say nothing are all closed, and the register answers meanwhile', async () => {
    const door = await open({ limits: { initMs: 500 } });
    const clients = await Promise.all(Array.from({ length: 1_000 }, () => connectSocket(door.url)));
    expect((await ask(`${door.url}/health/live`, {})).status).toBe(200);
    expect(await door.through.websocket('{ name }')).toMatchObject({ codes: [] });
    const codes = await Promise.all(clients.map(({ closed }) => closed));
    expect(new Set(codes)).toEqual(new Set([4408]));
    await until(() => door.sockets.counts.sockets === 1);
  });
});

describe('what a client leaves behind', () => {
  test('38: nothing, after 1,000 abrupt disconnects in the middle of subscriptions', async () => {
    const door = await open({ points: 1_000_000, limits: { socketsPerActor: 1_000 } });
    const token = await door.token();
    for (let round = 0; round < 10; round++) {
      const clients = await Promise.all(Array.from({ length: 100 }, () => openSession(door.url, token)));
      for (const client of clients) subscribe(client, ticking);
      await until(() => door.counting.listeners() === 100);
      door.counting.tick(round);
      for (const { socket } of clients) socket.terminate();
      await until(() => door.counting.listeners() === 0 && door.sockets.counts.sockets === 1);
    }
    expect(door.sockets.counts).toEqual({ sockets: 1, subscriptions: 0 });
  });

  test('nothing, where it subscribes, completes and subscribes again by the same id in one breath, and goes', async () => {
    const door = await open();
    const client = await openSession(door.url, await door.token());
    for (let n = 0; n < 5; n++) {
      subscribe(client, ticking, {}, 'same');
      client.say({ id: 'same', type: 'complete' });
    }
    subscribe(client, ticking, {}, 'same');
    await until(() => door.counting.listeners() > 0);
    client.socket.terminate();
    await until(() => door.sockets.counts.sockets === 1);
    await until(() => door.counting.listeners() === 0 && door.sockets.counts.subscriptions === 0);
  });

  test('37: a peer that is gone or reads nothing is ended', async () => {
    const door = await open({ limits: { pingMs: 50 } });
    const paused = await openSession(door.url, await door.token());
    await listening(door, paused);
    paused.socket.pause();
    await until(() => door.counting.listeners() === 0);
    await until(() => door.sockets.counts.sockets === 1);
    // Whoever answers pings stays.
    expect(await door.through.websocket('{ name }')).toMatchObject({ codes: [] });
    paused.socket.terminate();
  });
});

describe('the end of the server', () => {
  test('39: queries under way are answered, then sockets close with 1001', async () => {
    const door = await open();
    const id = subscribe(door.session, '{ held }');
    const listener = await openSession(door.url, await door.token());
    await listening(door, listener);
    await door.counting.entered;
    const closing = door.door.close(10_000);
    expect(await listener.closed).toBe(1001);
    await expect(connectSocket(door.url)).rejects.toThrow();
    door.counting.release();
    expect(await answerOf(door.session, id)).toMatchObject({ data: { held: 'let go' } });
    expect(await door.session.closed).toBe(1001);
    await closing;
    expect(door.counting.listeners()).toBe(0);
  });

  test('39: a peer that does not hang up is cut off when the grace is over', async () => {
    const door = await open();
    door.session.socket.pause();
    await door.door.close(50);
    expect(door.sockets.counts.sockets).toBe(0);
  });
});
