/** Bundles whose ZIP lies: each is refused in words before anything of it is believed, and nothing is ever written. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Unreadable } from '../../src/verifier/faults.js';
import { verifyBundle } from '../../src/verifier/verifyBundle.js';
import type { ZipLimits } from '../../src/verifier/zip.js';
import { listed } from './bag.js';
import { rawZip, type RawEntry, type RawZip } from './rawZip.js';
import { levelA, policy, sealAll, toldEvents } from './smallLog.js';
import { Bench } from './verdicts.js';

const bench = new Bench();
afterAll(() => {
  bench.end();
});

const path = join(bench.folder, 'raw.zip');
const honest: readonly RawEntry[] = [...listed(levelA(sealAll(toldEvents(5))))].map(([name, bytes]) => ({
  name,
  bytes,
}));

/** The verdict; the words of the refusal where there is none. */
async function judged(zip: Buffer, limits?: ZipLimits): Promise<string> {
  writeFileSync(path, zip);
  try {
    const more = limits === undefined ? {} : { limits };
    const { verdict } = await verifyBundle({ bundle: path, policy, outsideHeads: [], skewSeconds: 300, ...more });
    return verdict;
  } catch (error) {
    if (error instanceof Unreadable) return error.message;
    throw error;
  }
}

const more = (entry: Partial<RawEntry>): RawZip => ({
  entries: [...honest, { name: 'data/more.txt', bytes: Buffer.from('more'), ...entry }],
});
/** The bundle with one of its listed files otherwise. */
const other = (change: Partial<RawEntry>, name = 'data/incident.jsonl'): RawZip => ({
  entries: honest.map((entry) => (entry.name === name ? { ...entry, ...change } : entry)),
});

test('a bundle written by the same hand without a lie is read: packed, as it is, and as ZIP64', async () => {
  expect(await judged(rawZip({ entries: honest }))).toBe('INTACT');
  expect(await judged(rawZip({ entries: honest.map((entry) => ({ ...entry, stored: true })) }))).toBe('INTACT');
  expect(await judged(rawZip({ entries: honest, claimed: honest.length }))).toBe('INTACT');
});

test.each([
  '../policy.txt',
  'data/../../policy.txt',
  'data/..',
  'data/./more.txt',
  'data//more.txt',
  'data/',
  '/etc/passwd',
  'C:/more.txt',
  'data\\..\\more.txt',
  'data/more\n.txt',
  'data/m\u00f6re.txt',
  `data/${'a'.repeat(200)}`,
  '',
])('a file named %j is refused', async (name) => {
  expect(await judged(rawZip(more({ name })))).toMatch(/name is not one of a bundle/);
});

const limits: ZipLimits = { files: honest.length, bytes: 100_000 };

test.each<[string, RawZip, RegExp]>([
  ['a symbolic link', more({ says: { mode: 0o120777 } }), /symbolic link/],
  ['two files of one name', more({ name: 'data/incident.jsonl' }), /two files named/],
  ['a file that is encrypted', other({ says: { flags: 1 } }), /encrypted/],
  ['a file packed in another way', other({ says: { method: 12 } }), /packed in a way that is not read/],
  ['a file that unpacks to more than is said', other({ says: { size: 10 } }), /unpacks to more than the directory/],
  ['a file that unpacks to less', other({ says: { size: 50_000 } }), /unpacks to less than the directory/],
  ['a file that is said to be packed and is not', other({ stored: true, says: { method: 8 } }), /cannot be unpacked/],
  ['two files over the same bytes', other({ says: { sharedWith: 'bagit.txt' } }), /overlaps another file/],
  ['no header at a file’s place', other({ header: 'none' }), /no header where the ZIP says/],
  ['a directory elsewhere', { entries: honest, shifted: 7 }, /directory of the ZIP/],
  ['a directory of fewer files than is said', { entries: honest, claimed: honest.length + 1 }, /is not whole/],
])('a ZIP with %s is refused', async (_what, zip, words) => {
  expect(await judged(rawZip(zip))).toMatch(words);
});

test('a million files, or one more than are read, are refused before any is looked at', async () => {
  expect(await judged(rawZip({ entries: honest, claimed: 1_000_000 }))).toMatch(/1000000 files; at most 100000/);
  expect(await judged(rawZip(more({})), limits)).toMatch(/files; at most/);
});

test('what unpacks to more than is read is refused by what the directory says, and by what comes out where that lies', async () => {
  const bomb = Buffer.alloc(50_000_000);
  expect(await judged(rawZip(other({ bytes: bomb })), limits)).toMatch(/unpacks to more than 100000 bytes/);
  expect(await judged(rawZip(other({ bytes: bomb, says: { size: 1_000 } })), limits)).toMatch(
    /incident\.jsonl unpacks to more than the directory/,
  );
});

test('a ZIP cut off anywhere, with more behind it, or none at all is refused', async () => {
  const whole = rawZip({ entries: honest });
  for (let cut = 1; cut < whole.length; cut += 97) {
    expect(await judged(whole.subarray(0, whole.length - cut))).toMatch(/no ZIP file, or is not whole/);
  }
  expect(await judged(Buffer.concat([whole, Buffer.from('x')]))).toMatch(/no ZIP file/);
  expect(await judged(Buffer.alloc(0))).toMatch(/no ZIP file/);
});

test('nothing of any bundle was written beside it', () => {
  expect(readdirSync(bench.folder)).toEqual(['raw.zip']);
});
