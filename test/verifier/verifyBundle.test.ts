/** The verifier: what is right passes, what was touched is caught with the right code. */
import { Bench } from './verdicts.js';
import { listed, type Files } from './bag.js';
import { headOf, instantOf, levelA, levelB, sealAll, secondsAt, toldEvents, type SealedEvent } from './smallLog.js';

const bench = new Bench();
afterAll(() => {
  bench.end();
});

let number = 0;
const verdictOf = async (files: Files, heads: readonly string[] = [], asTheyAre = false) =>
  bench.verdict(await bench.pack(`case-${(number += 1)}`, files, asTheyAre), heads);

const events = sealAll(toldEvents(13));
const text = (files: Files, name: string) => (files.get(name) ?? Buffer.alloc(0)).toString('utf8');
/** The lines of a file, changed. */
function edited(files: Files, name: string, edit: (lines: string[]) => string[]): Files {
  const lines = text(files, name).trimEnd().split('\n');
  return new Map([...files, [name, Buffer.from(`${edit(lines).join('\n')}\n`)]]);
}

describe('what is right', () => {
  test.each([1, 2, 3, 4, 5, 8, 13, 64])(
    'a log of %i events is intact; complete with a head kept outside',
    async (count) => {
      const log = sealAll(toldEvents(count));
      const alone = await verdictOf(levelA(log));
      expect(alone).toMatchObject({
        exit: 3,
        faults: [],
        report: { intact: true, complete: null, eventsChecked: count },
      });
      expect(alone.report?.notProven).toContain('COMPLETENESS_NO_OUTSIDE_HEAD');
      const held = await verdictOf(levelA(log), [headOf(log)]);
      expect(held).toMatchObject({ exit: 0, faults: [], report: { intact: true, complete: true } });
    },
  );

  test('an older head kept outside proves completeness up to it, and says that it does no more', async () => {
    const { exit, report } = await verdictOf(levelA(events, [4]), [headOf(events, 7)]);
    expect(exit).toBe(0);
    expect(report?.notProven).toContain('AFTER_OUTSIDE_HEAD');
  });

  test('level B proves each event, and never completeness', async () => {
    const { exit, faults, report } = await verdictOf(levelB(events, [4, 8]), [headOf(events, 8)]);
    expect([exit, faults]).toEqual([3, []]);
    expect(report?.notProven).toContain('COMPLETENESS_LEVEL_B');
    expect(report?.notProven).not.toContain('HEADS_NOT_LINKED');
  });

  test('a head that no proof leads to is said to be unlinked at level B', async () => {
    const { report } = await verdictOf(levelB(events), [headOf(events, 8)]);
    expect(report?.notProven).toContain('HEADS_NOT_LINKED');
  });

  test('what is withheld is counted apart from what is missing', async () => {
    const { report } = await verdictOf(levelA(events));
    expect(report).toMatchObject({ payloadsWithheld: 1, payloadsChecked: 5 });
    expect(report?.notProven).toContain('PAYLOADS_WITHHELD');
  });

  test('the same bundle gives the same report', async () => {
    const path = await bench.pack('same', levelA(events));
    expect(await bench.verdict(path)).toEqual(await bench.verdict(path));
  });
});

describe('what was cut off', () => {
  test.each([1, 2, 5, 12])(
    '%i events cut from the end, honestly signed: only a head kept outside tells',
    async (cut) => {
      const shorter = levelA(sealAll(toldEvents(13 - cut)));
      expect((await verdictOf(shorter)).exit).toBe(3);
      expect(await verdictOf(shorter, [headOf(events)])).toMatchObject({
        exit: 1,
        faults: ['TAIL_MISSING'],
        report: { complete: false },
      });
    },
  );
});

describe('what was rewritten and signed again with the real key', () => {
  const rewritten = (from: number): readonly SealedEvent[] =>
    sealAll(toldEvents(13).map((told, index) => (index < from ? told : { ...told, says: { number: 'another' } })));

  test.each([0, 3, 12])(
    'from event %i on: intact in itself, and against an older head forked, both heads shown',
    async (from) => {
      const files = levelA(rewritten(from));
      expect((await verdictOf(files)).exit).toBe(3);
      const { exit, faults, report } = await verdictOf(files, [headOf(events)]);
      expect([exit, faults]).toEqual([1, ['HEADS_DISAGREE']]);
      expect(report?.conflictingHeads).toEqual([text(files, 'data/checkpoint'), headOf(events)]);
    },
  );

  test('an older head in the bundle gives it away too', async () => {
    const files = new Map([...levelA(rewritten(3)), ['data/checkpoints/8', Buffer.from(headOf(events, 8))] as const]);
    expect(await verdictOf(files)).toMatchObject({ exit: 1, faults: ['HEADS_DISAGREE'] });
  });

  test('at level B the consistency proof does not hold', async () => {
    const honest = levelB(events, [4]);
    const files = new Map([...honest, ['data/checkpoints/4', Buffer.from(headOf(rewritten(0), 4))] as const]);
    expect(await verdictOf(files)).toMatchObject({ exit: 1, faults: ['HEADS_DISAGREE'] });
  });
});

