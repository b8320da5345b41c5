/**
 * `npm test [-- --long] [-- <arguments of jest>]`: installs and builds where needed, runs the tests, and ends with `N passed, N failed`.
 * `--long` runs the long series whole (ARTICLE33_LONG=1).
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

const args = process.argv.slice(2);
const long = args.includes('--long');

setUp();
const folder = mkdtempSync(join(tmpdir(), 'article33-test-'));
const report = join(folder, 'report.json');
console.log(
  long
    ? 'Running all tests, the long series whole (jest) …'
    : 'Running the tests (jest); npm run test:long runs the long series whole …',
);
const status = await jest(args.filter((arg) => arg !== '--long'));
const { passed, failed, skipped } = counted();
rmSync(folder, { recursive: true });
console.log(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
process.exitCode = status === 0 && failed === 0 ? 0 : 1;

/** Resolves to jest's exit code; signals that reach only this process are passed on. */
function jest(jestArgs) {
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${report}`, ...jestArgs],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(long ? { ARTICLE33_LONG: '1' } : {}) },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A file of tests that could not even be loaded counts as one failed test, and so does a run that left no report. */
function counted() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + numRuntimeErrorTestSuites,
      skipped: numPendingTests + numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
