/** `npm start`: installs and builds where needed, then serves in this very process, so that signals need no passing on. */
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

setUp();
const main = new URL('../dist/cli/main.js', import.meta.url);
process.argv = [process.execPath, fileURLToPath(main), 'serve', ...process.argv.slice(2)];
await import(main.href);
