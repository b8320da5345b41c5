import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LogFindings } from './logCheck.js';
import type { OpenChecker } from './checker.js';

/** Checks in a thread of their own. @param code of checkThread, as built. */
export function threadChecker(code: URL): OpenChecker {
  return (heads) => {
    const thread = new Worker(code, { workerData: { heads } });
    // Heard from the start: a thread that cannot even begin must end the check, and not the server.
    const broken = new Promise<never>((_resolve, reject) => {
      thread.once('error', reject);
      thread.once('exit', (exitCode) => {
        reject(new Error(`The thread that checks the log ended by itself (${exitCode})`));
      });
    });
    broken.catch(() => undefined);
    const ask = async (message: unknown): Promise<unknown> => {
      const answered = once(thread, 'message') as Promise<unknown[]>;
      // Where the thread breaks, both say so, and one of them is enough.
      answered.catch(() => undefined);
      thread.postMessage(message);
      return (await Promise.race([answered, broken]))[0];
    };
    return {
      add: async (events) => {
        await ask(events);
      },
      finish: async () => (await ask(null)) as LogFindings, // What the thread's only answer to null is.
      close: () => {
        void thread.terminate();
      },
    };
  };
}
