/** A stand-in of EventStoreDB in a process of its own: says where it is, and ends with its standard input. What it costs is no cost of the client. */
import { startStandIn } from '../../test/eventstore/server.js';

const standIn = await startStandIn();
console.log(standIn.connectionString);
process.stdin.on('end', () => {
  process.exit(0);
});
process.stdin.resume();
