/** `npm start`: installs and builds where needed, then serves in this very process, so that signals need no passing on. */
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

setUp();
const main = new URL('../dist/cli/article33.mjs', import.meta.url);
process.argv = [process.execPath, fileURLToPath(main), 'serve', ...process.argv.slice(2)];
if (process.env.npm_lifecycle_event === 'start') stopWithParent();
await import(main.href);

/** npm runs us under a shell, and a signal to npm ends that shell alone: the server left behind would hold on to its data folder and port. */
function stopWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}
