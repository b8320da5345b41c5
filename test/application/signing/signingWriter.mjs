/**
 * Appends and signs as fast as it can until it is killed, and tells each head that was signed, a line each, only afterwards. Runs on dist/.
 * Arguments: file of the log, file of the keys.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers';
import { SigningKeys } from '../../../dist/application/signing/keys.js';
import { SignedLog } from '../../../dist/application/signing/signedLog.js';
import { Signing } from '../../../dist/application/signing/signing.js';
import { openEmbeddedLog } from '../../../dist/log/index.js';
import { canonicalJson, sealedData } from '../../../dist/proof/index.js';

const [file, keyFile] = process.argv.slice(2);
const tell = (message) => writeSync(1, `${JSON.stringify(message)}\n`);
const log = openEmbeddedLog({ file });
const signing = new Signing({
  log,
  seals: log.seals,
  keys: SigningKeys.parse(readFileSync(keyFile, 'utf8')),
  host: 'register.example',
  now: () => new Date().toISOString(),
  patience: 1_000,
  ticker: { every: () => () => undefined },
  alarm: (fault) => tell({ alarm: fault.message }),
});
await signing.start();
const written = new SignedLog(log, signing);
tell({ started: true });

const organisations = Array.from({ length: 3 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);

async function write(organisation) {
  for (;;) {
    const recordedAt = new Date().toISOString();
    const event = {
      id: randomUUID(),
      type: 'NoteAdded',
      organisation,
      recordedAt,
      data: sealedData({ note: 'x' }, randomBytes(32)),
      metadata: canonicalJson({ organisation, recordedAt }),
    };
    await written.append(`incident-${randomUUID()}`, [event], 'noStream');
  }
}

async function sign(organisation) {
  for (;;) {
    const head = await signing.sign(organisation);
    if (head !== null) tell({ organisation, note: head.note });
    await new Promise(setImmediate);
  }
}

await Promise.all(organisations.flatMap((organisation) => [write(organisation), sign(organisation)]));
