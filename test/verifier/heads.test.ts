/** Which heads and which policies are believed. */
import { createHash } from 'node:crypto';
import { COSIGNATURE, SIGNATURE, checkpointText, noteOf, signatureLine, signerOf } from '../../src/proof/index.js';
import { Unreadable } from '../../src/verifier/faults.js';
import { openHead } from '../../src/verifier/heads.js';
import { parsePolicy, quorumMet } from '../../src/verifier/policy.js';
import { headOf, levelA, logKey, operatorKey, ORIGIN, policy, sealAll, toldEvents } from './smallLog.js';
import { Bench, canRunSecond } from './verdicts.js';

const bench = new Bench();
afterAll(() => {
  bench.end();
});

const signer = (name: string, type: typeof SIGNATURE | typeof COSIGNATURE) =>
  signerOf(name, type, createHash('sha256').update(name).digest());
const witnesses = ['w1', 'w2', 'w3'].map((name) => signer(`witness.example/${name}`, COSIGNATURE));
const logLine = `log ${logKey.verifier.vkey}\n`;
const witnessLines = witnesses.map(({ verifier }, index) => `witness w${index + 1} ${verifier.vkey}\n`).join('');
const events = sealAll(toldEvents(5));
const text = headOf(events).slice(0, headOf(events).indexOf('\n\n') + 1);
const opened = (note: string, trusted = policy) => openHead(Buffer.from(note), parsePolicy(trusted));

describe('a head', () => {
  test('is believed with the log’s signature and its witnesses’ times', () => {
    expect(opened(headOf(events))).toMatchObject({
      origin: ORIGIN,
      size: 5,
      signedBy: [ORIGIN],
      times: new Map([['operator', expect.any(Number) as number]]),
    });
  });

  test('of another origin is not believed, though a known key signed it', () => {
    const other = checkpointText({ origin: 'register.example/other/0', size: 1, root: Buffer.alloc(32) });
    expect(opened(noteOf(other, [signatureLine(other, logKey)]))).toBe('CHECKPOINT_NOT_SIGNED');
  });

  test('that witnesses alone signed is not the log’s', () => {
    expect(opened(noteOf(text, [signatureLine(text, operatorKey, 1)]))).toBe('CHECKPOINT_NOT_SIGNED');
  });

  test('with a witness’s signature over another text or time is not believed at all', () => {
    const [ofOther, ofNow] = [signatureLine(`${text}more\n`, operatorKey, 7), signatureLine(text, operatorKey, 7)];
    expect(opened(noteOf(text, [signatureLine(text, logKey), ofOther]))).toBe('CHECKPOINT_NOT_SIGNED');
    expect(opened(noteOf(text, [signatureLine(text, logKey), ofNow]))).toMatchObject({ size: 5 });
  });

  test('has no time by a key that signs as a log does, whatever its name', () => {
    const asLog = signerOf(operatorKey.verifier.name, SIGNATURE, createHash('sha256').update('operator').digest());
    const head = opened(noteOf(text, [signatureLine(text, logKey), signatureLine(text, asLog)]));
    expect(head).toMatchObject({ times: new Map() });
  });

  test.each([
    ['no note', 'a head, word of honour'],
    ['a note that is no checkpoint', noteOf('text\n', [signatureLine('text\n', logKey)])],
    ['a control character', headOf(events).replace('register', 'regi\u0001ster')],
  ])('is malformed: %s', (_what, note) => {
    expect(opened(note)).toBe('CHECKPOINT_MALFORMED');
  });
});

