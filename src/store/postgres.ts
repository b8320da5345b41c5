/** PostgreSQL: the one file that knows its driver, which is loaded when a connection is first asked for: on one machine nobody does. */
import { PostgresDialect, type PostgresPool } from 'kysely';
import type { ClientConfig, CustomTypesConfig } from 'pg';
import { impatient, Sockets } from './silence.js';

export interface PostgresOptions {
  /** Where names without a schema are looked for and made; the server's own choice unless told. */
  readonly schema?: string;
  /** Connections at most; 10 unless told. */
  readonly most?: number;
  /** Milliseconds after which a statement is ended, 0 for never; 30,000 unless told. */
  readonly statementTimeout?: number;
  /** Milliseconds after which a transaction whose owner says nothing is ended, with its locks; 30,000 unless told. */
  readonly silentTransaction?: number;
  /** Hears of a connection that broke while nobody used it; the next query opens another one. */
  readonly onBroken?: (why: string) => void;
}

const CONNECTIONS = 10;
const STATEMENT_TIMEOUT = 30_000;
/** Milliseconds to wait for a connection, be it a new one or one that others use. */
const CONNECTION_TIMEOUT = 10_000;
/** Milliseconds beyond those of a statement after which its connection counts as dead. */
const SILENCE = 2_000;
/** A frozen node must not hold up the others. */
const SILENT_TRANSACTION = 30_000;
const IDLE_CONNECTION = 60_000;

/** A schema name of the register's own making: nothing in it needs quoting. */
const SCHEMA = /^[a-z][a-z0-9_]{0,62}$/;

/** PostgreSQL's OIDs of what the driver would give as texts. */
const [INT8, NUMERIC] = [20, 1700];

/** The address is none of a PostgreSQL database. Says nothing of the address: it may hold a password. */
export class PostgresAddressFault extends Error {
  override readonly name = 'PostgresAddressFault';
}

/** Whether this names a PostgreSQL database rather than a file. */
export function isPostgres(place: string): boolean {
  return /^postgres(ql)?:\/\//i.test(place);
}

/** How a database may be named to an operator: without user and password. @throws PostgresAddressFault. */
export function postgresName(url: string): string {
  const { host, pathname } = parsed(url);
  return `postgres://${host}${pathname}`;
}

/**
 * A pool of connections to a PostgreSQL database. 64-bit integers and numerics come back as numbers, as SQLite gives them, on these connections
 * only. Nothing is connected before the first query, which throws what the driver says where that fails.
 * @param url with host, database, and how to identify; `sslmode` as libpq knows it. Not through a pooler that drops start-up options.
 * @throws PostgresAddressFault.
 */
export function postgresDialect(url: string, options: PostgresOptions = {}): PostgresDialect {
  const config = configOf(url, options);
  const { most = CONNECTIONS, statementTimeout = STATEMENT_TIMEOUT, onBroken } = options;
  // Opened by kysely, which closes only what it opened.
  return new PostgresDialect({
    pool: async (): Promise<PostgresPool> => {
      const { default: pg } = await import('pg');
      const types = numbersAsNumbers(pg.types);
      const limits = { max: most, connectionTimeoutMillis: CONNECTION_TIMEOUT, idleTimeoutMillis: IDLE_CONNECTION };
      const sockets = new Sockets();
      const pool = new pg.Pool({ ...config, ...limits, types, stream: sockets.open });
      // An idle connection that breaks is an error event, and one that nobody hears ends the process.
      pool.on('error', (error) => onBroken?.(error.message));
      // One in use that breaks between two statements of a transaction is another: its next statement says what it suffers.
      pool.on('connect', (client) => {
        client.on('error', () => undefined);
      });
      return impatient(pool, sockets, statementTimeout === 0 ? null : statementTimeout + SILENCE);
    },
  });
}

/**
 * Hears the notifications of a channel on a connection of its own, until that breaks.
 * @param hear is called for each notification with what it says.
 * @param broken is called once, when nothing will be heard any more and `end` was not asked for.
 * @returns what ends it; idempotent.
 * @throws the driver's error where it cannot be connected; PostgresAddressFault.
 */
export async function listen(
  url: string,
  channel: string,
  hear: (said: string) => void,
  broken: () => void,
): Promise<() => Promise<void>> {
  const { default: pg } = await import('pg');
  const sockets = new Sockets();
  const client = new pg.Client({
    stream: sockets.open,
    ...configOf(url, { statementTimeout: 0 }),
    connectionTimeoutMillis: CONNECTION_TIMEOUT,
  });
  let [over, listening] = [false, false];
  const end = async (tell: boolean) => {
    if (over) return;
    over = true;
    if (tell) broken();
    await sockets.close(() => client.end());
  };
  client.on('notification', ({ payload }) => {
    hear(payload ?? '');
  });
  client.on('error', () => void end(listening));
  client.on('end', () => void end(listening));
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    listening = true;
  } catch (error) {
    await end(false);
    throw error;
  }
  return () => end(false);
}

function configOf(url: string, options: PostgresOptions): ClientConfig {
  const { schema, statementTimeout = STATEMENT_TIMEOUT, silentTransaction = SILENT_TRANSACTION } = options;
  if (schema !== undefined && !SCHEMA.test(schema)) throw new TypeError('This names no schema of the register');
  const address = parsed(url);
  const given = address.searchParams.get('options');
  // The driver lets what the address says stand above all else: so the search path is said there, behind what an operator says.
  address.searchParams.delete('options');
  const startUp = [given, schema === undefined ? null : `-c search_path=${schema}`].filter((part) => part !== null);
  return {
    connectionString: address.href,
    ...(startUp.length === 0 ? {} : { options: startUp.join(' ') }),
    application_name: 'article33',
    statement_timeout: statementTimeout,
    idle_in_transaction_session_timeout: silentTransaction,
    keepAlive: true,
  };
}

function parsed(url: string): URL {
  const address = isPostgres(url) && URL.canParse(url) ? new URL(url) : null;
  if (address === null) {
    throw new PostgresAddressFault(
      'The address of the PostgreSQL database is none: postgres://user@host:5432/database',
    );
  }
  return address;
}

/** @throws RangeError where a number is too large to be one exactly. */
function numbersAsNumbers(types: CustomTypesConfig): CustomTypesConfig {
  const numbers = new Set<number>([INT8, NUMERIC]);
  return {
    getTypeParser: (oid, format): unknown =>
      format !== 'binary' && numbers.has(oid) ? exactNumber : types.getTypeParser(oid, format),
  };
}

function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError('A number of the database is too large');
  return value;
}
