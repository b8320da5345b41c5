import type { EventLog, SubscribeOptions } from '../../src/log/port.js';

/** The log as a node has it whose subscriptions are told nothing before `release`: what is written is not sealed. */
export function held(log: EventLog, release: Promise<void>): EventLog {
  async function* subscribeAll(options: SubscribeOptions) {
    const aborted = new Promise<void>((resolve) => {
      options.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    await Promise.race([release, aborted]);
    if (!options.signal.aborted) yield* log.subscribeAll(options);
  }
  return new Proxy(log, {
    get: (target, name) => {
      const value: unknown = name === 'subscribeAll' ? subscribeAll : Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => Reflect.apply(value, target, given);
    },
  });
}
