import type { IncomingMessage } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Caller } from '../../identity/caller.js';
import type { Language } from '../../law/vocabulary.js';
import type { Proxies } from '../gate/proxies.js';
import { preferredLanguage } from '../language.js';
import type { SocketLimits } from './limits.js';
import type { Pump } from './pump.js';

/** Closing codes of RFC 6455 (7.4.1) that this door uses beside those of graphql-transport-ws. */
export const closing = { goingAway: 1001, policy: 1008, tryAgainLater: 1013, tooMany: 4429 } as const;

const minute = 60_000;

interface SessionParts {
  readonly limits: SocketLimits;
  readonly proxies: Proxies;
}

/** One socket, from the handshake to its end. */
export class Session {
  readonly address: string;
  language: Language;
  /** Null until a token was shown. */
  caller: Caller | null = null;
  readonly pumps = new Set<Pump>();
  readonly #socket: WebSocket;
  readonly #limits: SocketLimits;
  #expiry: NodeJS.Timeout | null = null;
  #endsAt = Infinity;
  #answered = true;
  /** Whether messages were waiting at the last look, and how many have left since. */
  #waited = false;
  #left = 0;
  #counted = { messages: 0, since: 0 };
  /** Queries and mutations under way, by their ids. */
  readonly #running = new Set<string>();
  #idle: () => void = () => undefined;

  constructor(socket: WebSocket, request: IncomingMessage, { limits, proxies }: SessionParts) {
    this.#socket = socket;
    this.#limits = limits;
    this.address = proxies.clientOf(request);
    this.language = preferredLanguage(request.headers['accept-language']);
    socket.on('pong', () => {
      this.#answered = true;
    });
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** From here on the socket speaks for the caller, until the token ends: then it closes with 4403, and a client comes back with a new one. */
  admit(caller: Caller): void {
    const now = Date.now();
    this.caller = caller;
    this.#endsAt = Math.min(caller.tokenExpiresAt.getTime(), now + this.#limits.longestSessionMs);
    this.#expiry = setTimeout(
      () => {
        this.#expire();
      },
      Math.max(0, this.#endsAt - now),
    );
  }

  /** Whether the token has ended by the clock on the wall; closes the socket where it has, should the clock have jumped. */
  expired(): boolean {
    if (Date.now() < this.#endsAt) return false;
    this.#expire();
    return true;
  }

  #expire(): void {
    this.close(CloseCode.Forbidden, 'The token has expired');
  }

  /** A query or mutation is being carried out. */
  begun(id: string): void {
    this.#running.add(id);
  }

  /** Its answer has been sent, or is not sent any more. */
  done(id: string): void {
    this.#running.delete(id);
    if (this.#running.size === 0) this.#idle();
  }

  /** Resolves when no query or mutation is under way. */
  async idle(): Promise<void> {
    if (this.#running.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#idle = resolve;
    });
  }

  /** Whether one more message may be read: otherwise the socket is closed. */
  takesMessage(): boolean {
    const now = performance.now();
    if (now - this.#counted.since > minute) this.#counted = { messages: 0, since: now };
    this.#counted.messages += 1;
    if (this.#counted.messages <= this.#limits.messagesPerMinute) return true;
    this.close(closing.policy, 'Too many messages');
    return false;
  }

  /** The message, text in UTF-8. Resolves when the message has left for the network. @throws where the socket takes nothing more. */
  send(message: string | Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket.bufferedAmount > this.#limits.waitingBytes) {
        this.terminate();
        reject(new Error('The client does not read'));
        return;
      }
      this.#socket.send(message, { binary: false }, (error) => {
        if (error != null) {
          reject(error);
          return;
        }
        this.#left += 1;
        resolve();
      });
    });
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** Ends a peer that is gone or takes nothing, and asks the others whether they are there. To be called every `pingMs`. */
  look(): void {
    const waiting = this.#socket.bufferedAmount > 0;
    if (!this.#answered || (waiting && this.#waited && this.#left === 0)) {
      this.terminate();
      return;
    }
    this.#answered = false;
    this.#waited = waiting;
    this.#left = 0;
    if (this.expired() || !this.isOpen()) return;
    this.#socket.ping();
  }

  /** Releases all that the socket held. */
  async end(): Promise<void> {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    await Promise.all([...this.pumps].map((pump) => pump.return()));
  }
}
