import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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

/** A subscriber who is busy with what he was given until he is told to go on: then he asks something else, and what comes next. */
const BUSY = `
import { once } from 'node:events';
const { openEventStoreLog } = await import(process.argv[1] + '/log/index.js');
const log = await openEventStoreLog({ connectionString: process.argv[2] });
const subscription = log.subscribeAll({ signal: new AbortController().signal });
await subscription.next();
console.log('busy');
await once(process.stdin, 'data');
for (;;) try { await log.head(); break; } catch {}
await subscription.next();
console.log('back');
process.exit(0);
`;

const dist = `file://${join(__dirname, '../../dist')}`;

describe('a subscription whose reader is busy', () => {
  it('ends no process where its connection is cut: whoever asks next is given what comes next', async () => {
    const standIn = await aStandIn();
    const args = ['--input-type=module', '-e', BUSY, dist, standIn.connectionString];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('busy');
    standIn.relay.cut();
    // Where it is gone already there is nobody to hear it.
    child.stdin.on('error', () => undefined);
    child.stdin.write('go on\n');
    expect((await lines.next()).value).toBe('back');
    expect(await ended).toEqual([0, null]);
  });
});

describe('a closed log', () => {
  it('holds nothing: the process ends by itself, with its work done', async () => {
    const { connectionString } = await aStandIn();
    const args = ['--input-type=module', '-e', PROGRAM, dist, connectionString];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe('closed\n');
  });
});
