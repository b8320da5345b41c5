/**
 * Second step of the build, after tsc: what is started is one file each, because loading some two thousand files takes a second that one file
 * does not: the command line and the threads. And the verifier, because an auditor is handed one file that needs nothing else. Readable, not minified.
 */
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const dist = new URL('../dist/', import.meta.url);
const common = { bundle: true, platform: 'node', target: 'node20', format: 'esm', logLevel: 'warning' };

/** Each beside its entry point, so that what is found from a folder of the build is found from here too. */
const programs = {
  'cli/article33.mjs': 'cli/main.js',
  'read/projectorThread.mjs': 'read/projectorThread.js',
  'read/queries/readThread.mjs': 'read/queries/readThread.js',
  'application/proofs/checkThread.mjs': 'application/proofs/checkThread.js',
};

for (const [program, entry] of Object.entries(programs)) {
  await build({
    ...common,
    // type-graphql names types by their classes.
    keepNames: true,
    entryPoints: [inDist(entry)],
    outfile: inDist(program),
    // Native code, files that are read by their place in their package, and what few registers need: loaded when it is asked for.
    external: ['better-sqlite3', 'altair-static', '@eventstore/db-client'],
    // Packages in CommonJS ask for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}
// npx keeps a link to whatever the command was when it was first asked for here.
for (const command of ['cli/article33.mjs', 'cli/main.js']) chmodSync(inDist(command), 0o755);

await build({ ...common, entryPoints: [inDist('verifier/main.js')], outfile: inDist('verify.mjs') });

function inDist(path) {
  return fileURLToPath(new URL(path, dist));
}
