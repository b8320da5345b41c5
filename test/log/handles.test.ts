import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aFolder } from './folder.js';

/** Everything that can hold a process: an append, a subscription that waits, reads left in the middle; then close. */
const PROGRAM = `
import { randomBytes, randomUUID } from 'node:crypto';
const { openEmbeddedLog } = await import(process.argv[1] + '/log/index.js');
const { canonicalJson, sealedData } = await import(process.argv[1] + '/proof/index.js');
const log = openEmbeddedLog({ file: process.argv[2] });
const organisation = randomUUID();
const recordedAt = new Date().toISOString();
const event = { id: randomUUID(), type: 'NoteAdded', organisation, recordedAt,
  data: sealedData({}, randomBytes(32)), metadata: canonicalJson({ organisation, recordedAt }) };
const subscription = log.subscribeAll({ signal: new AbortController().signal });
await subscription.next();
const waiting = subscription.next();
await log.append('incident-' + randomUUID(), [event], 'noStream');
await waiting;
for await (const _ of log.readAll()) break;
await log.close();
await subscription.next();
console.log(JSON.stringify(process.getActiveResourcesInfo().filter((kind) => !/Pipe|TTY/.test(kind))));
`;

describe('a closed log', () => {
  const folder = aFolder();
  afterAll(folder.remove);

  it('holds nothing: the process ends by itself, and the write-ahead log is folded into the file', async () => {
    const dist = `file://${join(__dirname, '../../dist')}`;
    const args = ['--input-type=module', '-e', PROGRAM, dist, folder.path('log.sqlite')];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(JSON.parse(stdout)).toEqual([]);
    expect(readdirSync(folder.path('.'))).toEqual(['log.sqlite']);
  });
});
