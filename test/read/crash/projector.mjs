/**
 * A register's log and read models under one roof, until the process is killed: takes events into the log, projects them, and makes the read
 * models anew whenever everything is projected. Tells a line of JSON for each step. Runs on dist/.
 * Arguments: folder, file of events to take in (JSON, in their order), whether to rebuild at once.
 */
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedLog } from '../../../dist/log/index.js';
import { openReadModels, projectingInThread } from '../../../dist/read/index.js';

const [folder, story, rebuildAtOnce] = process.argv.slice(2);
const tell = (message) => writeSync(1, `${JSON.stringify(message)}\n`);

const events = JSON.parse(readFileSync(story, 'utf8'));
const log = openEmbeddedLog({ file: join(folder, 'events.sqlite'), positionStep: 7 });
let taken = 0;
for await (const event of log.readAll()) taken += event === null ? 0 : 1;
const thread = new URL('../../../dist/read/projectorThread.js', import.meta.url);
const models = await openReadModels({ folder, log, projecting: projectingInThread(thread) });
tell({ step: 'opened', taken });

async function rebuild() {
  tell({ step: 'rebuilding' });
  await models.rebuild();
  tell({ step: 'rebuilt' });
}

async function takeIn() {
  for (const { stream, revision, ...event } of events.slice(taken)) {
    const result = await log.append(stream, [event], revision === 0 ? 'noStream' : BigInt(revision - 1));
    if (!result.ok) throw new Error(`${stream} is not as the story goes`);
    tell({ step: 'taken', revision });
  }
}

await Promise.all([takeIn(), ...(rebuildAtOnce === 'true' ? [rebuild()] : [])]);
for (;;) await rebuild();
