import { Turns } from '../../src/application/turns.js';

describe('turns', () => {
  test('are taken in the order of asking for one key, and not waited for by another', async () => {
    const turns = new Turns();
    const done: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = turns.take('a', async () => {
      await held;
      done.push('a1');
    });
    const second = turns.take('a', () => Promise.resolve(done.push('a2')));
    await turns.take('b', () => Promise.resolve(done.push('b1')));
    expect(done).toEqual(['b1']);
    release();
    await Promise.all([first, second]);
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  test('go on after one that failed, which alone is told so', async () => {
    const turns = new Turns();
    const failed = turns.take('a', () => Promise.reject(new Error('the first')));
    const next = turns.take('a', () => Promise.resolve('the second'));
    await expect(failed).rejects.toThrow('the first');
    expect(await next).toBe('the second');
  });
});
