/** dist/verify.mjs as an auditor has it: one file in an empty folder, a bundle, a policy, and nothing else. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headOf, levelA, policy, sealAll, toldEvents } from './smallLog.js';
import { Bench } from './verdicts.js';

const built = join(__dirname, '../../dist/verify.mjs');
const bench = new Bench();
const desk = join(bench.folder, 'desk');
const events = sealAll(toldEvents(13));

beforeAll(async () => {
  if (!existsSync(built)) throw new Error('This test runs on dist/: build it first');
  mkdirSync(desk);
  copyFileSync(built, join(desk, 'verify.mjs'));
  copyFileSync(await bench.pack('bundle', levelA(events)), join(desk, 'bundle.zip'));
  copyFileSync(await bench.pack('cut', levelA(events.slice(0, 12))), join(desk, 'cut.zip'));
  writeFileSync(join(desk, 'policy.txt'), policy);
  writeFileSync(join(desk, 'head.txt'), headOf(events));
});
afterAll(() => {
  bench.end();
});

/** Node's permission model: it reads this folder, writes nothing, starts no process and no thread. */
function verify(...args: readonly string[]) {
  const permitted = ['--experimental-permission', `--allow-fs-read=${desk}/*`, '--disable-warning=ExperimentalWarning'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...permitted, 'verify.mjs', ...args], {
    cwd: desk,
    encoding: 'utf8',
    env: { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8' },
  });
  return { code: status, out: stdout, err: stderr };
}

test('imports nothing but Node’s own modules, and none of them that reaches a network, a process or a thread', () => {
  const source = readFileSync(built, 'utf8');
  const imported = [...source.matchAll(/^\s*(?:import|export)\b[^'"]*\bfrom\s*["']([^"']+)["']/gm)].map(
    ([, name]) => name,
  );
  expect(new Set(imported)).toEqual(
    new Set([
      'node:buffer',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:stream',
      'node:stream/promises',
      'node:util',
      'node:zlib',
    ]),
  );
  const others =
    /\bimport\s*\(|(?<![#.])\brequire\s*\(|\bfetch\s*\(|WebSocket|XMLHttpRequest|\beval\s*\(|new Function/g;
  expect([...source.matchAll(others)].map(([found]) => found)).toEqual([]);
});

test('alone in a folder that it may only read, it says what the library says, twice the same, wherever the clock stands', async () => {
  const args = ['bundle.zip', 'policy.txt', '--last-head', 'head.txt', '--json'];
  const first = verify(...args);
  expect(first).toMatchObject({ code: 0, err: '' });
  const { report } = await bench.verdict(join(desk, 'bundle.zip'), [headOf(events)]);
  expect(JSON.parse(first.out)).toEqual(JSON.parse(JSON.stringify(report)));
  expect(verify(...args)).toEqual(first);
});

test.each([
  [3, ['bundle.zip', 'policy.txt']],
  [1, ['cut.zip', 'policy.txt', '--last-head', 'head.txt']],
  [2, ['missing.zip', 'policy.txt']],
  [2, ['policy.txt', 'bundle.zip']],
  [2, ['bundle.zip', 'policy.txt', '--skew', 'a while']],
  [2, []],
  [0, ['--help']],
] as const)('ends with %i for %j', (code, args) => {
  const ran = verify(...args);
  expect([ran.code, ran.out !== '', ran.err !== '']).toEqual([code, code !== 2, code === 2]);
  expect(ran.err).not.toMatch(/ at .*:\d+:\d+/);
});

test('the report says which log, by whose word until when, and what was not proven', () => {
  const { out } = verify('bundle.zip', 'policy.txt');
  expect(out).toMatch(/register\.example\/7d0f\/0/);
  expect(out).toMatch(/2026-03-01T08:13:00Z/);
  expect(out).toMatch(/Not proven by this check/);
});
