/**
 * What signing costs whoever writes: 64 appends in flight through the signing log, a head once a second and every 256 leaves, against the same log without it.
 * And what exporting a whole log holds in memory. `npm run bench:signing [events] [events of the export]`; ARTICLE33_BENCH_FOLDER names the disk.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { knownOrganisations, operatorOf } from '../../src/application/knownOrganisations.js';
import { machineTicker } from '../../src/application/live/ticker.js';
import { openProofs } from '../../src/application/proofs/openProofs.js';
import { newEvents } from '../../src/application/recording.js';
import { SigningKeys } from '../../src/application/signing/keys.js';
import { SignedLog } from '../../src/application/signing/signedLog.js';
import { Signing } from '../../src/application/signing/signing.js';
import { evidenceBundle } from '../../src/documents/bundle/bundle.js';
import type { ActorId, EntryId, OrganisationId } from '../../src/incident/ids.js';
import { instantAt, type Instant } from '../../src/law/instant.js';
import { openEmbeddedLog, type EmbeddedLog, type EventLog, type StreamName } from '../../src/log/index.js';
import { machine, measure, report, table, type Alternative } from './harness.js';

const [events = 8_192, exported = 1_000_000] = process.argv.slice(2).map(Number);
const IN_FLIGHT = 64;
const HOST = 'bench.example';
const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
const keys = SigningKeys.parse(SigningKeys.fresh());
if (keys === null) throw new Error('No keys');
const house = randomUUID() as OrganisationId;
const recorder = { actor: randomUUID() as ActorId, organisation: house, role: 'HANDLER' };
const text = 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne. '.repeat(5);

let count = 0;
const newFile = () => join(folder, `${(count += 1)}.sqlite`);
const now = (): Instant => instantAt(Date.now());

/** Notes, appended one to a stream, as a command does it. */
async function write(log: EventLog, many: number): Promise<void> {
  let left = many;
  const writer = async () => {
    for (; left > 0;) {
      left -= 1;
      const stream = `incident-${randomUUID()}` as StreamName;
      const body = { type: 'EntryWithdrawn', data: { entryId: randomUUID() as EntryId, reasons: text } } as const;
      await log.append(stream, newEvents({ recorder, commandId: stream, mark: null }, [body], now()), 'noStream');
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
}

function writing(name: string, signs: boolean): Alternative {
  let log: EmbeddedLog;
  let signing: Signing | null;
  return {
    name,
    async prepare() {
      log = openEmbeddedLog({ file: newFile() });
      const alarm = (fault: Error) => {
        throw fault;
      };
      signing = signs
        ? new Signing({
            log,
            seals: log.seals,
            keys: keys ?? never(),
            host: HOST,
            now,
            patience: 1_000,
            ticker: machineTicker,
            alarm,
          })
        : null;
      await signing?.start();
    },
    async run() {
      await write(signing === null ? log : new SignedLog(log, signing), events);
      await signing?.close(); // The last head is part of what it costs.
      return events;
    },
    clean: () => log.close(),
  };
}

function never(): never {
  throw new Error('No keys');
}

async function exporting(): Promise<{ readonly seconds: number; readonly bytes: number; readonly grown: number }> {
  const log = openEmbeddedLog({ file: newFile() });
  const stream = `organisation-${house}` as StreamName;
  const registered = { type: 'OrganisationRegistered', data: { claim: 'bench' } } as const;
  await log.append(stream, newEvents({ recorder, commandId: '', mark: null }, [registered], now()), 'noStream');
  await write(log, exported);
  const opened = await openProofs({ log, seals: log.seals, keys: keys ?? never(), host: HOST, alarm: never });
  const [organisation] = await knownOrganisations(log, log.seals);
  const source = await opened.proofs.evidence(operatorOf(organisation ?? never()), null);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let [bytes, most] = [0, before];
  const start = process.hrtime.bigint();
  const zip = await evidenceBundle({
    source: source ?? never(),
    level: 'A',
    names: () => Promise.resolve(new Map()),
    madeAt: new Date(),
    verifier: null,
  });
  await pipeline(
    zip,
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        most = Math.max(most, process.memoryUsage().rss);
        done();
      },
    }),
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  await opened.close();
  await log.close();
  return { seconds, bytes, grown: most - before };
}

const measured = await measure([writing('without signing', false), writing('with signing', true)]);
const { seconds, bytes, grown } = await exporting();
rmSync(folder, { recursive: true, force: true });
report(
  'docs/benchmarks.md',
  'signing',
  [
    '## Signing and exporting',
    '',
    `One event of about 1 kB to an append, ${IN_FLIGHT} in flight, ${events.toLocaleString('en')} events a round; a head every second, or 256 leaves, and one at the end. ${machine()}.`,
    '',
    table(measured, 'events'),
    '',
    'Target: CPU with signing at most the printed spread above, at most 10 %.',
    '',
    `A bundle of the whole log (level A, page for reading included) of ${exported.toLocaleString('en')} events: ${seconds.toFixed(1)} s, ${(bytes / 1e6).toFixed(0)} MB, memory (resident set) grown by at most ${(grown / 1e6).toFixed(0)} MB. Target: under 200 MB.`,
  ].join('\n'),
);
