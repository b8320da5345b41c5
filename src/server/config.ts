import { join, resolve } from 'node:path';
import { isRegisterName } from '../log/index.js';
import { strictBase64 } from '../proof/index.js';
import { isNetwork } from './gate/proxies.js';
import {
  logLevels,
  settings,
  shortestSecret,
  switchPositions,
  type LogLevel,
  type Setting,
  type SettingName,
} from './settings.js';

/** Whose tokens are taken. */
export type IdentityConfig =
  /** The server's own, signed with a key in the data folder. Cannot be had in production mode. */
  { readonly kind: 'local' } | { readonly kind: 'provider'; readonly issuer: string; readonly audience: string };

/** Where a register lives that one machine is not enough for. The addresses may hold passwords: they are never told. */
export interface ServersConfig {
  /** esdb://… or esdb+discover://… */
  readonly eventStore: string;
  /** postgres://… */
  readonly database: string;
  /** First part of the names of its streams. */
  readonly register: string;
}

/** The configuration, valid as a whole. Paths are absolute. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly dataFolder: string;
  /** The embedded event log's file, where there are no servers. */
  readonly eventLogFile: string;
  /** Null: everything is in the data folder of one machine. */
  readonly servers: ServersConfig | null;
  readonly identity: IdentityConfig;
  /** Null: a random one kept in the data folder. */
  readonly secret: Uint8Array | string | null;
  /** First part of the origin of every signed head. */
  readonly origin: string;
  /** The file of the keys that heads are signed with. */
  readonly checkpointKeyFile: string;
  readonly logLevel: LogLevel;
  /** Whether /metrics is answered. */
  readonly metrics: boolean;
  /** Origins whose pages may call the API and open WebSockets beside those of the server's own: as browsers send them. */
  readonly corsOrigins: readonly string[];
  /** Addresses or networks of the proxies that are believed whom they speak for. */
  readonly trustedProxies: readonly string[];
  /** Points that the operations of one actor may cost in a minute. */
  readonly pointsAMinute: number;
  /** Bytes that the evidence files of one organisation may take. */
  readonly evidenceBytes: number;
  /** Days that a read of an incident stays in the log of reads. */
  readonly readLogDays: number;
  /** Milliseconds from saying "not ready" to taking no more, when the server stops. */
  readonly stopDelayMs: number;
  /** Milliseconds that what is under way has to end after that. */
  readonly stopGraceMs: number;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigReading =
  | { readonly ok: true; readonly config: Config }
  /** All that is wrong, a line each: the variable, what was found (a secret is not shown), what is allowed. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the configuration from the environment. Relative paths start at `folder`. An empty variable counts as not set. */
export function readConfig(environment: Environment, folder: string): ConfigReading {
  const reader = new Reader(environment);
  const production = reader.text('NODE_ENV') === 'production';
  const dataFolder = resolve(folder, reader.text('ARTICLE33_DATA') ?? settings.ARTICLE33_DATA.fallback);
  const config: Config = {
    production,
    host: reader.matching('ARTICLE33_HOST', /^[\w.:%-]{1,253}$/) ?? settings.ARTICLE33_HOST.fallback,
    port: Number(reader.checked('ARTICLE33_PORT', isPort) ?? settings.ARTICLE33_PORT.fallback),
    dataFolder,
    ...eventStore(reader, folder, join(dataFolder, 'events.sqlite')),
    identity: identity(reader, production),
    secret: secretIn(reader.checked('ARTICLE33_SECRET', (text) => (secretIn(text)?.length ?? 0) >= shortestSecret)),
    origin: reader.matching('ARTICLE33_ORIGIN', /^[\w.:-]{1,253}$/) ?? settings.ARTICLE33_ORIGIN.fallback,
    checkpointKeyFile: keyFile(reader, folder) ?? join(dataFolder, 'checkpoint-key'),
    logLevel: reader.oneOf('ARTICLE33_LOG_LEVEL', logLevels) ?? settings.ARTICLE33_LOG_LEVEL.fallback,
    metrics: (reader.oneOf('ARTICLE33_METRICS', switchPositions) ?? settings.ARTICLE33_METRICS.fallback) === 'on',
    corsOrigins: listed(reader.checked('ARTICLE33_CORS_ORIGINS', (text) => listed(text).every(isOrigin))),
    trustedProxies: listed(reader.checked('ARTICLE33_TRUSTED_PROXIES', (text) => listed(text).every(isNetwork))),
    pointsAMinute: Number(
      reader.matching('ARTICLE33_POINTS_A_MINUTE', /^[1-9]\d{3,8}$/) ?? settings.ARTICLE33_POINTS_A_MINUTE.fallback,
    ),
    evidenceBytes:
      1_073_741_824 *
      Number(reader.matching('ARTICLE33_EVIDENCE_GB', /^[1-9]\d{0,4}$/) ?? settings.ARTICLE33_EVIDENCE_GB.fallback),
    readLogDays: Number(reader.checked('ARTICLE33_READ_LOG_DAYS', isDays) ?? settings.ARTICLE33_READ_LOG_DAYS.fallback),
    stopDelayMs: 1_000 * reader.seconds('ARTICLE33_STOP_DELAY', 0),
    stopGraceMs: 1_000 * reader.seconds('ARTICLE33_STOP_GRACE', 1),
  };
  reader.nameUnknown();
  return reader.problems.length === 0 ? { ok: true, config } : { ok: false, problems: reader.problems };
}

