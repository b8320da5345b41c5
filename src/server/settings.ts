/** One variable of the environment. docs/configuration.md is a table of these, held to them by a test. */
export interface Setting {
  readonly name: string;
  /** What holds where the variable is not set or empty; in words where it is no value. */
  readonly fallback: string;
  /** What may stand in it, in words. */
  readonly allowed: string;
  /** Never shown in messages. */
  readonly secret: boolean;
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export const switchPositions = ['on', 'off'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Fewest characters of ARTICLE33_SECRET, or bytes where it is written as base64:…: 32 random bytes in hexadecimal are 64 characters. */
export const shortestSecret = 32;

export const settings = {
  NODE_ENV: {
    name: 'NODE_ENV',
    fallback: 'development',
    allowed: '"production" switches production mode on; anything else is for development',
    secret: false,
  },
  ARTICLE33_PORT: {
    name: 'ARTICLE33_PORT',
    fallback: '4000',
    allowed: 'a whole number from 0 to 65535 (0: any free port)',
    secret: false,
  },
  ARTICLE33_HOST: {
    name: 'ARTICLE33_HOST',
    fallback: '127.0.0.1',
    allowed: 'an address or host name of this machine to listen on; 0.0.0.0 for all of them',
    secret: false,
  },
  ARTICLE33_DATA: {
    name: 'ARTICLE33_DATA',
    fallback: './data',
    allowed: 'a folder, made where it is missing',
    secret: false,
  },
  ARTICLE33_EVENT_STORE: {
    name: 'ARTICLE33_EVENT_STORE',
    fallback: 'events.sqlite in the data folder',
    allowed:
      'sqlite:<path of a file>, such as sqlite:./data/events.sqlite; or the connection string of an EventStoreDB or KurrentDB, esdb://user:password@host:2113 or esdb+discover://…',
    secret: true,
  },
  ARTICLE33_DATABASE: {
    name: 'ARTICLE33_DATABASE',
    fallback: 'files in the data folder; must be set with an event store that is a server, and only then',
    allowed:
      'the address of a PostgreSQL database that all nodes share, such as postgres://user:password@host:5432/article33',
    secret: true,
  },
  ARTICLE33_REGISTER: {
    name: 'ARTICLE33_REGISTER',
    fallback: 'article33',
    allowed:
      'lower-case letters and digits, at most 40, beginning with a letter: first part of the names of the streams on an event store that is a server',
    secret: false,
  },
  ARTICLE33_OIDC_ISSUER: {
    name: 'ARTICLE33_OIDC_ISSUER',
    fallback: 'the server is its own issuer; must be set in production mode',
    allowed:
      'the address of an OpenID Connect provider, exactly as its tokens name it in "iss": https (http for localhost only), without query or fragment',
    secret: false,
  },
  ARTICLE33_OIDC_AUDIENCE: {
    name: 'ARTICLE33_OIDC_AUDIENCE',
    fallback: 'none; must be set with ARTICLE33_OIDC_ISSUER, and only then',
    allowed: 'what the provider\'s tokens for this register hold in "aud"',
    secret: false,
  },
  ARTICLE33_SECRET: {
    name: 'ARTICLE33_SECRET',
    fallback: 'a random one, kept in the data folder; must be set with ARTICLE33_DATABASE',
    allowed: `at least ${shortestSecret} random characters, or base64:<base64 of as many bytes>, such as base64:$(openssl base64 -A -in register-secret) of a data folder; the same for all nodes; seals positions in the log`,
    secret: true,
  },
  ARTICLE33_POINTS_A_MINUTE: {
    name: 'ARTICLE33_POINTS_A_MINUTE',
    fallback: '60000',
    allowed: 'a whole number from 1000 to 999999999: points that the operations of one person may cost in a minute',
    secret: false,
  },
  ARTICLE33_EVIDENCE_GB: {
    name: 'ARTICLE33_EVIDENCE_GB',
    fallback: '20',
    allowed: 'a whole number from 1 to 99999: gigabytes that the evidence files of one organisation may take',
    secret: false,
  },
  ARTICLE33_READ_LOG_DAYS: {
    name: 'ARTICLE33_READ_LOG_DAYS',
    fallback: '365',
    allowed: 'a whole number from 180 to 3650: days that the log of who read which incident keeps a read',
    secret: false,
  },
  ARTICLE33_ORIGIN: {
    name: 'ARTICLE33_ORIGIN',
    fallback: 'localhost',
    allowed:
      'the host under which auditors know the register, such as register.example.org: first part of the origin of every signed head. For the life of a register: one that signed under another name does not start (exit code 3)',
    secret: false,
  },
  ARTICLE33_CHECKPOINT_KEY: {
    name: 'ARTICLE33_CHECKPOINT_KEY',
    fallback: 'checkpoint-key in the data folder, made at first start; must be set with ARTICLE33_DATABASE',
    allowed: 'a file: base64 of 32 random bytes a line, the newest key first; heads are signed with all of them',
    secret: false,
  },
  ARTICLE33_LOG_LEVEL: {
    name: 'ARTICLE33_LOG_LEVEL',
    fallback: 'info',
    allowed: `one of ${logLevels.join(', ')}`,
    secret: false,
  },
  ARTICLE33_METRICS: {
    name: 'ARTICLE33_METRICS',
    fallback: 'on',
    allowed: 'one of on, off; whether /metrics is answered',
    secret: false,
  },
  ARTICLE33_CORS_ORIGINS: {
    name: 'ARTICLE33_CORS_ORIGINS',
    fallback: "none; pages of the server's own origin always may",
    allowed:
      'origins whose pages may call the API and open WebSockets, such as https://board.example, with commas between them',
    secret: false,
  },
  ARTICLE33_TRUSTED_PROXIES: {
    name: 'ARTICLE33_TRUSTED_PROXIES',
    fallback: 'none; X-Forwarded-For is not read',
    allowed:
      'addresses or networks of the proxies whose X-Forwarded-For is believed, such as 10.0.0.5, 10.1.0.0/16, with commas between them',
    secret: false,
  },
  ARTICLE33_STOP_DELAY: {
    name: 'ARTICLE33_STOP_DELAY',
    fallback: '0',
    allowed:
      'whole seconds, 0 to 300, from saying "not ready" to taking no more: as long as a load balancer needs to notice',
    secret: false,
  },
  ARTICLE33_STOP_GRACE: {
    name: 'ARTICLE33_STOP_GRACE',
    fallback: '10',
    allowed: 'whole seconds, 1 to 300, that requests under way and WebSockets have to end when the server stops',
    secret: false,
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
