/** `npm run demo [-- ransomware]`: installs and builds where needed, then tells a story through the API of a server of its own. */
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

setUp();
const main = new URL('../dist/cli/article33.mjs', import.meta.url);
process.argv = [process.execPath, fileURLToPath(main), 'demo', ...process.argv.slice(2)];
await import(main.href);
