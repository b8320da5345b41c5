/** `node verify.mjs <bundle.zip> <policy.txt> …`: no network, no other file, no trust in whoever made the bundle. */
import { runVerifier } from './commandLine.js';

process.exitCode = await runVerifier(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
