import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Authenticator, Caller } from '../../identity/caller.js';
import { networkOf } from '../gate/network.js';
import type { Proxies } from '../gate/proxies.js';
import { Rates } from '../gate/rates.js';
import type { SocketDoor } from '../http.js';
import { rawAnswer, type ErrorAnswer } from '../httpErrors.js';
import { usualSocketLimits, type SocketLimits } from './limits.js';
import { SocketOperations, type Extra, type OperationsParts } from './operations.js';
import { mayConnect } from './origin.js';
import { closing, Session } from './session.js';

export interface WebSocketParts<Context> extends Omit<OperationsParts<Context>, 'limits'> {
  readonly authenticator: Authenticator;
  readonly proxies: Proxies;
  /** Origins, such as `https://board.example`, whose pages may connect; those of the server's own host always may. */
  readonly origins: readonly string[];
  /** `usualSocketLimits` unless told. */
  readonly limits?: Partial<SocketLimits>;
}

export interface WebSocketDoor extends SocketDoor {
  /** What is open now. */
  readonly counts: { readonly sockets: number; readonly subscriptions: number };
}

const path = '/graphql';
const elsewhere: ErrorAnswer = [404, 'BAD_REQUEST', 'WebSockets are answered at /graphql.'];
const foreign: ErrorAnswer = [403, 'FORBIDDEN', 'Pages of this origin may not connect.'];
const tooFast: ErrorAnswer = [429, 'RATE_LIMITED', 'Too many connections in a minute: try again later.'];
const full: ErrorAnswer = [503, 'UNAVAILABLE', 'This node takes no further connections: try again later.'];

/** GraphQL over WebSocket (sub-protocol graphql-transport-ws) at /graphql of that server. */
export function openWebSocketDoor<Context>(server: Server, parts: WebSocketParts<Context>): WebSocketDoor {
  const limits = { ...usualSocketLimits, ...parts.limits };
  const door = new Door({ ...parts, limits });
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    clientTracking: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const refused = door.refused(request);
    if (refused !== null) {
      socket.end(rawAnswer(refused));
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      door.opened(webSocket, request);
    });
  });
  return door;
}

class Door<Context> implements WebSocketDoor {
  readonly #parts: WebSocketParts<Context> & { readonly limits: SocketLimits };
  readonly #operations: SocketOperations<Context>;
  readonly #protocol;
  readonly #sessions = new Set<Session>();
  readonly #connects: Rates;
  readonly #looks: NodeJS.Timeout;
  #closing = false;
  #empty: () => void = () => undefined;

  constructor(parts: WebSocketParts<Context> & { readonly limits: SocketLimits }) {
    this.#parts = parts;
    this.#operations = new SocketOperations(parts);
    this.#connects = new Rates({ points: parts.limits.connectsPerMinute });
    const { begin, execute, subscribe, shown, shownErrors } = this.#operations;
    this.#protocol = makeServer<Record<string, unknown>, Extra>({
      connectionInitWaitTimeout: parts.limits.initMs,
      onConnect: ({ connectionParams, extra: { session } }) => this.#admit(session, connectionParams ?? {}),
      onSubscribe: begin,
      execute,
      subscribe,
      onNext: (_socket, _id, _payload, args, result) => shown(args, result),
      onComplete: ({ extra: { session } }, id) => {
        session.done(id);
      },
      onError: (_socket, _id, _payload, errors) => shownErrors(errors),
    });
    this.#looks = setInterval(() => {
      for (const session of this.#sessions) session.look();
    }, parts.limits.pingMs);
  }

  get counts() {
    return { sockets: this.#sessions.size, subscriptions: this.#operations.subscriptions };
  }

  /** Why the handshake is refused; null where it is not. */
  refused(request: IncomingMessage): ErrorAnswer | null {
    const { limits, origins, proxies } = this.#parts;
    if (request.url?.split('?')[0] !== path) return elsewhere;
    if (!mayConnect(request, origins)) return foreign;
    if (!this.#connects.spend(networkOf(proxies.clientOf(request)), 1).ok) return tooFast;
    return this.#closing || this.#sessions.size >= limits.sockets ? full : null;
  }

  opened(socket: WebSocket, request: IncomingMessage): void {
    const session = new Session(socket, request, this.#parts);
    this.#sessions.add(session);
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) => session.send(text),
        close: (code = CloseCode.InternalServerError, reason = '') => {
          session.close(code, reason);
        },
        onMessage: (hear) => {
          socket.on('message', (data: Buffer) => void this.#hear(session, data.toString(), hear));
        },
      },
      { session },
    );
    // What is wrong with the connection itself (a frame too large) closes it with its code; there is nobody to tell.
    socket.on('error', () => undefined);
    socket.once('close', (code, reason) => {
      this.#sessions.delete(session);
      if (this.#sessions.size === 0) this.#empty();
      void Promise.allSettled([session.end(), closed(code, String(reason))]);
    });
  }

  async #hear(session: Session, text: string, hear: (text: string) => Promise<void>): Promise<void> {
    if (!session.isOpen() || !session.takesMessage()) return;
    try {
      await hear(text);
    } catch (error) {
      if (!session.isOpen()) return;
      const isClients = error instanceof Error && error.message.startsWith('Unexpected message of type');
      if (!isClients) this.#parts.log.error({ err: error }, 'fault while reading a message');
      session.close(isClients ? CloseCode.BadRequest : closing.tryAgainLater, 'The message could not be answered');
    }
  }

  /** Whether the token shown in `connection_init` lets the socket speak; false closes it with 4403. */
  async #admit(session: Session, params: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { authenticator, log, limits } = this.#parts;
    const shown = params['authorization'] ?? params['Authorization'];
    const seen = await authenticator.authenticate(typeof shown === 'string' ? shown : undefined);
    if (!seen.ok) {
      log.info({ reason: seen.reason, transport: 'websocket' }, 'token refused');
      if (seen.unavailable) session.close(closing.tryAgainLater, 'Tokens cannot be checked for now');
      return false;
    }
    if (this.#ofActor(seen.caller) >= limits.socketsPerActor) {
      session.close(closing.tooMany, 'Too many connections of this person');
      return false;
    }
    if (!session.isOpen()) return false;
    const language = params['language'];
    if (language === 'fr' || language === 'en') session.language = language;
    session.admit(seen.caller);
    return true;
  }

  #ofActor({ actor }: Caller): number {
    return [...this.#sessions].filter(({ caller }) => caller?.actor === actor).length;
  }

  /** Takes nothing more; sockets close with 1001 once their queries and mutations are answered; whoever does not hang up is cut off. */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    clearInterval(this.#looks);
    const empty = new Promise<void>((resolve) => {
      this.#empty = resolve;
    });
    if (this.#sessions.size === 0) return;
    for (const session of this.#sessions) {
      void session.idle().then(() => {
        session.close(closing.goingAway, 'The server stops');
      });
    }
    const impatience = setTimeout(() => {
      for (const session of this.#sessions) session.terminate();
    }, graceMs);
    await empty;
    clearTimeout(impatience);
  }
}
