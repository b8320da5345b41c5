import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Authenticator } from '../../src/identity/caller.js';
import { Directory } from '../../src/identity/directory.js';
import { LocalIssuer } from '../../src/identity/localIssuer.js';

const now = new Date('2026-10-01T08:00:00.500Z');
const request = { role: 'DPO', org: 'acme', sub: 'ada', name: 'Ada', lifeSeconds: 3_600 } as const;

describe('the local issuer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('signs tokens that the server on the same data folder takes, after a restart too', async () => {
    const token = await LocalIssuer.open(folder).sign(request, now);
    expect(
      await LocalIssuer.open(folder)
        .verifier(() => now.getTime())
        .verify(token),
    ).toEqual({
      ok: true,
      claims: {
        issuer: 'urn:article33:local',
        sub: 'ada',
        org: 'acme',
        role: 'DPO',
        name: 'Ada',
        expiresAt: new Date('2026-10-01T09:00:00.000Z'),
      },
    });
  });

  test('signs none that a server on another data folder takes', async () => {
    const other = mkdtempSync(join(tmpdir(), 'article33-'));
    const token = await LocalIssuer.open(other).sign(request, now);
    expect(
      (
        await LocalIssuer.open(folder)
          .verifier(() => now.getTime())
          .verify(token)
      ).ok,
    ).toBe(false);
    rmSync(other, { recursive: true });
  });

  test('keeps its key for its owner alone', () => {
    LocalIssuer.open(folder);
    expect(statSync(join(folder, 'local-issuer.pem')).mode & 0o777).toBe(0o600);
  });

  test('says which file holds no key, and what to do', () => {
    writeFileSync(join(folder, 'local-issuer.pem'), 'rubbish');
    expect(() => LocalIssuer.open(folder)).toThrow(/local-issuer\.pem holds no private key\. Delete it/);
  });
});

describe('an Authorization header', () => {
  let folder: string;
  let directory: Directory;
  let authenticator: Authenticator;
  let token: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
    directory = await Directory.open(join(folder, 'directory.sqlite'));
    const issuer = LocalIssuer.open(folder);
    authenticator = new Authenticator(
      issuer.verifier(() => now.getTime()),
      directory,
    );
    token = await issuer.sign(request, now);
  });
  afterEach(async () => {
    await directory.close();
    rmSync(folder, { recursive: true });
  });

  test('with a valid bearer token names the caller by pseudonyms', async () => {
    const seen = await authenticator.authenticate(`Bearer ${token}`);
    const { organisation, actor } = await directory.sighting({
      issuer: 'urn:article33:local',
      org: 'acme',
      sub: 'ada',
      name: null,
    });
    expect(seen).toEqual({
      ok: true,
      caller: {
        actor,
        organisation,
        role: 'DPO',
        name: 'Ada',
        orgClaim: 'acme',
        tokenExpiresAt: new Date('2026-10-01T09:00:00.000Z'),
      },
    });
    expect(await authenticator.authenticate(`bearer  ${token}`)).toEqual(seen);
  });

  test.each([undefined, '', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'Token x.y.z', 'Bearer x.y.z'])(
    '%p names nobody',
    async (header) => {
      expect(await authenticator.authenticate(header)).toMatchObject({ ok: false, unavailable: false });
    },
  );
});
