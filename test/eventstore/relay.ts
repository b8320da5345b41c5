/** The door of the stand-in: real connections, which can be refused, cut, or left without an answer. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

const HOST = '127.0.0.1';

export class Relay {
  #server: Server | null = null;
  #port = 0;
  /** Both ends of each connection, by the port from which the server sees it come. */
  readonly #pairs = new Map<number, readonly [Socket, Socket]>();
  readonly #unanswered = new Set<Socket>();
  #isHalfOpen = false;

  /** @param target the port on which the server listens. */
  constructor(private readonly target: number) {}

  /** The port that clients see: the same one after a restart. */
  get port(): number {
    return this.#port;
  }

  /** Connections open at present. */
  get size(): number {
    return this.#pairs.size;
  }

  /** @param port 0 for any that is free. */
  async open(port: number = this.#port): Promise<void> {
    const server = createServer((socket) => {
      this.#take(socket);
    });
    server.listen(port, HOST);
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('a port was asked for');
    this.#server = server;
    this.#port = address.port;
  }

  /** Refuses connections, and cuts those there are. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.cut();
    for (const socket of this.#unanswered) socket.destroy();
    if (server !== null) await new Promise((resolve) => server.close(resolve));
  }

  /** Cuts all connections, or the one that the server sees come from this port. */
  cut(port?: number): void {
    for (const [from, pair] of this.#pairs) {
      if (port === undefined || from === port) for (const socket of pair) socket.destroy();
    }
  }

  /** Connections stay open and carry nothing more: those there are, and unless told otherwise new ones too. */
  freeze({ newOnes = true }: { readonly newOnes?: boolean } = {}): void {
    this.#isHalfOpen = newOnes;
    for (const [client, server] of this.#pairs.values()) {
      client.unpipe(server).pause();
      server.unpipe(client).pause();
    }
  }

  /** New connections carry again; frozen ones are cut. */
  thaw(): void {
    this.#isHalfOpen = false;
    this.cut();
    for (const socket of this.#unanswered) socket.destroy();
  }

  #take(client: Socket): void {
    client.on('error', () => undefined);
    if (this.#isHalfOpen) {
      this.#unanswered.add(client);
      client.once('close', () => this.#unanswered.delete(client));
      return;
    }
    const server = connect({ port: this.target, host: HOST, noDelay: true });
    client.setNoDelay(true);
    server.on('error', () => undefined);
    server.once('connect', () => {
      const from = server.localPort ?? 0;
      this.#pairs.set(from, [client, server]);
      server.once('close', () => this.#pairs.delete(from));
      client.pipe(server).pipe(client);
    });
    client.once('close', () => server.destroy());
    server.once('close', () => client.destroy());
  }
}
