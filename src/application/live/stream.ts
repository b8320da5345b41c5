import type { Stream } from './live.js';

/**
 * A generator that can be left while it waits: its own `return` would be held back until the wait is over, which may be never.
 * @param leave wakes the generator, which then returns by itself; called once.
 */
export function leavable<T>(generator: AsyncGenerator<T, void>, leave: () => void): Stream<T> {
  let left = false;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => generator.next(),
    return: async () => {
      if (!left) {
        left = true;
        leave();
      }
      await generator.return();
      return { done: true, value: undefined };
    },
  };
}
