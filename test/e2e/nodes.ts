/** Two nodes of one register in processes of their own, on a stand-in of EventStoreDB and a real PostgreSQL. */
import { writeFileSync } from 'node:fs';
import { Kysely } from 'kysely';
import { ClusterSeals } from '../../src/cluster/seals.js';
import { SCHEMA, type ClusterTables } from '../../src/cluster/tables.js';
import { SigningKeys } from '../../src/application/signing/keys.js';
import { openEventStoreLog, type EventLog, type Seals } from '../../src/log/index.js';
import { postgresDialect } from '../../src/store/postgres.js';
import { startStandIn, type StandIn } from '../eventstore/server.js';
import type { aFolder } from '../log/folder.js';
import type { Postgres } from '../support/postgres.js';
import { ChildServer } from './childServer.js';

export class Node {
  #server: ChildServer | null = null;
  /** Epochs under which it has led, as it said itself. */
  readonly epochs: number[] = [];
  said = '';

  constructor(
    readonly name: string,
    private readonly data: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  get server(): ChildServer {
    if (this.#server === null) throw new Error(`${this.name} is not running`);
    return this.#server;
  }

  get runs(): boolean {
    return this.#server !== null;
  }

  async start(): Promise<void> {
    const hear = (text: string) => {
      this.said += text;
      for (const [, epoch] of text.matchAll(/This node leads \(epoch (\d+)\)/g)) this.epochs.push(Number(epoch));
    };
    this.#server = await ChildServer.start(this.data, 0, this.settings, hear);
  }

  async kill(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    await server?.kill();
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.#server = null;
    expect(await server.stop()).toBe(0);
  }

  /** Parts of its readiness that are not well, by name. */
  async unready(): Promise<Readonly<Record<string, string>>> {
    const response = await fetch(`${this.server.url}/health/ready`);
    const { parts } = (await response.json()) as { parts: Record<string, string> };
    return Object.fromEntries(Object.entries(parts).filter(([, answer]) => answer !== 'ok'));
  }
}

export interface Nodes {
  readonly standIn: StandIn;
  readonly database: string;
  readonly nodes: readonly [Node, Node];
  /** The one that leads, or led last. */
  leader(): Node;
  /** The other one. */
  follower(): Node;
  /** Everything on the servers as it is now, to hold it against. */
  record(): Promise<{ readonly log: EventLog; readonly seals: Seals; close(): Promise<void> }>;
  end(): Promise<void>;
}

/** The clocks of all nodes are this machine's. @param more settings of both. */
export async function startNodes(
  postgres: Postgres,
  folder: ReturnType<typeof aFolder>,
  more: Readonly<Record<string, string>> = {},
): Promise<Nodes> {
  const standIn = await startStandIn();
  const database = await postgres.database();
  const key = folder.path('key');
  writeFileSync(key, SigningKeys.fresh());
  const settings = {
    ARTICLE33_EVENT_STORE: standIn.connectionString,
    ARTICLE33_DATABASE: database,
    ARTICLE33_SECRET: 'a secret of the nodes of a test, shared by all',
    ARTICLE33_CHECKPOINT_KEY: key,
    ARTICLE33_LOG_LEVEL: 'info',
    ...more,
  };
  const data = folder.path('data');
  const nodes = [new Node('one', data, settings), new Node('two', data, settings)] as const;
  // The first one makes what is in the shared folder.
  for (const node of nodes) await node.start();
  const [one, two] = nodes;
  const newest = ({ epochs }: Node) => epochs.at(-1) ?? 0;
  const leader = () => (newest(one) > newest(two) ? one : two);
  return {
    ...{ standIn, database, nodes, leader },
    follower: () => (leader() === one ? two : one),
    record: () => recordOf(standIn, database),
    async end() {
      for (const node of nodes) await node.kill();
      await standIn.dispose();
    },
  };
}

async function recordOf({ connectionString }: StandIn, url: string) {
  const log = await openEventStoreLog({ connectionString });
  const store = new Kysely<ClusterTables>({ dialect: postgresDialect(url, { schema: SCHEMA }) });
  const close = async () => {
    await store.destroy();
    await log.close();
  };
  return { log, seals: new ClusterSeals(store, log), close };
}