/** Event store, database and what nodes share go together: half a cluster is a mistake. */
function eventStore(reader: Reader, folder: string, own: string): Pick<Config, 'eventLogFile' | 'servers'> {
  const place = reader.matching('ARTICLE33_EVENT_STORE', /^(sqlite:.+|(esdb|kurrentdb)(\+discover)?:\/\/.+)$/) ?? '';
  const database = reader.matching('ARTICLE33_DATABASE', /^postgres(ql)?:\/\/.+$/);
  const register = reader.checked('ARTICLE33_REGISTER', isRegisterName);
  const file = /^sqlite:(.+)$/.exec(place)?.[1];
  const eventLogFile = file === undefined ? own : resolve(folder, file);
  const isServer = place !== '' && file === undefined;
  if (!isServer) {
    if (database !== null) reader.missing('ARTICLE33_EVENT_STORE', 'a database is shared by nodes of one event store');
    return { eventLogFile, servers: null };
  }
  const shared = ['ARTICLE33_DATABASE', 'ARTICLE33_SECRET', 'ARTICLE33_CHECKPOINT_KEY'] as const;
  for (const name of shared) {
    if (reader.text(name) === null) reader.missing(name, 'nodes of one event store share it');
  }
  const servers = {
    eventStore: place,
    database: database ?? '',
    register: register ?? settings.ARTICLE33_REGISTER.fallback,
  };
  return { eventLogFile, servers };
}

/** Bytes where they are written as base64:…, empty where that is none; else the text as it is. */
function secretIn(text: string | null): Uint8Array | string | null {
  const written = /^base64:(.*)$/s.exec(text ?? '')?.[1];
  return written === undefined ? text : (strictBase64(written) ?? '');
}

function keyFile(reader: Reader, folder: string): string | null {
  const path = reader.text('ARTICLE33_CHECKPOINT_KEY');
  return path === null ? null : resolve(folder, path);
}

function identity(reader: Reader, production: boolean): IdentityConfig {
  const issuer = reader.checked('ARTICLE33_OIDC_ISSUER', isIssuer);
  const audience = reader.text('ARTICLE33_OIDC_AUDIENCE');
  const issuerGiven = reader.text('ARTICLE33_OIDC_ISSUER') !== null;
  if (issuerGiven !== (audience !== null)) {
    reader.missing(issuerGiven ? 'ARTICLE33_OIDC_AUDIENCE' : 'ARTICLE33_OIDC_ISSUER', 'the two go together');
  } else if (production && !issuerGiven) {
    reader.missing('ARTICLE33_OIDC_ISSUER', 'the server is not its own issuer in production mode');
  }
  return issuer !== null && audience !== null ? { kind: 'provider', issuer, audience } : { kind: 'local' };
}

/** Reads settings by name and gathers what is wrong with them. */
class Reader {
  readonly problems: string[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  text(name: SettingName): string | null {
    const value = this.#environment[name];
    return value === undefined || value === '' ? null : value;
  }

  /** The value where it passes; null where it is not set, and where it fails, which is noted. */
  checked(name: SettingName, passes: (text: string) => boolean): string | null {
    const value = this.text(name);
    if (value === null || passes(value)) return value;
    const setting: Setting = settings[name];
    const found = setting.secret ? `${value.length} characters (not shown)` : JSON.stringify(value);
    this.problems.push(`${name} is ${found}. Allowed: ${setting.allowed}.`);
    return null;
  }

  matching(name: SettingName, pattern: RegExp): string | null {
    return this.checked(name, (text) => pattern.test(text));
  }

  oneOf<T extends string>(name: SettingName, values: readonly T[]): T | null {
    const value = this.checked(name, (text) => values.some((allowed) => allowed === text));
    return values.find((allowed) => allowed === value) ?? null;
  }

  /** Whole seconds from `least` to 300. */
  seconds(name: 'ARTICLE33_STOP_DELAY' | 'ARTICLE33_STOP_GRACE', least: number): number {
    const passes = (text: string) => /^\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= 300;
    return Number(this.checked(name, passes) ?? settings[name].fallback);
  }

  missing(name: SettingName, why: string): void {
    this.problems.push(`${name} is not set: ${why}. Allowed: ${settings[name].allowed}.`);
  }

  /** A misspelt variable would otherwise be a setting that silently does not hold. */
  nameUnknown(): void {
    const known = Object.keys(settings).filter((name) => name.startsWith('ARTICLE33_'));
    for (const name of Object.keys(this.#environment).sort()) {
      if (name.startsWith('ARTICLE33_') && !known.includes(name)) {
        this.problems.push(`${name} is no setting of this version. Allowed: ${known.join(', ')}.`);
      }
    }
  }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
}

/** From half a year, the least that CNIL délibération 2021-122 recommends, to ten. */
function isDays(text: string): boolean {
  return /^\d{3,4}$/.test(text) && Number(text) >= 180 && Number(text) <= 3_650;
}

/** What stands between the commas; nothing where nothing is set. */
function listed(text: string | null): readonly string[] {
  return text === null ? [] : text.split(',').map((part) => part.trim());
}

/** Scheme, host and port as a browser writes them in `Origin` (RFC 6454, section 6.2): lower case, no path, the usual port left out. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** OpenID Connect Discovery 1.0, section 2: https, no query, no fragment. Plain http for a provider on the same machine. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const near = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (
    (protocol === 'https:' || (protocol === 'http:' && near)) &&
    [search, hash, username, password].every((part) => part === '')
  );
}
