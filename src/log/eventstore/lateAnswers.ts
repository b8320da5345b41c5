/**
 * A fault of the client, kept from ending the process. All its appends go by one long call, and every client of the process keeps what waits
 * for an answer in one list. A fault of one call, even of one already replaced, empties that list; an answer that comes after that is looked
 * up in vain and throws where nobody can catch it. Whoever waited was told of the fault already: the answer is nobody's any more.
 */
import type { EventEmitter } from 'node:events';

interface AppendCall extends EventEmitter {
  cancel(): void;
}

/**
 * @param client EventStoreDB's. @returns what ends the long call, for a server that has stopped answering it: whoever waits hears of a fault, and the next append opens
 * another. @throws TypeError where the client is none of the versions known: it opens its calls in another way.
 */
export function ignoreLateAnswers(client: object): () => void {
  const create: unknown = Reflect.get(client, 'GRPCStreamCreator');
  if (typeof create !== 'function')
    throw new TypeError('This client of EventStoreDB opens its calls in an unknown way');
  let current: AppendCall | null = null;
  Reflect.set(client, 'GRPCStreamCreator', (...given: readonly unknown[]) => {
    const open: unknown = Reflect.apply(create, client, given);
    if (typeof open !== 'function' || !given.includes('appendToStream')) return open;
    return async () => {
      const call: unknown = await Reflect.apply(open, undefined, []);
      if (isAppendCall(call) && call !== current) {
        current = call;
        guard(call);
      }
      return call;
    };
  });
  return () => {
    current?.cancel();
  };
}

function guard(call: AppendCall): void {
  for (const listener of call.listeners('data')) {
    call.off('data', listener as () => void);
    call.on('data', (answer: unknown) => {
      try {
        Reflect.apply(listener, call, [answer]);
      } catch {
        // Its append is settled, or will be when its patience is at its end.
      }
    });
  }
}

function isAppendCall(value: unknown): value is AppendCall {
  return typeof value === 'object' && value !== null && 'listeners' in value && 'cancel' in value;
}
