/**
 * A build makes one file of what runs in a thread (`scripts/bundle.mjs`). Benchmarks are compiled, not bundled: here that file only loads the compiled one.
 */
import { writeFileSync } from 'node:fs';

const THREADS = ['read/projectorThread', 'read/queries/readThread', 'application/proofs/checkThread'];

for (const thread of THREADS) {
  const name = thread.slice(thread.lastIndexOf('/') + 1);
  writeFileSync(new URL(`../../src/${thread}.mjs`, import.meta.url), `import './${name}.js';\n`);
}
