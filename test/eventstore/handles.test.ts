import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aStandIn } from './opened.js';

/** Everything that can hold a process: an append, a subscription that waits, a read left in the middle; then close. */
const PROGRAM = `
import { randomBytes, randomUUID } from 'node:crypto';
const { openEventStoreLog } = await import(process.argv[1] + '/log/index.js');
const { canonicalJson, sealedData } = await import(process.argv[1] + '/proof/index.js');
const log = await openEventStoreLog({ connectionString: process.argv[2] });
const organisation = randomUUID();
const recordedAt = new Date().toISOString();
const event = () => ({ id: randomUUID(), type: 'NoteAdded', organisation, recordedAt,
  data: sealedData({}, randomBytes(32)), metadata: canonicalJson({ organisation, recordedAt }) });
const subscription = log.subscribeAll({ signal: new AbortController().signal });
await subscription.next();
const waiting = subscription.next();
await log.append('incident-' + randomUUID(), [event(), event()], 'noStream');
await waiting;
for await (const _ of log.readAll()) break;
await log.close();
for (let item = await subscription.next(); item.done !== true; item = await subscription.next());
console.log('closed');
`;

describe('a closed log', () => {
  it('holds nothing: the process ends by itself, with its work done', async () => {
    const { connectionString } = await aStandIn();
    const dist = `file://${join(__dirname, '../../dist')}`;
    const args = ['--input-type=module', '-e', PROGRAM, dist, connectionString];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe('closed\n');
  });
});
