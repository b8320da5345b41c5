/** A client of the WebSocket door that says what it is told to, right or wrong. */
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { WebSocket, type ClientOptions } from 'ws';

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface SocketClient {
  readonly socket: WebSocket;
  readonly received: Message[];
  say(message: object | string): void;
  /** The first message that passes, once it is there. */
  hears(passes: (message: Message) => boolean): Promise<Message>;
  /** Code of the closing, once it is closed. */
  readonly closed: Promise<number>;
}

/** Connects; resolves when the handshake is done, rejects where it is refused. */
export async function connectSocket(
  url: string,
  options: ClientOptions = {},
  protocol = 'graphql-transport-ws',
): Promise<SocketClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, options);
  const received: Message[] = [];
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString()) as Message));
  const closed = new Promise<number>((resolve) => {
    socket.once('close', resolve);
  });
  await once(socket, 'open');
  socket.on('error', () => undefined);
  return {
    socket,
    received,
    closed,
    say: (message) => {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    hears: async (passes) => {
      await until(() => received.some(passes) || socket.readyState === socket.CLOSED);
      const found = received.find(passes);
      if (found === undefined) throw new Error(`Closed, having heard ${JSON.stringify(received)}`);
      return found;
    },
  };
}

/** Connects and shows a token. */
export async function openSession(url: string, token: string, params: object = {}): Promise<SocketClient> {
  const client = await connectSocket(url);
  client.say({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, ...params } });
  await client.hears(({ type }) => type === 'connection_ack');
  return client;
}

let ids = 0;

/** Says an operation; answers its id. */
export function subscribe(client: SocketClient, query: string, more: object = {}, id = `op-${(ids += 1)}`): string {
  client.say({ id, type: 'subscribe', payload: { query, ...more } });
  return id;
}

/** The payload of what came first for an operation: a result, or errors as a result has them. */
export async function answerOf(client: SocketClient, id: string): Promise<Record<string, unknown>> {
  const message = await client.hears((one) => one.id === id && (one.type === 'next' || one.type === 'error'));
  return message.type === 'error' ? { errors: message.payload } : { ...(message.payload as object) };
}

const patienceMs = 15_000;

/** Waits for something to come true; not for ever. */
export async function until(condition: () => boolean): Promise<void> {
  for (const deadline = Date.now() + patienceMs; !condition();) {
    if (Date.now() > deadline) throw new Error(`It never came to this: ${String(condition)}`);
    await setImmediate();
  }
}
