import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptSecret } from '../../src/store/keptSecret.js';

describe('a kept secret', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'article33-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('is made once and read ever after', () => {
    const file = join(folder, 'secret');
    expect(keptSecret(file, () => Buffer.from('first')).toString()).toBe('first');
    expect(keptSecret(file, () => Buffer.from('second')).toString()).toBe('first');
    expect(readFileSync(file, 'utf8')).toBe('first');
  });

  test('is for its owner alone and leaves no draft behind', () => {
    keptSecret(join(folder, 'secret'), () => Buffer.from('x'));
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secret']);
  });

  test('is the same one for a process that was overtaken while making it', () => {
    const file = join(folder, 'secret');
    const overtaken = keptSecret(file, () => {
      writeFileSync(file, 'theirs');
      return Buffer.from('ours');
    });
    expect(overtaken.toString()).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['secret']);
  });

  test('is an error where the folder is not there', () => {
    expect(() => keptSecret(join(folder, 'missing', 'secret'), () => Buffer.from('x'))).toThrow(/ENOENT/);
  });
});
