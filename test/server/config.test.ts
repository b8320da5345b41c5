import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config, type Environment } from '../../src/server/config.js';
import { settings } from '../../src/server/settings.js';

const folder = '/srv/article33';

function valid(environment: Environment): Config {
  const reading = readConfig(environment, folder);
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  return reading.config;
}

function problems(environment: Environment): readonly string[] {
  const reading = readConfig(environment, folder);
  return reading.ok ? [] : reading.problems;
}

describe('the configuration', () => {
  test('has defaults that serve on this machine only, with all data in one folder', () => {
    expect(valid({ PATH: '/bin' })).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      checkpointKeyFile: '/srv/article33/data/checkpoint-key',
      origin: 'localhost',
      readLogDays: 365,
      dataFolder: '/srv/article33/data',
      eventLogFile: '/srv/article33/data/events.sqlite',
      servers: null,
      identity: { kind: 'local' },
      secret: null,
      logLevel: 'info',
      metrics: true,
      corsOrigins: [],
      trustedProxies: [],
      pointsAMinute: 60_000,
      evidenceBytes: 21_474_836_480,
      stopDelayMs: 0,
      stopGraceMs: 10_000,
    });
  });

  test('is read from the environment', () => {
    const secret = 's'.repeat(32);
    expect(
      valid({
        NODE_ENV: 'production',
        ARTICLE33_HOST: '::',
        ARTICLE33_PORT: '0',
        ARTICLE33_DATA: '../elsewhere',
        ARTICLE33_EVENT_STORE: 'sqlite:./log.sqlite',
        ARTICLE33_OIDC_ISSUER: 'https://idp.example/realms/health',
        ARTICLE33_OIDC_AUDIENCE: 'article33',
        ARTICLE33_SECRET: secret,
        ARTICLE33_LOG_LEVEL: 'warn',
        ARTICLE33_METRICS: 'off',
        ARTICLE33_CORS_ORIGINS: 'https://board.example, http://localhost:5173',
        ARTICLE33_TRUSTED_PROXIES: '10.0.0.5, fd00::/8',
        ARTICLE33_STOP_DELAY: '5',
        ARTICLE33_STOP_GRACE: '20',
        ARTICLE33_POINTS_A_MINUTE: '5000000',
        ARTICLE33_EVIDENCE_GB: '2',
      }),
    ).toEqual({
      production: true,
      host: '::',
      port: 0,
      checkpointKeyFile: '/srv/elsewhere/checkpoint-key',
      origin: 'localhost',
      readLogDays: 365,
      dataFolder: '/srv/elsewhere',
      eventLogFile: '/srv/article33/log.sqlite',
      servers: null,
      identity: { kind: 'provider', issuer: 'https://idp.example/realms/health', audience: 'article33' },
      secret,
      logLevel: 'warn',
      metrics: false,
      corsOrigins: ['https://board.example', 'http://localhost:5173'],
      trustedProxies: ['10.0.0.5', 'fd00::/8'],
      pointsAMinute: 5_000_000,
      evidenceBytes: 2_147_483_648,
      stopDelayMs: 5_000,
      stopGraceMs: 20_000,
    });
  });

  test('takes an empty variable for one that is not set', () => {
    const empty = Object.fromEntries(Object.keys(settings).map((name) => [name, '']));
    expect(valid(empty)).toEqual(valid({}));
  });

  test.each([
    ['ARTICLE33_PORT', '80a'],
    ['ARTICLE33_PORT', '65536'],
    ['ARTICLE33_PORT', '-1'],
    ['ARTICLE33_PORT', '4e3'],
    ['ARTICLE33_HOST', 'http://localhost'],
    ['ARTICLE33_REGISTER', 'Acme'],
    ['ARTICLE33_LOG_LEVEL', 'verbose'],
    ['ARTICLE33_METRICS', 'yes'],
    ['ARTICLE33_CORS_ORIGINS', '*'],
    ['ARTICLE33_CORS_ORIGINS', 'https://board.example/'],
    ['ARTICLE33_CORS_ORIGINS', 'https://Board.example'],
    ['ARTICLE33_CORS_ORIGINS', 'https://board.example:443'],
    ['ARTICLE33_CORS_ORIGINS', 'https://board.example,,https://other.example'],
    ['ARTICLE33_CORS_ORIGINS', 'null'],
    ['ARTICLE33_TRUSTED_PROXIES', 'proxy.example'],
    ['ARTICLE33_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['ARTICLE33_TRUSTED_PROXIES', '0.0.0.0/0'],
    ['ARTICLE33_TRUSTED_PROXIES', '10.0.0.1,'],
    ['ARTICLE33_STOP_DELAY', '-1'],
    ['ARTICLE33_STOP_GRACE', '0'],
    ['ARTICLE33_STOP_GRACE', '301'],
  ])('refuses %s=%s, saying what was found and what is allowed', (name, value) => {
    const allowed = Object.values(settings).find((setting) => setting.name === name)?.allowed ?? '';
    expect(problems({ [name]: value })).toEqual([`${name} is ${JSON.stringify(value)}. Allowed: ${allowed}.`]);
  });

  test.each([
    ['ARTICLE33_EVENT_STORE', 'sqlite:'],
    ['ARTICLE33_EVENT_STORE', './events.sqlite'],
    ['ARTICLE33_EVENT_STORE', 'http://admin:changeit@localhost:2113'],
    ['ARTICLE33_DATABASE', 'mysql://root:geheim@localhost/article33'],
  ])('refuses %s without showing what may hold a password', (name, value) => {
    const [problem] = problems({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name} is ${value.length} characters \\(not shown\\)\\. Allowed: `));
    expect(problem).not.toContain(JSON.stringify(value));
  });

  const shared = {
    ARTICLE33_EVENT_STORE: 'esdb://admin:changeit@localhost:2113',
    ARTICLE33_DATABASE: 'postgres://article33@localhost/article33',
    ARTICLE33_SECRET: 's'.repeat(32),
    ARTICLE33_CHECKPOINT_KEY: './key',
  };

  test('takes an event store and a database of servers', () => {
    expect(valid({ ...shared, ARTICLE33_REGISTER: 'acme' }).servers).toEqual({
      eventStore: shared.ARTICLE33_EVENT_STORE,
      database: shared.ARTICLE33_DATABASE,
      register: 'acme',
    });
    expect(valid(shared).servers?.register).toBe('article33');
  });

  test.each(['ARTICLE33_EVENT_STORE', 'ARTICLE33_DATABASE', 'ARTICLE33_SECRET', 'ARTICLE33_CHECKPOINT_KEY'])(
    'wants all that nodes share: not without %s',
    (name) => {
      expect(problems({ ...shared, [name]: '' })).toEqual([expect.stringMatching(`^${name} is not set`)]);
    },
  );

  test.each([
    'http://idp.example',
    'idp.example',
    'https://idp.example/?tenant=1',
    'https://user:pw@idp.example',
    'ftp://localhost',
  ])('refuses %s as the issuer of tokens', (issuer) => {
    expect(problems({ ARTICLE33_OIDC_ISSUER: issuer, ARTICLE33_OIDC_AUDIENCE: 'a' })).toEqual([
      expect.stringMatching(/^ARTICLE33_OIDC_ISSUER is ".*"\. Allowed: .*https/),
    ]);
  });

  test('takes a provider without TLS on the same machine only', () => {
    expect(
      valid({ ARTICLE33_OIDC_ISSUER: 'http://localhost:8080/realm', ARTICLE33_OIDC_AUDIENCE: 'a' }).identity.kind,
    ).toBe('provider');
  });

  test('wants issuer and audience together', () => {
    expect(problems({ ARTICLE33_OIDC_ISSUER: 'https://idp.example' })).toEqual([
      expect.stringMatching(/^ARTICLE33_OIDC_AUDIENCE is not set/),
    ]);
    expect(problems({ ARTICLE33_OIDC_AUDIENCE: 'a' })).toEqual([
      expect.stringMatching(/^ARTICLE33_OIDC_ISSUER is not set/),
    ]);
  });

  test('has no issuer of its own in production mode', () => {
    expect(problems({ NODE_ENV: 'production' })).toEqual([
      expect.stringMatching(/^ARTICLE33_OIDC_ISSUER is not set: .*production/),
    ]);
  });

  test('does not show a secret that it refuses', () => {
    const [problem = '', ...more] = problems({ ARTICLE33_SECRET: 'correct horse' });
    expect(problem).toMatch(/^ARTICLE33_SECRET is 13 characters \(not shown\)/);
    expect(problem).not.toMatch(/horse/);
    expect(more).toEqual([]);
  });

  test('takes the secret of a data folder as the bytes that it is', () => {
    const bytes = Buffer.alloc(32, 0xfe);
    const written = `base64:${bytes.toString('base64')}`;
    expect(Buffer.from(valid({ ARTICLE33_SECRET: written }).secret ?? '')).toEqual(bytes);
    for (const other of [
      `base64:${bytes.subarray(1).toString('base64')}`,
      `${written}\n`,
      `base64:${'!'.repeat(44)}`,
    ]) {
      expect(problems({ ARTICLE33_SECRET: other })).toEqual([expect.stringMatching(/^ARTICLE33_SECRET is .*base64:</)]);
    }
  });

  test('names a variable that it does not know, and those that it does', () => {
    expect(problems({ ARTICLE33_PROT: '4000' })).toEqual([
      expect.stringMatching(/^ARTICLE33_PROT is no setting .*ARTICLE33_PORT/),
    ]);
  });

  test('tells all that is wrong at once', () => {
    const found = problems({
      ARTICLE33_PORT: 'x',
      ARTICLE33_LOG_LEVEL: 'y',
      ARTICLE33_SECRET: 'z',
      ARTICLE33_OTHER: '',
      NODE_ENV: 'production',
    });
    expect(found.map((problem) => problem.split(' ')[0])).toEqual([
      'ARTICLE33_PORT',
      'ARTICLE33_OIDC_ISSUER',
      'ARTICLE33_SECRET',
      'ARTICLE33_LOG_LEVEL',
      'ARTICLE33_OTHER',
    ]);
  });

  test('is documented as the code has it', () => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'configuration.md'), 'utf8');
    const rows = page.split('\n').filter((line) => /^\| `[A-Z]/.test(line));
    expect(rows).toEqual(
      Object.values(settings).map(({ name, fallback, allowed }) => `| \`${name}\` | ${fallback} | ${allowed} |`),
    );
  });
});
