import { SALT_BYTES, freshSalt } from '../../src/proof/index.js';

describe('salts', () => {
  it('are 32 bytes, never handed out twice, and stay what they were', () => {
    const salts = Array.from({ length: 1_000 }, freshSalt);
    const texts = salts.map((salt) => Buffer.from(salt).toString('hex'));
    for (const salt of salts) expect(salt).toHaveLength(SALT_BYTES);
    Array.from({ length: 1_000 }, freshSalt);
    expect(salts.map((salt) => Buffer.from(salt).toString('hex'))).toEqual(texts);
    expect(new Set(texts).size).toBe(salts.length);
  });
});
