/**
 * Appends under load until it is killed, and tells each append that was acknowledged, a line each, only afterwards. Runs on dist/.
 * Arguments: file of the log, number of writers, streams that go on from earlier runs as JSON `[[name, revision], …]`.
 */
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbeddedLog } from '../../../dist/log/index.js';
import { canonicalJson, sealedData } from '../../../dist/proof/index.js';

const [file, writers, earlier] = process.argv.slice(2);
const tell = (message) => writeSync(1, `${JSON.stringify(message)}\n`);

const log = openEmbeddedLog({ file, positionStep: 3 });
tell({ opened: log.id });

const organisations = Array.from({ length: 3 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

/** `append` and `of` let the reader tell whether an append is there in whole. */
function someEvents(organisation) {
  const append = randomUUID();
  const of = randomInt(1, 6);
  return Array.from({ length: of }, () => {
    const recordedAt = new Date().toISOString();
    return {
      id: randomUUID(),
      type: 'NoteAdded',
      organisation,
      recordedAt,
      data: sealedData({ note: 'x'.repeat(randomInt(0, 1_500)) }, randomBytes(32)),
      metadata: canonicalJson({ append, of, organisation, recordedAt }),
    };
  });
}

/** A stream of its own, one append after the other, each expecting exactly what the one before it was told. */
async function write(stream, revision, organisation) {
  let last = revision;
  for (;;) {
    const events = someEvents(organisation);
    const result = await log.append(stream, events, last === null ? 'noStream' : BigInt(last));
    if (!result.ok) throw new Error(`${stream} has another writer`);
    last = Number(result.revision);
    tell({ stream, last, ids: events.map(({ id }) => id) });
  }
}

const streams = JSON.parse(earlier);
try {
  await Promise.all(
    Array.from({ length: Number(writers) }, (_, index) => {
      const [stream, revision] = streams[index] ?? [`incident-${randomUUID()}`, null];
      return write(stream, revision, organisations[index % organisations.length]);
    }),
  );
} catch (error) {
  // A disk that fails: what was written can be read on.
  const reading = log.readAll()[Symbol.asyncIterator]();
  let readable = 0;
  while (!(await reading.next()).done) readable += 1;
  tell({ failed: error.code, words: error.message, readable });
  await log.close();
}
