import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { exportJWK, SignJWT } from 'jose';
import { ProviderKeys } from '../../src/identity/providerKeys.js';
import { providerAlgorithms, TokenVerifier } from '../../src/identity/tokens.js';

const start = Date.parse('2026-10-01T08:00:00Z');
const minute = 60_000;

/** An identity provider over a real socket. */
class Provider {
  readonly server: Server = createServer((request, response) => {
    this.asked.push(request.url ?? '');
    const body = this.up ? this.pages.get(request.url ?? '') : undefined;
    response.statusCode = body === undefined ? 500 : 200;
    response.end(JSON.stringify(body));
  });
  readonly asked: string[] = [];
  readonly pages = new Map<string, unknown>();
  up = true;
  issuer = '';

  async open(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    this.issuer = `http://127.0.0.1:${address.port}/realm`;
    this.pages.set('/realm/.well-known/openid-configuration', { issuer: this.issuer, jwks_uri: `${this.issuer}/keys` });
  }

  async publish(keys: Record<string, KeyObject>): Promise<void> {
    const published = await Promise.all(
      Object.entries(keys).map(async ([kid, key]) => ({ ...(await exportJWK(key)), kid, alg: 'EdDSA' })),
    );
    this.pages.set('/realm/keys', { keys: published });
  }

  get fetches(): number {
    return this.asked.filter((url) => url === '/realm/keys').length;
  }
}

describe('the keys of an identity provider', () => {
  const first = generateKeyPairSync('ed25519');
  const second = generateKeyPairSync('ed25519');
  let provider: Provider;
  let at: number;
  let keys: ProviderKeys;
  let verifier: TokenVerifier;

  beforeEach(async () => {
    provider = new Provider();
    await provider.open();
    await provider.publish({ first: first.publicKey });
    at = start;
    keys = new ProviderKeys(provider.issuer, () => at);
    verifier = new TokenVerifier({
      key: keys.key,
      algorithms: providerAlgorithms,
      issuer: provider.issuer,
      audience: 'article33',
      now: () => at,
    });
  });
  afterEach(async () => {
    provider.server.closeAllConnections();
    provider.server.close();
    await once(provider.server, 'close');
  });

  /** A new token each time, so that none is remembered. */
  let serial = 0;
  function token(kid: string, key: KeyObject): Promise<string> {
    return new SignJWT({ org: 'acme', role: 'DPO', jti: String(serial++) })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid })
      .setIssuer(provider.issuer)
      .setAudience('article33')
      .setSubject('ada')
      .setIssuedAt(at / 1000)
      .setExpirationTime(at / 1000 + 600)
      .sign(key);
  }

  test('are found by discovery and fetched once for many tokens', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, async () => verifier.verify(await token('first', first.privateKey))),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(provider.asked).toEqual(['/realm/.well-known/openid-configuration', '/realm/keys']);
  });

  test('are fetched at most once per cooldown, however many invented key ids arrive', async () => {
    await keys.warm();
    at += 31_000;
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 50; n++)
        expect((await verifier.verify(await token(`invented-${n}`, second.privateKey))).ok).toBe(false);
      expect(provider.fetches).toBe(2 + round);
      at += 31_000;
    }
  });

  test('are fetched anew for a key that was added since', async () => {
    await keys.warm();
    await provider.publish({ first: first.publicKey, second: second.publicKey });
    at += 31_000;
    expect((await verifier.verify(await token('second', second.privateKey))).ok).toBe(true);
  });

  test('no longer hold a key that the issuer withdrew', async () => {
    await keys.warm();
    await provider.publish({ second: second.publicKey });
    at += 11 * minute;
    await verifier.verify(await token('second', second.privateKey));
    expect((await verifier.verify(await token('first', first.privateKey))).ok).toBe(false);
  });

  test('serve on for an hour while the issuer is down, and then no longer', async () => {
    await keys.warm();
    provider.up = false;
    at += 59 * minute;
    expect((await verifier.verify(await token('first', first.privateKey))).ok).toBe(true);
    at += 2 * minute;
    expect(await verifier.verify(await token('first', first.privateKey))).toMatchObject({
      ok: false,
      unavailable: true,
    });
  });

  test('that cannot be had are no fault of the token, and are not asked for in a loop', async () => {
    provider.up = false;
    for (let n = 0; n < 20; n++) {
      expect(await verifier.verify(await token('first', first.privateKey))).toMatchObject({
        ok: false,
        unavailable: true,
      });
    }
    expect(provider.asked).toHaveLength(1);
    provider.up = true;
    at += 31_000;
    expect((await verifier.verify(await token('first', first.privateKey))).ok).toBe(true);
  });

  test.each([
    ['another issuer', { issuer: 'https://evil.example', jwks_uri: 'x' }, /another issuer/],
    ['no keys', {}, /another issuer/],
  ])('are not taken from a discovery document that names %s', async (_, document, expected) => {
    provider.pages.set('/realm/.well-known/openid-configuration', document);
    expect(await keys.warm()).toMatch(expected);
  });

  test('are named as missing where the document has no address of them, the address no keys, or nobody answers', async () => {
    provider.pages.set('/realm/.well-known/openid-configuration', { issuer: provider.issuer });
    expect(await keys.warm()).toMatch(/no jwks_uri/);
    provider.pages.set('/realm/.well-known/openid-configuration', {
      issuer: provider.issuer,
      jwks_uri: `${provider.issuer}/keys`,
    });
    provider.pages.set('/realm/keys', { keys: 'none' });
    expect(await new ProviderKeys(provider.issuer, () => at).warm()).toMatch(/no key set/);
    provider.pages.delete('/realm/keys');
    expect(await new ProviderKeys(provider.issuer, () => at).warm()).toMatch(/\/realm\/keys answers HTTP 500/);
    expect(await new ProviderKeys('http://127.0.0.1:1', () => at).warm()).toMatch(/fetch|ECONNREFUSED|bad port/);
  });
});
