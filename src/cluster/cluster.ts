/** What a node of several shares with the others, opened together. */
import { setTimeout as after } from 'node:timers/promises';
import { Kysely } from 'kysely';
import type { EventLog, OrganisationId, Seals } from '../log/port.js';
import { postgresDialect } from '../store/postgres.js';
import { ClusterLog } from './clusterLog.js';
import { Lease } from './lease.js';
import type { Leadership } from './leadership.js';
import { SealedUpTo } from './sealedUpTo.js';
import { CannotSeal, OTHER_LOG } from './sealBatch.js';
import { Sealer } from './sealer.js';
import { ClusterSeals } from './seals.js';
import { migrateCluster, SCHEMA, type ClusterTables } from './tables.js';

export interface ClusterOptions {
  /** Address of the PostgreSQL database. */
  readonly url: string;
  /** Opened and closed by whoever calls; closed after this. */
  readonly log: EventLog;
  readonly tell: (level: 'info' | 'warn' | 'error', message: string) => void;
  /** This machine's clock, in milliseconds since 1970; the system's unless told. */
  readonly now?: () => number;
}

/** Hears what this node seals. */
export interface SealedListener {
  sealed(organisation: OrganisationId, leaves: number, types: ReadonlySet<string>): void;
  /** This node begins to seal, or goes on after a fault: what was left undone is done here. */
  began(): void;
}

/** Milliseconds that a clock may be off, for its node to record anything. */
const CLOCK_OFF_MAX = 5_000;
/** Milliseconds without a word from the database after which it counts as lost. */
const LOST_AFTER = 5_000;
/** Milliseconds after which a transaction that nothing is heard of is ended: another node must be able to take over within ten seconds. */
const SILENT_TRANSACTION = 4_000;
/** All that is asked here is short; a connection that died is noticed soon. */
const STATEMENT_TIMEOUT = 10_000;
const PAUSE = 50;
const TELL_EVERY = 5_000;

/**
 * Opens the shared database, takes part in who leads, and seals where it does.
 * @throws the database's error where it cannot be reached or used.
 */
export async function openCluster(options: ClusterOptions): Promise<Cluster> {
  const store = new Kysely<ClusterTables>({
    dialect: postgresDialect(options.url, {
      ...{ schema: SCHEMA, statementTimeout: STATEMENT_TIMEOUT, silentTransaction: SILENT_TRANSACTION },
    }),
  });
  try {
    await migrateCluster(store);
    const cluster = new Cluster(store, options);
    await cluster.begin();
    return cluster;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

export class Cluster {
  /** What it tells of live is sealed. */
  readonly log: EventLog;
  readonly seals: Seals;
  readonly #events: EventLog;
  readonly #tell: ClusterOptions['tell'];
  readonly #lease: Lease;
  readonly #sealed: SealedUpTo;
  readonly #sealer: Sealer;
  readonly #listeners = new Set<SealedListener>();

  /** See openCluster. */
  constructor(
    private readonly store: Kysely<ClusterTables>,
    { url, log: events, tell, now = Date.now }: ClusterOptions,
  ) {
    this.#events = events;
    this.#tell = tell;
    this.#lease = new Lease({ store, tell, now });
    this.#sealed = new SealedUpTo({ store, url });
    this.log = new ClusterLog(events, this.#sealed);
    this.seals = new ClusterSeals(store, events);
    this.#sealer = new Sealer({
      store,
      log: events,
      leadership: this.#lease,
      tell,
      began: () => {
        for (const listener of this.#listeners) listener.began();
      },
      sealed: (position, grown) => {
        this.#sealed.advance(position);
        for (const { organisation, leaves, types } of grown) {
          for (const listener of this.#listeners) listener.sealed(organisation, leaves, types);
        }
      },
    });
  }

  get leadership(): Leadership {
    return this.#lease;
  }

  /** See openCluster. */
  async begin(): Promise<void> {
    const { log } = await this.store.selectFrom('sealing').select('log').executeTakeFirstOrThrow();
    if (log !== null && log !== this.#events.id) throw new CannotSeal(OTHER_LOG);
    await this.#sealed.start();
    await this.#lease.start();
  }

  hear(listener: SealedListener): () => void {
    this.#listeners.add(listener);
    if (this.#lease.epoch !== null) listener.began();
    return () => this.#listeners.delete(listener);
  }

  /**
   * Until all that the log held when this was called is sealed, by whichever node. A database that is new, or was restored, is sealed from the first event on.
   * @param standsStill hears why it does not go on; what it throws ends the waiting.
   */
  async sealedWhole(standsStill: (why: string) => void): Promise<void> {
    const head = await this.#events.head();
    let told = performance.now();
    while (head !== null && this.#sealed.position < head) {
      const { standstill } = this.#sealer;
      if (standstill !== null) standsStill(standstill);
      if (performance.now() - told > TELL_EVERY) {
        told = performance.now();
        this.#tell(
          'info',
          `What was recorded is being sealed by the node that leads: up to ${this.#sealed.position} of ${head}.`,
        );
      }
      await after(PAUSE);
    }
  }

  /** Why nothing is recorded on this node just now, in words for whoever asks; null where nothing is in the way. */
  refusal(): string | null {
    const contact = this.#lease.contact;
    if (contact === null || contact.age > LOST_AFTER) {
      return 'This node has lost its database, and records nothing until it is back. Another node may have it: try again.';
    }
    return Math.abs(contact.clockAhead) > CLOCK_OFF_MAX
      ? 'The clock of this node is wrong, and so it records nothing. Another node may be right: try again.'
      : null;
  }

  /** What is wrong with the shared database, in words for an operator; null where nothing is. */
  databaseFault(): string | null {
    const contact = this.#lease.contact;
    return contact === null || contact.age > LOST_AFTER
      ? 'the database was not heard of for more than 5 seconds'
      : null;
  }

  /** What is wrong with this machine's clock. */
  clockFault(): string | null {
    const ahead = this.#lease.contact?.clockAhead ?? 0;
    if (Math.abs(ahead) <= CLOCK_OFF_MAX) return null;
    return `the clock is ${(Math.abs(ahead) / 1_000).toFixed(1)} s ${ahead > 0 ? 'ahead of' : 'behind'} the database's: nothing is recorded here`;
  }

  /** What keeps this node from sealing, where it is its turn. */
  sealingFault(): string | null {
    return this.#lease.epoch === null ? null : this.#sealer.alarm;
  }

  /** Gives the lead to another node. The log stays open. */
  async close(): Promise<void> {
    await this.#sealer.close();
    await this.#lease.stop();
    await this.#sealed.close();
    await this.store.destroy();
  }
}
