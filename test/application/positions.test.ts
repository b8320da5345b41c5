import fc from 'fast-check';
import { Positions } from '../../src/application/positions.js';
import type { Position } from '../../src/log/port.js';

const LOG = '0192f3a1-0000-4000-8000-000000000001';
const OTHER = '0192f3a1-0000-4000-8000-000000000002';
const positions = new Positions('secret', LOG);
const places = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((place) => place as Position);

describe('a position as clients hold it', () => {
  test('opens to the place that was sealed, and is the same token every time', () => {
    fc.assert(
      fc.property(places, (place) => {
        const token = positions.seal(place);
        expect(token).toMatch(/^[A-Za-z0-9_-]{54}$/);
        expect(new Positions('secret', LOG).seal(place)).toBe(token);
        expect(positions.open(token)).toEqual({ ok: true, position: place });
      }),
    );
  });

  test('stays readable: clients hold tokens across versions', () => {
    expect(positions.seal(42n as Position)).toBe('isGj8bBPdhDV0e-AG8B2JjrXYYGIf2etFYjfU63e8g-3qbJFOYK5nw');
  });

  test('is refused as forged wherever one bit of it was changed', () => {
    const bytes = Buffer.from(positions.seal(42n as Position), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(positions.open(changed.toString('base64url'))).toEqual({ ok: false, reason: 'FORGED' });
    }
  });

  test('is refused as forged where it is any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(positions.open(text)).toEqual({ ok: false, reason: 'FORGED' });
      }),
    );
  });

  test('has one spelling: signs that decoding skips, padding and the other alphabet are refused', () => {
    const token = positions.seal(7n as Position);
    for (const spelt of [`${token}=`, `${token}==`, ` ${token}`, `${token}\n`, `${token}A`, token.slice(0, -1)]) {
      expect(positions.open(spelt)).toEqual({ ok: false, reason: 'FORGED' });
    }
  });

  test('is told apart from one of another log, and from one under another secret', () => {
    const elsewhere = new Positions('secret', OTHER).seal(42n as Position);
    expect(positions.open(elsewhere)).toEqual({ ok: false, reason: 'OTHER_LOG' });
    expect(positions.open(new Positions('other', LOG).seal(42n as Position))).toEqual({ ok: false, reason: 'FORGED' });
  });

  test('tells nothing of its neighbours: places side by side share no part of their tokens', () => {
    const [a, b] = [41n, 42n].map((place) => Buffer.from(positions.seal(place as Position), 'base64url'));
    const alike = [...(a ?? [])].filter((byte, index) => byte === b?.[index]).length;
    expect(alike).toBeLessThan(8);
  });
});
