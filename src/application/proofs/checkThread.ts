/** The thread that recomputes a log: hashing a million events keeps nobody else waiting. */
import { parentPort, workerData } from 'node:worker_threads';
import { LogCheck, type Checkable, type KnownHead } from './logCheck.js';

const { heads } = workerData as { readonly heads: readonly KnownHead[] }; // As threadChecker hands it over.
const check = new LogCheck(heads);

parentPort?.on('message', (events: readonly Checkable[] | null) => {
  if (events === null) parentPort?.postMessage(check.finish());
  else {
    for (const event of events) check.add(event);
    parentPort?.postMessage(null);
  }
});
