/** The thread of a projector: derives and writes rows while the thread that holds the log answers requests. */
import { parentPort } from 'node:worker_threads';
import type { RecordedEvent, StreamName } from '../log/port.js';
import { projectingInPlace, type Projecting } from './projecting.js';
import { errorOf, faultOf, type Call, type FromThread, type Standing, type ToThread } from './threadMessages.js';

interface Waiting {
  readonly resolve: (events: readonly RecordedEvent[]) => void;
  readonly reject: (error: Error) => void;
}

const waiting = new Map<number, Waiting>();
let reads = 0;
let projecting: Projecting | null = null;

const say = (message: FromThread) => parentPort?.postMessage(message);

/** Streams are folded again from what the other thread reads. */
const log = {
  async *readStream(stream: StreamName, { from = 0n, limit = Number.MAX_SAFE_INTEGER } = {}) {
    const number = (reads += 1);
    const events = new Promise<readonly RecordedEvent[]>((resolve, reject) => waiting.set(number, { resolve, reject }));
    say({ kind: 'read', number, stream, from, limit });
    yield* await events;
  },
};

async function answer(call: Call): Promise<void> {
  if (call.method === 'open') {
    projecting = await projectingInPlace(call.file, log);
    return;
  }
  if (projecting === null) throw new Error('The projector is not open');
  if (call.method === 'apply') await projecting.apply(call.events);
  else await projecting[call.method]();
}

function standing(): Standing | null {
  return projecting === null ? null : { checkpoint: projecting.checkpoint, renewing: projecting.renewing };
}

parentPort?.on('message', (message: ToThread) => {
  const { number } = message;
  switch (message.kind) {
    case 'call':
      answer(message.call).then(
        () => say({ kind: 'done', number, standing: standing() }),
        (error: unknown) => say({ kind: 'failed', number, fault: faultOf(error), standing: standing() }),
      );
      return;
    case 'events':
      waiting.get(number)?.resolve(message.events);
      waiting.delete(number);
      return;
    case 'unread':
      waiting.get(number)?.reject(errorOf(message.fault));
      waiting.delete(number);
  }
});