describe('envelopes', () => {
  const name = 'data/envelopes.jsonl';
  const all = Array.from({ length: 13 }, (_, index) => index);

  test.each(all)('number %i left out, doubled or swapped is caught', async (at) => {
    const without = edited(levelA(events), name, (lines) => lines.toSpliced(at, 1));
    const doubled = edited(levelA(events), name, (lines) => lines.toSpliced(at, 0, lines[at] ?? ''));
    const swapped = edited(levelA(events), name, (lines) =>
      lines.with(at, lines[(at + 1) % 13] ?? '').with((at + 1) % 13, lines[at] ?? ''),
    );
    for (const files of [without, doubled, swapped]) {
      const { exit, faults } = await verdictOf(files);
      expect(exit).toBe(1);
      expect(faults).toContain('ROOT_DIFFERS');
    }
  });

  test('another instant, place or kind in an envelope is caught', async () => {
    const changes = [
      ['"type":"FactsRecorded"', '"type":"FactsRecordee"'],
      [instantOf(1), instantOf(2)],
      ['"rev":0,"seq":1', '"rev":0,"seq":2'],
    ] as const;
    for (const [before, after] of changes) {
      const files = edited(levelA(events), name, (lines) => lines.with(1, (lines[1] ?? '').replace(before, after)));
      const { exit, faults } = await verdictOf(files);
      expect(exit).toBe(1);
      expect(faults).toContain('ROOT_DIFFERS');
    }
  });

  test('an event that claims to be older than a head which does not hold it is caught, though honestly sealed', async () => {
    const backdated = sealAll(
      toldEvents(13).map((told, index) => (index === 11 ? { ...told, at: instantOf(2) } : told)),
    );
    expect(await verdictOf(levelA(backdated, [8]))).toMatchObject({ exit: 1, faults: ['TIME_OUT_OF_BRACKET'] });
    expect((await verdictOf(levelA(backdated))).exit).toBe(3);
  });

  test('so is one that claims to be younger than a head which holds it', async () => {
    const files = new Map([
      ...levelA(events),
      ['data/checkpoints/8', Buffer.from(headOf(events, 8, secondsAt(0) - 3_600))] as const,
    ]);
    expect(await verdictOf(files)).toMatchObject({ exit: 1, faults: ['TIME_OUT_OF_BRACKET'] });
  });
});

describe('payloads', () => {
  const name = 'data/incident.jsonl';

  test('a payload left out, exchanged or emptied is caught', async () => {
    const left = edited(levelA(events), name, (lines) => lines.toSpliced(2, 1));
    expect(await verdictOf(left)).toMatchObject({ exit: 1, faults: ['PAYLOAD_MISSING'] });
    const emptied = edited(levelA(events), name, (lines) =>
      lines.with(0, JSON.stringify({ data: null, meta: null, seq: 1 })),
    );
    expect(await verdictOf(emptied)).toMatchObject({ exit: 1, faults: ['PAYLOAD_MISSING'] });
    const exchanged = edited(levelA(events), name, (lines) => {
      const [first, second] = [JSON.parse(lines[0] ?? ''), JSON.parse(lines[1] ?? '')] as [object, object];
      return lines.with(0, JSON.stringify({ ...second, seq: Reflect.get(first, 'seq') as number }));
    });
    expect(await verdictOf(exchanged)).toMatchObject({ exit: 1, faults: ['PAYLOAD_ALTERED'] });
  });
});

describe('hostile and broken bundles', () => {
  test('keys and policies inside a bundle are no roots of trust', async () => {
    const files = new Map([...levelA(events), ['data/policy.txt', Buffer.from('log evil+00000000+AAAA\n')] as const]);
    expect((await verdictOf(files)).exit).toBe(3);
  });

  test.each([
    ['a file that no list names', (files: Files) => files.set('data/more.txt', Buffer.from('x'))],
    ['no list of tags', (files: Files) => (files.delete('tagmanifest-sha256.txt'), files)],
    ['no declaration', (files: Files) => (files.delete('bagit.txt'), files)],
    [
      'a list that names a file twice',
      (files: Files) => {
        const manifest = text(files, 'manifest-sha256.txt');
        return files.set('manifest-sha256.txt', Buffer.from(manifest + manifest.slice(0, manifest.indexOf('\n') + 1)));
      },
    ],
  ])('no verdict on a bundle with %s', async (_what, spoil) => {
    expect((await verdictOf(spoil(listed(levelA(events))), [], true)).exit).toBe(2);
  });

  test('a file that is not as listed, and one that is listed and not there, is a fault', async () => {
    const files = listed(new Map([...levelA(events), ['data/README.txt', Buffer.from('read me\n')] as const]));
    const other = new Map([...files, ['data/README.txt', Buffer.from('read mee')] as const]);
    expect(await verdictOf(other, [], true)).toMatchObject({ exit: 1, faults: ['FIXITY'] });
    const gone = new Map([...files].filter(([name]) => name !== 'data/README.txt'));
    expect(await verdictOf(gone, [], true)).toMatchObject({ exit: 1, faults: ['FILE_MISSING'] });
  });
});
