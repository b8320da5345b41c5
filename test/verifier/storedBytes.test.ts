/** A bit of any byte of what is stored counts; and bytes that were sealed in another spelling than the canonical one are told, honest or not. */
import { leafHash, payloadCommitment } from '../../src/proof/index.js';
import { chanceOf } from '../simulation/chance.js';
import type { Files } from './bag.js';
import { levelA, levelB, sealAll, toldEvents, type SealedEvent } from './smallLog.js';
import { Bench } from './verdicts.js';

const bench = new Bench();
afterAll(() => {
  bench.end();
});

// Of one stream: the bundle holds all of them.
const events = sealAll(toldEvents(3).map((told) => ({ ...told, stream: 'incident-1', privileged: false })));
/** Every byte where there is time for it, one of so many elsewhere: another one at every run. */
const STEP = process.env['ARTICLE33_LONG'] === '1' ? 1 : 41;
const seed = Number(process.env['ARTICLE33_SEED'] ?? Date.now() % 1_000_000);
const chance = chanceOf(seed);
const PAYLOADS = 'data/incident.jsonl';
const ENVELOPES = 'data/envelopes.jsonl';

interface Line {
  readonly data: string;
  readonly meta: string;
  readonly seq: number;
}

const linesOf = (files: Files, name: string) => (files.get(name)?.toString('utf8') ?? '').trimEnd().split('\n');
const withLine = (files: Files, name: string, at: number, line: string): Files =>
  new Map([...files, [name, Buffer.from(`${linesOf(files, name).with(at, line).join('\n')}\n`)]]);
const flipped = (bytes: Buffer, at: number, bit: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
};

describe.each([
  ['A', levelA(events)],
  ['B', levelB(events)],
] as const)(`in a bundle of level %s (seed ${seed})`, (level, honest) => {
  test.each(['data', 'meta'] as const)(
    'a bit flipped in a byte of %s is found, and named by its event',
    async (part) => {
      for (const [seq, line] of linesOf(honest, PAYLOADS).entries()) {
        const payload = JSON.parse(line) as Line;
        const bytes = Buffer.from(payload[part], 'base64');
        for (let at = chance.below(STEP); at < bytes.length; at += STEP) {
          const changed = { ...payload, [part]: flipped(bytes, at, chance.below(8)).toString('base64') };
          const path = await bench.pack('flipped', withLine(honest, PAYLOADS, seq, JSON.stringify(changed)));
          const { exit, report } = await bench.verdict(path);
          expect([at, exit, report?.faults]).toEqual([
            at,
            1,
            [{ code: 'PAYLOAD_ALTERED', file: PAYLOADS, seq, stream: 'incident-1' }],
          ]);
        }
      }
    },
    600_000,
  );

  test('a bit flipped in a byte of an envelope is found', async () => {
    for (const [seq, { envelope }] of events.entries()) {
      const bytes = Buffer.from(envelope);
      for (let at = chance.below(STEP); at < bytes.length; at += STEP) {
        const changed = flipped(bytes, at, chance.below(8));
        const files = level === 'A' ? inLine(honest, seq, changed) : inProof(honest, seq, changed);
        const { exit } = await bench.verdict(await bench.pack('flipped', files));
        expect([seq, at, exit]).toEqual([seq, at, 1]);
      }
    }
  }, 600_000);
});

function inLine(files: Files, seq: number, envelope: Buffer): Files {
  const parts = events.map((event, index) => (index === seq ? envelope : Buffer.from(event.envelope)));
  return new Map([...files, [ENVELOPES, Buffer.concat(parts.flatMap((part) => [part, Buffer.from('\n')]))]]);
}

function inProof(files: Files, seq: number, envelope: Buffer): Files {
  const name = `data/proofs/${seq}.tlog-proof`;
  const proof = files.get(name)?.toString('utf8') ?? '';
  return new Map([...files, [name, Buffer.from(proof.replace(/^extra .*$/m, `extra ${envelope.toString('base64')}`))]]);
}

describe('an event that was sealed in another spelling', () => {
  /** As a register does that seals what it should have refused: everything fits, but for the spelling. */
  function sealedAs(data: string): readonly SealedEvent[] {
    const [first, second, last] = events;
    if (first === undefined || second === undefined || last === undefined) throw new RangeError('Three events');
    const commitment = Buffer.from(payloadCommitment(data, last.metadata)).toString('base64');
    const envelope = last.envelope.replace(/"pc":"[^"]*"/, `"pc":"${commitment}"`);
    return [first, second, { ...last, data, envelope, leaf: leafHash(envelope) }];
  }
  const honest = events[2]?.data ?? '';

  test('as it should be, is no fault', async () => {
    expect(await bench.verdict(await bench.pack('as-it-is', levelA(sealedAs(honest))))).toMatchObject({ faults: [] });
  });

  test.each([
    ['a member twice', honest.replace('{"d":', '{"d":1,"d":')],
    ['a space', honest.replace('{"d":', '{ "d":')],
    ['members in another order', honest.replace(/^\{("d":.*),("s":"[^"]*")\}$/, '{$2,$1}')],
    ['a fraction', honest.replace('"number":2', '"number":2.5')],
    ['a number in another spelling', honest.replace('"number":2', '"number":2.0')],
    ['negative zero', honest.replace('"number":2', '"number":-0')],
    ['a whole number beyond 2^53', honest.replace('"number":2', '"number":12345678901234567890')],
    ['half a surrogate pair', honest.replace('😀', '\\ud83d')],
    ['an escape that needs none', honest.replace('É', '\\u00c9')],
    ['no JSON', honest.slice(1)],
  ])('is malformed: %s', async (_what, data) => {
    expect(data).not.toBe(honest);
    for (const files of [levelA(sealedAs(data)), levelB(sealedAs(data))]) {
      const verdict = await bench.verdict(await bench.pack('spelt', files));
      expect(verdict).toMatchObject({ exit: 1, faults: ['PAYLOAD_MALFORMED'], report: { faults: [{ seq: 2 }] } });
    }
  });
});
