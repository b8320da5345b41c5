import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, exitCodesHelp } from '../../src/cli/exitCodes.js';
import { parseLife } from '../../src/cli/life.js';
import { runCommandLine } from '../../src/cli/program.js';
import { LocalIssuer } from '../../src/identity/localIssuer.js';
import { roles } from '../../src/identity/roles.js';
import type { Environment } from '../../src/server/config.js';
import { settings } from '../../src/server/settings.js';
import { post } from '../server/httpDoor.js';

const dpo = ['token', '--role', 'DPO', '--org', 'acme', '--sub', 'demo-dpo', '--name', 'Demo DPO'];

describe('article33', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  interface Run {
    readonly code: number;
    readonly out: string;
    readonly err: string;
  }

  /** `whileServing` is what happens until the process is asked to stop; it gets what was printed so far. */
  async function run(
    args: readonly string[],
    environment: Environment = {},
    whileServing: (out: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<Run> {
    let out = '';
    let err = '';
    const code = await runCommandLine(args, {
      environment: { ARTICLE33_PORT: '0', ARTICLE33_LOG_LEVEL: 'silent', ...environment },
      folder,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      untilStopped: () => whileServing(out),
    });
    return { code, out, err };
  }

  describe('helps', () => {
    test('with what can be done and what the exit codes mean', async () => {
      const { code, out } = await run(['--help']);
      expect(code).toBe(0);
      expect(out).toMatch(/^Usage: article33/);
      expect(out).toMatch(/serve[\s\S]*token[\s\S]*Exit codes:/);
    });

    test('with every setting of the server', async () => {
      const { code, out } = await run(['serve', '--help']);
      expect(code).toBe(0);
      for (const { name, allowed } of Object.values(settings)) {
        expect(out).toContain(name);
        expect(out).toContain(allowed);
      }
      expect(out).toContain('Exit codes:');
    });

    test('with an example of a token that works as written', async () => {
      const { code, out } = await run(['token', '--help']);
      expect(code).toBe(0);
      const example = /Example: article33 (.*)/.exec(out)?.[1] ?? '';
      const args = [...example.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      expect((await run(args)).code).toBe(0);
    });

    test('with a line for each exit code', () => {
      expect([...exitCodesHelp.matchAll(/^ {2}(\d)/gm)].map(([, code]) => Number(code))).toEqual(
        Object.values(exitCodes),
      );
    });

    test('with its version, that of package.json', async () => {
      const manifest = readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8');
      expect(manifest).toContain(`"version": "${(await run(['--version'])).out.trim()}"`);
    });
  });

  describe('refuses wrong use with exit code 2, in words:', () => {
    test.each([
      [[], /Usage/],
      [['sreve'], /unknown command 'sreve'/],
      [['serve', '--port', '80'], /unknown option '--port'/],
      [['serve', 'now'], /too many arguments/],
      [['token'], /required option '--role/],
      [['token', '--role', 'BOSS', '--org', 'a', '--sub', 'b'], /Allowed choices are REPORTER/],
      [['token', '--role', 'DPO', '--sub', 'b'], /required option '--org/],
      [['token', '--role', 'DPO', '--org', '', '--sub', 'b'], /--org must hold 1 to 200 printable characters/],
      [['token', '--role', 'DPO', '--org', 'a', '--sub', 'b'.repeat(256)], /--sub must hold 1 to 255/],
      [[...dpo, '--expires', '25h'], /at most 24h/],
      [[...dpo, '--expires', 'soon'], /Such as 90s/],
    ])('%j', async (args, words) => {
      const { code, out, err } = await run(args);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(words);
      expect(err).not.toMatch(/\bat .*\.[jt]s:/);
    });
  });

  describe('token', () => {
    test('prints a token alone, which a server on the same data folder takes for twelve hours', async () => {
      const { code, out, err } = await run(dpo);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
      const verified = await LocalIssuer.open(join(folder, 'data')).verifier(Date.now).verify(out.trim());
      if (!verified.ok) throw new Error(verified.reason);
      const { expiresAt, ...claims } = verified.claims;
      expect(claims).toEqual({
        issuer: 'urn:article33:local',
        sub: 'demo-dpo',
        org: 'acme',
        role: 'DPO',
        name: 'Demo DPO',
      });
      expect(Math.abs(expiresAt.getTime() - Date.now() - 12 * 3_600_000)).toBeLessThan(60_000);
    });

    test('is not given where a provider signs, nor in production mode', async () => {
      const provider = { ARTICLE33_OIDC_ISSUER: 'https://idp.example', ARTICLE33_OIDC_AUDIENCE: 'a' };
      for (const environment of [provider, { ...provider, NODE_ENV: 'production' }, { NODE_ENV: 'production' }]) {
        const { code, out, err } = await run(dpo, environment);
        expect([code, out]).toEqual([3, '']);
        expect(err).toMatch(/ARTICLE33_OIDC_ISSUER/);
      }
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  describe('serve', () => {
    test('prints where it serves, a token of each role that it takes, and a first question', async () => {
      const served = await run(['serve'], {}, async (out) => {
        const url = /at (http:\S+)\/graphql/.exec(out)?.[1] ?? '';
        const tokens = [...out.matchAll(/^ {2}([A-Z]+)\n {2}(\S+)$/gm)];
        expect(tokens.map(([, role]) => role)).toEqual(roles);
        for (const [, role, token] of tokens) {
          const answer = await post(url, '{ me { role } }', { authorization: `Bearer ${token}` });
          expect(answer.body).toMatchObject({ data: { me: { role } } });
        }
        const [, question = ''] = /-d '\{"query":"([^"]+)"\}'/.exec(out) ?? [];
        const [, bearer = ''] = /-H 'Authorization: (Bearer \S+)'/.exec(out) ?? [];
        expect(await post(url, question, { authorization: bearer })).toMatchObject({
          body: { data: { me: { actor: { name: 'Demo DPO' } } } },
        });
      });
      expect([served.code, served.err]).toEqual([0, '']);
      expect(served.out).toMatch(/Stopped\.\n$/);
    });

    test('prints no token where a provider signs', async () => {
      const provider = {
        ARTICLE33_OIDC_ISSUER: 'http://127.0.0.1:9',
        ARTICLE33_OIDC_AUDIENCE: 'a',
        NODE_ENV: 'production',
      };
      const { code, out } = await run(['serve'], provider);
      expect(code).toBe(0);
      expect(out).not.toMatch(/eyJ|Tokens/);
    });

    test('ends with 3 where the configuration is not valid, and names all that is wrong', async () => {
      const { code, err } = await run(['serve'], { ARTICLE33_PORT: 'x', ARTICLE33_HOTS: 'y' });
      expect(code).toBe(3);
      expect(err).toMatch(
        /^The configuration is not valid:\n {2}ARTICLE33_PORT is "x".*\n {2}ARTICLE33_HOTS is no setting/,
      );
    });

    test('ends with 4, in one line, where another server is at work on the data folder', async () => {
      await run(['serve'], {}, async () => {
        const second = await run(['serve']);
        expect(second.code).toBe(4);
        expect(second.out).toBe('');
        expect(second.err.trim().split('\n')).toHaveLength(1);
        expect(second.err).toMatch(/in use by another process.*ARTICLE33_DATA/);
      });
    });

    test('ends with 7 where its port is taken', async () => {
      const first = await run(['serve'], {}, async (out) => {
        const [, port] = /at http:\/\/127\.0\.0\.1:(\d+)/.exec(out) ?? [];
        const second = await run(['serve'], { ARTICLE33_PORT: port, ARTICLE33_DATA: 'other' });
        expect(second.code).toBe(7);
        expect(second.err).toMatch(/another program is using it/);
      });
      expect(first.code).toBe(0);
    });

    test('ends with 5 on a damaged log and with 6 on a data folder that is none', async () => {
      await run(['serve']);
      writeFileSync(join(folder, 'data', 'events.sqlite'), 'no longer a log '.repeat(1_000));
      const damaged = await run(['serve']);
      expect([damaged.code, damaged.err.trim().split('\n').length]).toEqual([5, 1]);
      writeFileSync(join(folder, 'file'), '');
      const unusable = await run(['serve'], { ARTICLE33_DATA: join('file', 'data') });
      expect(unusable.code).toBe(6);
      expect(unusable.err).toMatch(/a file and no folder/);
    });
  });

  test('reads durations up to a day', () => {
    expect(['90s', '30m', '12h', '24h', '1440m'].map(parseLife)).toEqual([90, 1_800, 43_200, 86_400, 86_400]);
    expect(['0s', '1441m', '1d', '1.5h', '-1h', 'h', ''].map(parseLife)).toEqual(Array(7).fill(null));
  });
});
