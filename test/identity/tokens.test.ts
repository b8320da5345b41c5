import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT, type JWTVerifyGetKey } from 'jose';
import { providerAlgorithms, TokenVerifier, type Verification } from '../../src/identity/tokens.js';

const now = Date.parse('2026-10-01T08:00:00Z');
const seconds = now / 1000;
const issuer = 'https://idp.example';
const audience = 'article33';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

const good = {
  iss: issuer,
  aud: audience,
  sub: 'ada',
  org: 'acme',
  role: 'DPO',
  name: 'Ada',
  iat: seconds,
  exp: seconds + 600,
};

function sign(payload: object, header: object = {}, key: KeyObject = privateKey): Promise<string> {
  return new SignJWT({ ...payload }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header }).sign(key);
}

/** For what no library signs. */
function raw(header: object, payload: object, signature: (input: string) => string): string {
  const input = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${input}.${signature(input)}`;
}

function verifier(at = () => now, key: JWTVerifyGetKey = () => publicKey): TokenVerifier {
  return new TokenVerifier({ key, algorithms: providerAlgorithms, issuer, audience, now: at });
}

function reason(verification: Verification): string {
  return verification.ok ? 'accepted' : verification.reason;
}

function without(name: keyof typeof good): object {
  return Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
}

describe('a bearer token', () => {
  test('of the issuer, for us, in force, is taken', async () => {
    expect(await verifier().verify(await sign(good))).toEqual({
      ok: true,
      claims: { issuer, sub: 'ada', org: 'acme', role: 'DPO', name: 'Ada', expiresAt: new Date(now + 600_000) },
    });
  });

  test('may leave out the name, and no other name is made up', async () => {
    expect(await verifier().verify(await sign(without('name')))).toMatchObject({ ok: true, claims: { name: null } });
  });

  test('is taken whatever recommended algorithm signed it', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const [alg, pair] of [
      ['RS256', rsa],
      ['PS256', rsa],
      ['ES256', ec],
    ] as const) {
      const result = await verifier(
        () => now,
        () => pair.publicKey,
      ).verify(await sign(good, { alg }, pair.privateKey));
      expect(result.ok).toBe(true);
    }
  });

  describe('is refused', () => {
    const spki = publicKey.export({ type: 'spki', format: 'pem' });
    const cases: [string, () => Promise<string>, RegExp][] = [
      [
        'unsigned (alg none)',
        () => Promise.resolve(raw({ alg: 'none', typ: 'at+jwt' }, good, () => '')),
        /ALG_NOT_ALLOWED|JWS_INVALID/,
      ],
      [
        'signed by HMAC with the public key as the secret',
        () =>
          Promise.resolve(
            raw({ alg: 'HS256', typ: 'at+jwt' }, good, (input) =>
              createHmac('sha256', spki).update(input).digest('base64url'),
            ),
          ),
        /ALG_NOT_ALLOWED/,
      ],
      [
        'signed by a foreign key',
        () => sign(good, {}, generateKeyPairSync('ed25519').privateKey),
        /SIGNATURE_VERIFICATION_FAILED/,
      ],
      ['of another issuer', () => sign({ ...good, iss: 'https://evil.example' }), /iss/],
      ['for another audience', () => sign({ ...good, aud: 'payroll' }), /aud/],
      ['without audience', () => sign(without('aud')), /aud/],
      ['an ID token and not an access token', () => sign(good, { typ: 'JWT' }), /typ/],
      ['without a type', () => sign(good, { typ: undefined }), /typ/],
      ['without an end', () => sign(without('exp')), /exp/],
      ['without an issue time', () => sign(without('iat')), /iat/],
      ['without a subject', () => sign(without('sub')), /sub/],
      ['without an organisation', () => sign(without('org')), /org/],
      ['without a role', () => sign(without('role')), /role/],
      ['expired', () => sign({ ...good, iat: seconds - 600, exp: seconds - 6 }), /JWT_EXPIRED/],
      ['not yet valid', () => sign({ ...good, nbf: seconds + 6 }), /nbf/],
      ['issued in the future', () => sign({ ...good, iat: seconds + 6 }), /iat/],
      ['issued more than a day ago', () => sign({ ...good, iat: seconds - 86_406 }), /iat/],
      ['of an end beyond all calendars', () => sign({ ...good, exp: 1e15 }), /claim exp/],
      ['of a role that does not exist', () => sign({ ...good, role: 'OWNER' }), /claim role/],
      ['of several roles', () => sign({ ...good, role: ['DPO'] }), /claim role/],
      ['of an overlong subject', () => sign({ ...good, sub: 'x'.repeat(256) }), /claim sub/],
      ['of an overlong organisation', () => sign({ ...good, org: 'x'.repeat(201) }), /claim org/],
      ['of an overlong name', () => sign({ ...good, name: 'x'.repeat(201) }), /claim name/],
      ['of a blank organisation', () => sign({ ...good, org: ' \u00a0' }), /claim org/],
      ['of an organisation with a line break', () => sign({ ...good, org: 'acme\nglobex' }), /claim org/],
      ['of a name that is no well-formed Unicode', () => sign({ ...good, name: 'Ada \ud800' }), /claim name/],
      ['of a name that is no text', () => sign({ ...good, name: { first: 'Ada' } }), /claim name/],
      ['longer than any honest one', () => Promise.resolve('x'.repeat(8_193)), /too long/],
      ['no token at all', () => Promise.resolve('a.b.c'), /JWS_INVALID|JWT_INVALID|ERR_/],
    ];

    test.each(cases)('%s', async (_, token, expected) => {
      const verification = await verifier().verify(await token());
      expect(reason(verification)).toMatch(expected);
    });

    test('and the reason, which is logged, quotes nothing of it', async () => {
      for (const payload of [
        { ...good, aud: 'secret-aud' },
        { ...good, role: 'secret-role' },
        { ...good, iss: 'secret-iss' },
      ]) {
        expect(reason(await verifier().verify(await sign(payload)))).not.toMatch(/secret/);
      }
    });
  });

  test('is borne with for five seconds of difference between the clocks', async () => {
    expect((await verifier().verify(await sign({ ...good, exp: seconds - 4 }))).ok).toBe(true);
    expect((await verifier().verify(await sign({ ...good, iat: seconds + 4, nbf: seconds + 4 }))).ok).toBe(true);
  });

  describe('once checked', () => {
    test('is remembered for a minute, so that its key is then asked for again', async () => {
      let at = now;
      let asked = 0;
      const checks = verifier(
        () => at,
        () => {
          asked += 1;
          return publicKey;
        },
      );
      const token = await sign(good);
      await checks.verify(token);
      at += 59_000;
      expect((await checks.verify(token)).ok).toBe(true);
      expect(asked).toBe(1);
      at += 2_000;
      expect((await checks.verify(token)).ok).toBe(true);
      expect(asked).toBe(2);
    });

    test('is not remembered beyond its end', async () => {
      let at = now;
      const checks = verifier(() => at);
      const token = await sign({ ...good, exp: seconds + 10 });
      expect((await checks.verify(token)).ok).toBe(true);
      at += 16_000;
      expect(reason(await checks.verify(token))).toMatch(/JWT_EXPIRED/);
    });

    test('lends nothing to a token that differs in one character', async () => {
      const checks = verifier();
      const token = await sign(good);
      await checks.verify(token);
      const forged = token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
      const other = `${token.slice(0, -8)}AAAAAAAA`;
      expect((await checks.verify(other)).ok).toBe(false);
      expect((await checks.verify(`${forged}x`)).ok).toBe(false);
    });
  });
});