describe('a policy', () => {
  const [w1] = witnesses;
  if (w1 === undefined) throw new RangeError('A witness');
  /** The very key of the first witness, under another name of a key: with another id. */
  const renamed = signerOf('else.example', COSIGNATURE, createHash('sha256').update(w1.verifier.name).digest());
  const ambiguous = [
    ['a log’s key twice', logLine.repeat(2)],
    ['one witness under two names', `${logLine}witness a ${w1.verifier.vkey}\nwitness b ${w1.verifier.vkey}\n`],
    [
      'one witness under two names, its key renamed',
      `${logLine}witness a ${w1.verifier.vkey}\nwitness b ${renamed.verifier.vkey}\n`,
    ],
  ] as const;
  const wrongs = [
    ['no log', witnessLines],
    ['a witness’s key as a log’s', `log ${operatorKey.verifier.vkey}\n`],
    ['a log’s key as a witness’s', `${logLine}witness w ${logKey.verifier.vkey}\n`],
    ['a key whose id is another’s', logLine.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['two witnesses of one name', logLine + witnessLines.repeat(2)],
    ['a group of somebody unknown', `${logLine}group g any nobody\n`],
    ['a group that asks for more than it has', `${logLine}${witnessLines}group g 4 w1 w2 w3\n`],
    ['a quorum of nobody known', `${logLine}quorum nobody\n`],
    ['two quorums', `${logLine}quorum none\nquorum none\n`],
    ['a line of another kind', `${logLine}trust everybody\n`],
    ...ambiguous,
  ] as const;

  test.each(wrongs)('is refused: %s', (_what, wrong) => {
    expect(() => parsePolicy(wrong)).toThrow(Unreadable);
  });

  test('that is ambiguous gives no verdict, and the second verifier refuses it too', async () => {
    const path = await bench.pack('refused', levelA(events));
    const asksSecond = canRunSecond();
    for (const [, wrong] of ambiguous) {
      expect(await bench.verdict(path, [], wrong)).toMatchObject({ exit: 2, report: null });
      if (asksSecond) expect(() => bench.secondVerdicts([path], [], wrong)).toThrow('Unreadable: policy with a ');
    }
  }, 60_000);

  test('that names one witness twice is refused in words: it would be a quorum by itself', () => {
    const two = `${logLine}witness a ${w1.verifier.vkey}\nwitness b ${renamed.verifier.vkey}\ngroup both 2 a b\nquorum both\n`;
    expect(() => parsePolicy(two)).toThrow('The policy is ambiguous: its witnesses a and b have one and the same key');
    expect(() => parsePolicy(logLine.repeat(2))).toThrow(/ambiguous: it names the key \S+ twice/);
  });

  test('may name one key of a log under two origins: a register that went on from a backup has the same', () => {
    const next = signerOf(ORIGIN.replace(/0$/, '1'), SIGNATURE, createHash('sha256').update('log').digest());
    expect(parsePolicy(`${logLine}log ${next.verifier.vkey}\n`).logs).toHaveLength(2);
  });

  test.each<[string, ...(readonly [readonly string[], boolean])[]]>([
    ['w2', [[], false], [['w1'], false], [['w2'], true]],
    ['any', [[], false], [['w3'], true]],
    ['two', [['w1'], false], [['w1', 'w3'], true]],
    ['all', [['w1', 'w2'], false], [['w1', 'w2', 'w3'], true]],
    ['nested', [['w1', 'w2'], false], [['w1', 'w3'], true]],
    ['none', [[], true]],
  ])('asks for a quorum: %s', (quorum, ...cases) => {
    const groups =
      'group any any w1 w2 w3\ngroup two 2 w1 w2 w3\ngroup all all w1 w2 w3\ngroup pair any w1 w2\ngroup nested all pair w3\n';
    const parsed = parsePolicy(`# of three\n\n${logLine}${witnessLines}${groups}quorum ${quorum}\n`);
    for (const [cosigned, met] of cases) {
      expect([cosigned, quorumMet(parsed, new Map(cosigned.map((name) => [name, 0] as const)))]).toEqual([
        cosigned,
        met,
      ]);
    }
  });

  test('whose quorum did not cosign: the bundle is intact, and completeness is not claimed, whatever head was kept', async () => {
    const path = await bench.pack('unwitnessed', levelA(events));
    const asked = `${logLine}${witnessLines}group two 2 w1 w2 w3\nquorum two\n`;
    const { exit, report } = await bench.verdict(path, [headOf(events)], asked);
    expect([exit, report?.complete]).toEqual([3, null]);
    expect(report?.notProven).toContain('QUORUM_NOT_MET');
  });
});
