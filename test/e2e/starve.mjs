/** Preloaded into a server: told a number, its event loop does nothing else for so many milliseconds. */
process.on('message', (milliseconds) => {
  for (const end = Date.now() + milliseconds; Date.now() < end;);
});
// The channel keeps no process alive.
process.channel?.unref();
