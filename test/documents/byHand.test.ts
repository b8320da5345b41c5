/** What data/README.txt tells an auditor to type works as it stands, with a POSIX shell, sha256sum, openssl and base64. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Level } from '../../src/documents/bundle/bundle.js';
import type { Caller } from '../../src/identity/caller.js';
import { by, incidentIn, openRegister, somebody, testKeys, type TestRegister } from '../application/register.js';
import { Bench } from '../verifier/verdicts.js';
import { filesIn, handOut, requestOf } from './handedOut.js';

const bench = new Bench();
let register: TestRegister;
let dpo: Caller;
let incidentId: string;
let logKeys: readonly string[];

beforeAll(async () => {
  const keys = testKeys().rotated() ?? fail();
  register = await openRegister({ signing: { keys, host: 'register.example' } });
  dpo = somebody();
  const say = by(register.application, dpo);
  ({ id: incidentId } = incidentIn(await say('reportIncident', { title: 'Un événement' })));
  await say('addNote', { text: 'Avis', visibility: 'LEGAL_PRIVILEGE' }, { incidentId });
  for (let note = 1; note <= 3; note += 1) await say('addNote', { text: `Note ${note}` }, { incidentId });
  const policy = await register.application.proofs.policy(dpo);
  logKeys = [...policy.matchAll(/^log (.*)$/gm)].map(([, vkey = '']) => vkey);
});
afterAll(async () => {
  await register.end();
  bench.end();
});

/** Unpacks a bundle into a folder of its own, each file after `alter`. */
async function unpacked(name: string, level: Level, alter = (_name: string, text: string) => text) {
  const files = await filesIn(await handOut(await requestOf(register, dpo, incidentId, level), bench.folder, name));
  const folder = join(bench.folder, name);
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), alter(file, text));
  }
  return { folder, files };
}

/** The commands of one step of the README, which stand eight columns in. */
function commandsOf(readme: string, step: number): string {
  const [, after = ''] = readme.split(`\n ${step}. `);
  const [own = ''] = after.split(/\n(?: \d\. |\n)/);
  return [...own.matchAll(/^ {8}(.*)$/gm)].map(([, line = '']) => line).join('\n');
}

function typed(folder: string, commands: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', commands], { cwd: folder, encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n'), stderr };
}

/** Openssl and a POSIX shell are no part of what the project installs. */
const present = ['openssl version', 'sha256sum --version', 'base64 --version'].every(
  (command) => spawnSync('sh', ['-c', command]).status === 0,
);
if (!present)
  process.stderr.write('NOT CHECKED: openssl or sha256sum is missing here, so nothing was checked by hand.\n');

(present ? describe : describe.skip).each(['A', 'B'] as const)('by hand, a bundle of level %s', (level) => {
  test('has the files that it lists', async () => {
    const { folder, files } = await unpacked(`listed-${level}`, level);
    const commands = commandsOf(files.get('data/README.txt') ?? fail(), 1);
    expect(typed(folder, commands)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(join(folder, 'data/timeline.html'), 'another page');
    expect(typed(folder, commands).status).not.toBe(0);
  });

  test('bears the signature of each key that overlaps, and of no text but its own', async () => {
    expect(logKeys).toHaveLength(2);
    const { folder, files } = await unpacked(`signed-${level}`, level);
    const forged = await unpacked(`forged-${level}`, level, (name, text) =>
      name === 'data/checkpoint' ? text.replace(/\n(\d+)\n/, '\n1$1\n') : text,
    );
    for (const vkey of logKeys) {
      const commands = commandsOf(files.get('data/README.txt') ?? fail(), 2).replace('<vkey>', vkey);
      const verified = { status: 0, lines: ['Signature Verified Successfully'], stderr: '' };
      expect(typed(folder, commands)).toEqual(verified);
      expect(typed(forged.folder, commands).status).not.toBe(0);
    }
  });

  test('leads from its leaves to the root of the head, and a payload to its envelope', async () => {
    const { folder, files } = await unpacked(`tree-${level}`, level);
    const readme = files.get('data/README.txt') ?? fail();
    const hashes = typed(folder, commandsOf(readme, 3));
    const root = (files.get('data/checkpoint') ?? fail()).split('\n')[2];
    expect(hashes).toEqual({ status: 0, lines: [root, root], stderr: '' });
    const payload = typed(folder, `${commandsOf(readme, 3)}\n${commandsOf(readme, 4)}`);
    const [place, commitment] = payload.lines.slice(-2);
    const seq = /^"seq":(\d+)\}$/.exec(place ?? '')?.[1] ?? fail();
    expect(payload.stderr).toBe('');
    expect(envelopeAt(files, seq)).toContain(`"pc":"${commitment}"`);
  });
});

test.each(['A', 'B'] as const)(
  'every path and every line of a bundle of level %s leads to the same root',
  async (level) => {
    if (!present) return;
    const { folder, files } = await unpacked(`every-${level}`, level);
    const commands = commandsOf(files.get('data/README.txt') ?? fail(), 3);
    for (const [name] of [...files].filter(([file]) => file.endsWith('.tlog-proof'))) {
      const { lines } = typed(folder, commands.replace(/proof=\$\(.*\)/, `proof=${name}`));
      expect(lines[0]).toBe(lines[1]);
    }
    const altered = await unpacked(`altered-${level}`, level, (name, text) =>
      /envelopes|tlog-proof/.test(name) ? text.replace(/^(extra ....|\{"at":")./m, '$1_') : text,
    );
    const { lines } = typed(altered.folder, commands);
    expect(lines[0]).not.toBe(lines[1]);
  },
);

function envelopeAt(files: ReadonlyMap<string, string>, seq: string): string {
  const proof = files.get(`data/proofs/${seq}.tlog-proof`);
  if (proof !== undefined) return Buffer.from(/^extra (.*)$/m.exec(proof)?.[1] ?? '', 'base64').toString('utf8');
  return (files.get('data/envelopes.jsonl') ?? '').split('\n')[Number(seq)] ?? '';
}

function fail(): never {
  throw new Error('Not there');
}
