/**
 * The offline verifier over a whole log, beside bare SHA-256 of the same bytes, each in a process of its own: CPU, and the most memory held.
 * `npm run bench:verify [events]`: 1,000,000 events of about 1 kB unless told; ARTICLE33_BENCH_FOLDER names the disk (default: temporary folder).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { bagZip, fixed } from '../../src/documents/bundle/bagZip.js';
import {
  appendLeaf,
  checkpointText,
  emptyFrontier,
  envelope,
  frontierRoot,
  leafHash,
  noteOf,
  payloadCommitment,
  sealedData,
  signatureLine,
  signerOf,
  SIGNATURE,
} from '../../src/proof/index.js';
import { runVerifier } from '../../src/verifier/commandLine.js';
import { ZipFile } from '../../src/verifier/zip.js';
import { machine, report } from './harness.js';

const ORIGIN = 'bench.example/0/0';
const EVENTS_PER_STREAM = 8;
const words = 'Quatre champs des consultations ne sont pas enregistrés depuis la mise en ligne. '.repeat(8);
const signer = signerOf(ORIGIN, SIGNATURE, createHash('sha256').update('bench').digest());

interface Sealed {
  readonly envelope: string;
  readonly data: string;
  readonly metadata: string;
  readonly leaf: Uint8Array;
}

/** The same log at every call: sealed as the register seals, nothing random in it. */
function* sealedEvents(count: number): Generator<Sealed> {
  const last = new Map<string, Uint8Array>();
  const width = 64;
  for (let seq = 0; seq < count; seq += 1) {
    const wave = Math.floor(seq / (width * EVENTS_PER_STREAM));
    const stream = `incident-${wave}-${seq % width}`;
    const revision = Math.floor((seq % (width * EVENTS_PER_STREAM)) / width);
    const at = new Date(1_790_000_000_000 + seq).toISOString();
    const salt = createHash('sha256').update(`salt ${seq}`).digest();
    const data = sealedData({ number: seq, text: words }, salt);
    const metadata = `{"actor":"a_${seq % 50}","recordedAt":"${at}"}`;
    const id = `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`;
    const commitment = payloadCommitment(data, metadata);
    const previous = last.get(stream) ?? null;
    const text = envelope({ at, id, commitment, previous, revision, seq, stream, type: 'NoteAdded' });
    const leaf = leafHash(text);
    if (revision === EVENTS_PER_STREAM - 1) last.delete(stream);
    else last.set(stream, leaf);
    yield { envelope: text, data, metadata, leaf };
  }
}

async function makeBundle(count: number, path: string): Promise<string> {
  let frontier = emptyFrontier;
  for (const { leaf } of sealedEvents(count)) frontier = appendLeaf(frontier, leaf);
  const text = checkpointText({ origin: ORIGIN, size: count, root: frontierRoot(frontier) });
  const head = noteOf(text, [signatureLine(text, signer)]);
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const files = [
    fixed('data/checkpoint', head),
    {
      name: 'data/incident.jsonl',
      content: function* () {
        let seq = 0;
        for (const { data, metadata } of sealedEvents(count)) {
          yield `${JSON.stringify({ data: base64(data), meta: base64(metadata), seq })}\n`;
          seq += 1;
        }
      },
    },
    {
      name: 'data/envelopes.jsonl',
      content: function* () {
        for (const sealed of sealedEvents(count)) yield `${sealed.envelope}\n`;
      },
    },
  ];
  await pipeline(bagZip(files, [], new Date('2026-11-24T00:00:00Z')), createWriteStream(path));
  return head;
}

interface Used {
  readonly what: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/** What this process was started for, told to the one that started it. */
function tell(what: string, started: bigint): void {
  const { user, system } = process.cpuUsage();
  const used: Used = {
    what,
    seconds: Number(process.hrtime.bigint() - started) / 1e9,
    cpuSeconds: (user + system) / 1e6,
    megabytes: process.resourceUsage().maxRSS / 1_024,
  };
  process.stdout.write(JSON.stringify(used));
}

/** SHA-256 of every file of the bundle, unpacked: what nobody can do without. */
async function hashOnly(path: string): Promise<void> {
  const zip = await ZipFile.open(path, { files: 1_000, bytes: 1e12 });
  for (const { name } of zip.entries) {
    const hash = createHash('sha256');
    for await (const chunk of zip.read(name)) hash.update(chunk);
    hash.digest();
  }
}

const [mode = '1000000', bundle = '', policy = '', head = ''] = process.argv.slice(2);
const started = process.hrtime.bigint();
if (mode === 'verify') {
  let said = '';
  const code = await runVerifier([bundle, policy, '--last-head', head], {
    out: (text) => (said += text),
    err: (text) => (said += text),
  });
  if (code !== 0) throw new Error(`The verifier ended with ${code}: ${said}`);
  tell('offline verification', started);
} else if (mode === 'hash') {
  await hashOnly(bundle);
  tell('bare SHA-256 of the unpacked files', started);
} else {
  await compare(Number(mode));
}

async function compare(count: number): Promise<void> {
  const folder = mkdtempSync(join(process.env['ARTICLE33_BENCH_FOLDER'] ?? tmpdir(), 'article33-bench-'));
  try {
    const zip = join(folder, 'bundle.zip');
    const [policyFile, headFile] = [join(folder, 'policy.txt'), join(folder, 'head.txt')];
    writeFileSync(headFile, await makeBundle(count, zip));
    writeFileSync(policyFile, `log ${signer.verifier.vkey}\n`);
    const used = ['hash', 'verify'].map((what): Used => {
      const self = fileURLToPath(import.meta.url);
      const child = spawnSync(process.execPath, [self, what, zip, policyFile, headFile], { encoding: 'utf8' });
      if (child.status !== 0) throw new Error(child.stderr);
      return JSON.parse(child.stdout) as Used;
    });
    const rows = used.map(
      ({ what, seconds, cpuSeconds, megabytes }) =>
        `| ${what} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${Math.round(megabytes)} |`,
    );
    report(
      'docs/benchmarks.md',
      'verify',
      [
        '## Verifying a whole log offline',
        '',
        `A bundle of level A with ${count.toLocaleString('en')} events of about 1 kB, held to a head kept outside; a process each. ${machine()}.`,
        '',
        '| | wall s | CPU s | most memory, MB |',
        '|---|---|---|---|',
        ...rows,
        '',
        'Target: 1,000,000 events in under 60 s of one core and 1 GB.',
      ].join('\n'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
