/** Connections to PostgreSQL that are given up where nothing is heard of them any more: TCP alone would wait for a quarter of an hour. */
import { Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { inTime } from '../inTime.js';

/** Says to server and connection that what follows in this transaction may take as long as it takes. */
export const UNLIMITED = 'set local statement_timeout = 0';

/** Milliseconds that a server has to say goodbye. */
const FAREWELL = 1_000;

/** What some connections go over, so that they can be taken away whatever the other end does. */
export class Sockets {
  readonly #open = new Set<Socket>();

  /** For the driver: a socket that is not connected yet. */
  readonly open = (): Socket => {
    const socket = new Socket();
    this.#open.add(socket);
    return socket.once('close', () => this.#open.delete(socket));
  };

  /** Says goodbye by `end`, and waits no longer for an answer than is polite. */
  async close(end: () => Promise<void>): Promise<void> {
    const ended = end().catch(() => undefined);
    await Promise.race([ended, after(FAREWELL, undefined, { ref: false })]);
    for (const socket of this.#open) socket.destroy();
  }
}

interface Client extends PostgresPoolClient {
  release(destroy?: boolean): void;
}

interface Pool extends PostgresPool {
  connect(): Promise<Client>;
}

/**
 * The pool, whose statements fail where they are not answered in time; their connection is then not used again.
 * @param patience milliseconds: more than the server gives a statement; null for ever.
 */
export function impatient(pool: Pool, sockets: Sockets, patience: number | null): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect();
      return patience === null ? client : new ImpatientClient(client, patience);
    },
    end: () => sockets.close(() => pool.end()),
  };
}

class ImpatientClient implements PostgresPoolClient {
  #isLost = false;
  #isUnlimited = false;

  constructor(
    private readonly client: Client,
    private readonly patience: number,
  ) {}

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(asked: string | PostgresCursor<R>, parameters: readonly unknown[] = []) {
    return typeof asked === 'string' ? this.#answered<R>(asked, parameters) : this.client.query(asked);
  }

  release(): void {
    this.client.release(this.#isLost);
  }

  async #answered<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    // What is to end its transaction would wait behind what is answered no more.
    if (this.#isLost) throw silent();
    const answer = this.client.query<R>(text, parameters);
    if (text === UNLIMITED) this.#isUnlimited = true;
    if (this.#isUnlimited) return answer;
    return inTime(answer, this.patience, () => {
      this.#isLost = true;
      return silent();
    });
  }
}

function silent(): Error {
  return new Error('the database did not answer in time');
}
