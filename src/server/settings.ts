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
export type LogLevel = (typeof logLevels)[number];

/** Fewest characters of ARTICLE33_SECRET: 32 random bytes in hexadecimal are 64, in base64 44. */
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
    allowed: 'sqlite:<path of a file>, such as sqlite:./data/events.sqlite',
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
    fallback: 'a random one, kept in the data folder',
    allowed: `at least ${shortestSecret} random characters, the same for all nodes; seals positions in the log`,
    secret: true,
  },
  ARTICLE33_LOG_LEVEL: {
    name: 'ARTICLE33_LOG_LEVEL',
    fallback: 'info',
    allowed: `one of ${logLevels.join(', ')}`,
    secret: false,
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
