/** Two verifiers by two hands say the same of bundles altered in every way that a seed draws; and a single flipped bit never passes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chanceOf } from '../simulation/chance.js';
import { listed, pack, type Files } from './bag.js';
import { mutantOf } from './mutants.js';
import { headOf, levelA, levelB, sealAll, toldEvents } from './smallLog.js';
import { Bench, canRunSecond } from './verdicts.js';

const long = process.env['ARTICLE33_LONG'] === '1';
const MUTANTS = long ? 1_000 : 40;
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);

const bench = new Bench();
afterAll(() => {
  bench.end();
});

const events = sealAll(toldEvents(13));
const heads = [headOf(events, 7)];

test(`the second verifier agrees on ${MUTANTS} altered bundles (seed ${seed})`, async () => {
  if (!canRunSecond()) {
    process.stderr.write('NOT CHECKED: python3 or openssl is missing here, so the second verifier was not asked.\n');
    return;
  }
  const chance = chanceOf(seed);
  const bundles: Files[] = [listed(levelA(events, [4])), listed(levelB(events, [4]))];
  const cases: { readonly what: string; readonly path: string }[] = [];
  for (let index = 0; index < MUTANTS; index += 1) {
    const { what, files, relisted } = mutantOf(bundles[index % 2] ?? new Map<string, Buffer>(), () => chance.next());
    cases.push({ what, path: await bench.pack(`mutant-${index}`, files, !relisted) });
  }
  const second = bench.secondVerdicts(
    cases.map(({ path }) => path),
    heads,
  );
  for (const [index, { what, path }] of cases.entries()) {
    const { exit, faults } = await bench.verdict(path, heads);
    expect({ index, what, exit, faults }).toEqual({ index, what, ...second?.[index] });
  }
}, 600_000);

test('the second verifier agrees on bundles of which one file is gone, be it listed still or not', async () => {
  const cases: { readonly what: string; readonly path: string }[] = [];
  for (const bundle of [listed(levelA(events, [4])), listed(levelB(events, [4]))]) {
    for (const name of bundle.keys()) {
      for (const asTheyAre of [true, false]) {
        const files = new Map([...bundle].filter(([other]) => other !== name));
        const path = await bench.pack(`gone-${cases.length}`, files, asTheyAre);
        cases.push({ what: `${name} gone, ${asTheyAre ? 'listed' : 'not listed'}`, path });
      }
    }
  }
  const paths = cases.map(({ path }) => path);
  for (const [index, second] of (bench.secondVerdicts(paths, heads) ?? []).entries()) {
    const { exit, faults } = await bench.verdict(paths[index] ?? '', heads);
    expect({ what: cases[index]?.what, exit, faults }).toEqual({ what: cases[index]?.what, ...second });
  }
}, 600_000);

describe('a single bit flipped, and the lists made anew by a careful hand', () => {
  const chance = chanceOf(seed);
  const step = long ? 1 : 97;

  test.each(['A', 'B'] as const)(
    'is caught everywhere in a bundle of level %s (seed ' + String(seed) + ')',
    async (level) => {
      const honest = level === 'A' ? levelA(events, [4]) : levelB(events, [4]);
      for (const [name, bytes] of honest) {
        for (let at = chance.below(step); at < bytes.length; at += step) {
          const flipped = Buffer.from(bytes);
          flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
          const path = await bench.pack('flipped', new Map([...honest, [name, flipped]]));
          const { exit, report } = await bench.verdict(path);
          // A cosignature under a name or key that nobody knows is passed over (C2SP signed-note): then no time is stated, and that is said.
          const untimed = name.startsWith('data/checkpoint') && at >= bytes.lastIndexOf('—') && report !== null;
          if (untimed && exit !== 1) expect(report.cosignedBy.length + report.furtherFaults).toBeLessThan(2);
          else expect({ name, at, exit }).toEqual({ name, at, exit: 1 });
        }
      }
    },
    600_000,
  );
});

test(`bytes flipped in the ZIP itself never give a verdict of intact with other content (seed ${seed})`, async () => {
  const chance = chanceOf(seed);
  const path = join(bench.folder, 'whole.zip');
  await pack(listed(levelA(events)), path);
  const whole = readFileSync(path);
  const honest = await bench.verdict(path);
  for (let round = 0; round < (long ? 2_000 : 60); round += 1) {
    const broken = Buffer.from(whole);
    const at = chance.below(broken.length);
    broken[at] = (broken[at] ?? 0) ^ (1 << chance.below(8));
    writeFileSync(path, broken);
    const { exit, report } = await bench.verdict(path);
    // A flag or a date that no verifier reads may change and nothing with it.
    if (exit === 3) expect(report).toEqual(honest.report);
    else expect([1, 2]).toContain(exit);
  }
}, 600_000);
