/** A check in a thread of its own ends with its thread, however that ends. */
import { threadChecker } from '../../../src/application/proofs/threadChecker.js';

const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

test.each([
  ['cannot begin', `throw new Error('no such program')`],
  ['ends by itself', 'process.exit(3)'],
  [
    'breaks at what it is given',
    `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('broken'); });`,
  ],
])('a thread that %s ends the check with an error', async (_what, code) => {
  const checker = threadChecker(program(code))([]);
  await expect(checker.add([])).rejects.toThrow();
  await expect(checker.finish()).rejects.toThrow();
  checker.close();
});
