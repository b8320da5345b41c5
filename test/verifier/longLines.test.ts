/** Lines beyond the 64 KiB at which other readers of such files give up: each verifier says the same of them, and nothing slips through. */
import { checkpointText, leafHash, noteOf, signatureLine } from '../../src/proof/index.js';
import type { Files } from './bag.js';
import { levelA, levelB, logKey, operatorKey, ORIGIN, rootOf, sealAll, secondsAt, toldEvents } from './smallLog.js';
import { Bench, canRunSecond } from './verdicts.js';

const bench = new Bench();
afterAll(() => {
  bench.end();
});

const KIB_64 = 64 * 1024;
const LONGEST_LINE = 4 * 1024 * 1024;
/** Of the last event: nothing follows on it that would be missed too. */
const PROOF = 'data/proofs/4.tlog-proof';
const events = sealAll(toldEvents(5).map((told) => ({ ...told, stream: 'incident-1', privileged: false })));

const edited = (files: Files, name: string, edit: (text: string) => string): Files =>
  new Map([...files, [name, Buffer.from(edit(files.get(name)?.toString('utf8') ?? ''))]]);
const inProof = (edit: (text: string) => string) => edited(levelB(events), PROOF, edit);
const inHead = (edit: (note: string) => string) => edited(levelA(events), 'data/checkpoint', edit);
const inFront = (name: string, length = LONGEST_LINE * 2) =>
  edited(levelA(events), name, (text) => `${'x'.repeat(length)}\n${text}`);

/** The log with its second event said anew, sealed as by a register that keeps to no limit: each event of a stream of its own. */
function sealedWith(says: unknown, envelope = (text: string) => text) {
  const told = toldEvents(5).map((one, index) => ({
    ...one,
    stream: `incident-${index}`,
    privileged: false,
    says: index === 1 ? says : one.says,
  }));
  return sealAll(told).map((event, index) => {
    const text = index === 1 ? envelope(event.envelope) : event.envelope;
    return { ...event, told: { ...event.told, stream: 'incident-1' }, envelope: text, leaf: leafHash(text) };
  });
}

const longEvent = sealedWith('é'.repeat(400_000));
const longEnvelope = sealedWith('x', (text) => text.replace('"incident-1"', `"incident-${'1'.repeat(KIB_64)}"`));
const extended = `${checkpointText({ origin: ORIGIN, size: 5, root: rootOf(events) })}${'x'.repeat(KIB_64 + 1)}\n`;
const longHead = noteOf(extended, [
  signatureLine(extended, logKey),
  signatureLine(extended, operatorKey, secondsAt(5)),
]);
const base64 = 'AAAA'.repeat(KIB_64 / 4 + 1);

const cases: readonly (readonly [what: string, files: Files, exit: number, faults: readonly string[]])[] = [
  [
    'a header of a proof is no proof’s',
    inProof((text) => text.replace('@v1', `@v1${' '.repeat(KIB_64)}`)),
    1,
    ['PROOF_INVALID'],
  ],
  [
    'an index is none',
    inProof((text) => text.replace('index 4', `index ${'0'.repeat(KIB_64)}4`)),
    1,
    ['PROOF_INVALID'],
  ],
  ['extra data are no event', inProof((text) => text.replace(/^extra .*$/m, `extra ${base64}`)), 1, ['PROOF_INVALID']],
  ['a hash is none', inProof((text) => text.replace(/(?<=^index 4\n).*$/m, base64)), 1, ['PROOF_INVALID']],
  ['an envelope is none, though it was sealed and is proven', levelB(longEnvelope), 1, ['PROOF_INVALID']],
  ['nor is it in a whole log', levelA(longEnvelope), 1, ['ENVELOPE_MALFORMED', 'PAYLOAD_MALFORMED']],
  ['an event is read as any other in a whole log', levelA(longEvent), 3, []],
  ['and with its proof', levelB(longEvent), 3, []],
  ['what a head says beside its size and root is read over', inHead(() => longHead), 3, []],
  ['and is signed with it', inHead(() => longHead.replace('xx', 'xy')), 1, ['CHECKPOINT_NOT_SIGNED']],
  ['a payload longer than any can be is not read to its end: no verdict', inFront('data/incident.jsonl'), 2, []],
  ['nor is such an envelope', inFront('data/envelopes.jsonl'), 2, []],
  ['nor is a payload of a byte more', inFront('data/incident.jsonl', LONGEST_LINE + 1), 2, []],
  [
    'one of as many bytes as can be is read, and is malformed',
    inFront('data/incident.jsonl', LONGEST_LINE),
    1,
    ['PAYLOAD_MALFORMED'],
  ],
];

test.each(cases)('of more than 64 KiB, %s', async (_what, files, exit, faults) => {
  expect(Math.max(...[...files.values()].map(({ length }) => length))).toBeGreaterThan(KIB_64);
  expect(await bench.verdict(await bench.pack('long', files))).toMatchObject({ exit, faults });
});

test('the second verifier says the same of all of them', async () => {
  if (!canRunSecond()) return;
  const paths: string[] = [];
  for (const [index, [, files]] of cases.entries()) paths.push(await bench.pack(`long-${index}`, files));
  expect(bench.secondVerdicts(paths)).toEqual(cases.map(([, , exit, faults]) => ({ exit, faults })));
}, 60_000);
