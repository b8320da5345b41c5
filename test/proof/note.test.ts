/** Signed notes, held to the published examples of C2SP and Go, and to the profile's own worked example. */
import { createHash } from 'node:crypto';
import {
  COSIGNATURE,
  SIGNATURE,
  checkpointText,
  consistencyPath,
  noteOf,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  parseVkey,
  signatureLine,
  signerOf,
  tlogProofText,
  verifierOf,
  verifyConsistency,
  verifyNote,
} from '../../src/proof/index.js';

const seedOf = (text: string) => createHash('sha256').update(text).digest();
const keyOf = (vkey: string) => {
  const key = parseVkey(vkey);
  if (key === null) throw new Error(`No key: ${vkey}`);
  return key;
};
const rawKeyOf = (vkey: string) => Buffer.from(vkey.replace(/^[^+]*\+[^+]*\+/, ''), 'base64').subarray(1);
const known = (note: string, ...vkeys: string[]) => {
  const parsed = parseNote(note);
  return parsed === null ? 'no note' : verifyNote(parsed, vkeys.map(keyOf))?.map(({ verifier }) => verifier.name);
};

const c2sp = {
  vkey: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
};
const neumann = {
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  seed: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
const enoch = {
  vkey: 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
  line: '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
};
const cryptography =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

describe('verifying', () => {
  test('the examples of C2SP and of Go hold, one signature or two', () => {
    expect(known(c2sp.note, c2sp.vkey)).toEqual(['example.com/foo']);
    const both = noteOf(cryptography, [neumann.line, enoch.line]);
    expect(known(both, neumann.vkey, enoch.vkey)).toEqual(['PeterNeumann', 'EnochRoot']);
  });

  test('a signature of a key that nobody knows is passed over', () => {
    expect(known(noteOf(cryptography, [neumann.line, enoch.line]), enoch.vkey)).toEqual(['EnochRoot']);
    expect(known(c2sp.note, enoch.vkey)).toEqual([]);
  });

  test('a key that signed twice counts once', () => {
    expect(known(noteOf(cryptography, [enoch.line, enoch.line]), enoch.vkey)).toEqual(['EnochRoot']);
  });

  test('a signature of a known key that does not hold makes the whole note worth nothing', () => {
    expect(known(c2sp.note.replace('message', 'massage'), c2sp.vkey)).toBeUndefined();
    expect(
      known(noteOf(cryptography.replace('is the', 'is  the'), [neumann.line, enoch.line]), enoch.vkey),
    ).toBeUndefined();
  });

  test('the last blank line parts text and signatures: a text may hold others', () => {
    const signer = signerOf('log.example/1', SIGNATURE, seedOf('seed'));
    const text = 'one\n\ntwo\n';
    expect(known(noteOf(text, [signatureLine(text, signer)]), signer.verifier.vkey)).toEqual(['log.example/1']);
  });

  test.each([
    ['no final newline', c2sp.note.trimEnd()],
    ['a control character', c2sp.note.replace('This', 'This\u0001')],
    ['a carriage return', c2sp.note.replaceAll('\n', '\r\n')],
    ['bytes that were no UTF-8', c2sp.note.replace('This', '\ufffd')],
    ['no blank line', c2sp.note.replace('\n\n', '\n')],
    ['a name with a space', c2sp.note.replace('example.com/foo', 'example.com foo')],
    ['a line behind the signatures', `${c2sp.note}more\n`],
    ['another dash', c2sp.note.replace('—', '-')],
    ['base64 with another spelling', c2sp.note.replace('aQM=', 'aQN=')],
    [
      'more than a hundred signatures',
      noteOf(
        cryptography,
        Array.from({ length: 101 }, () => enoch.line),
      ),
    ],
  ])('is refused: %s', (_what, note) => {
    expect(parseNote(note)).toBeNull();
  });

  test.each([
    ['another length', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['an unknown type', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
    ['a key id that is not its own', 'Mirror1+66ee4561+AVhZSmQj9+SoL+p/nN0Hh76xXmF7QcHfytUrI1XfSClk'],
    ['a name with a space', c2sp.vkey.replace('example.com/foo', 'example.com foo')],
    ['nothing', ''],
  ])('a key is refused: %s', (_what, vkey) => {
    expect(parseVkey(vkey)).toBeNull();
  });
});

describe('signing', () => {
  test('Go’s signers sign to the byte', () => {
    const peter = signerOf('PeterNeumann', SIGNATURE, Buffer.from(neumann.seed, 'base64').subarray(1));
    expect(peter.verifier.vkey).toBe(neumann.vkey);
    expect(signatureLine(cryptography, peter)).toBe(neumann.line);
    const root = signerOf('EnochRoot', SIGNATURE, Buffer.alloc(32));
    expect(signatureLine(cryptography, root)).toBe(enoch.line);
  });

  test('the profile’s worked example comes out to the byte: checkpoints and a cosignature', () => {
    const log = signerOf('incidents.example/register-1', SIGNATURE, seedOf('test-log-key'));
    const witness = signerOf('witness.example/w1', COSIGNATURE, seedOf('test-witness-key'));
    expect(log.verifier.vkey).toBe(
      'incidents.example/register-1+b11ba1de+AX64FE4SKQW0RM9+1jOp6W5Qz1B9M2PU7lD2DhbxAT1f',
    );
    expect(witness.verifier.vkey).toBe('witness.example/w1+8572011a+BLJndqrXBULtsZwIn5SUXljE6nKmzV2g/jwnxb7cmka6');
    const heads = [
      [
        1,
        'IEWqzrZOFZhtal3R7QyMEyCL0sNSew6APCmPN3diAI4=',
        'sRuh3uM9RE7tIsPoMVKEOC+2kpuilJxj1gnJz+RzkZVMSkhrY8jgEliz7AAB/L1lbxzJ8xwuHpCqHRDUqR44yNeZfgA=',
      ],
      [
        2,
        'kppVKybjK7XwodZme1NmNpb50RWYN6M1tznRok9C/rw=',
        'sRuh3hjPzssce8djI32mGxLj10NPA2xbPX6v9Pfy44PHByKpKYtwDfcw+eR7hn/nwYXJPmw+Rw0GgWC5z/9R21dp5wU=',
      ],
      [
        3,
        '+7ziM4lTx0Z07qmD7Cl30QTf6V/0dY6lH+ZttxrRpeg=',
        'sRuh3svEFZKLgpvNoP9nQ09jOtBCqwtNrmXMZM4sAgMw2pay8q8qprWvzQyo04bMSax2n2u9MllAl8zBgzWX5aU9egA=',
      ],
    ] as const;
    for (const [size, root, blob] of heads) {
      const text = checkpointText({ origin: 'incidents.example/register-1', size, root: Buffer.from(root, 'base64') });
      expect(signatureLine(text, log)).toBe(`— incidents.example/register-1 ${blob}\n`);
      if (size !== 3) continue;
      expect(signatureLine(text, witness, 1_790_000_003)).toBe(
        '— witness.example/w1 hXIBGgAAAABqsTuDW8dQclH25vE9BuZrhGMNruObK9UApyjOu4M3LBxbGSqaIYwHYTPBwz38ZvtoFfabQ/ns9lJ02tDKGpb3p1NiAw==\n',
      );
    }
  });

  test('a cosignature states its time under its key: another time, or the log’s own kind of signature, does not hold', () => {
    const witness = signerOf('witness.example/w1', COSIGNATURE, seedOf('w'));
    const asLog = signerOf('witness.example/w1', SIGNATURE, seedOf('w'));
    const line = signatureLine('text\n', witness, 1_790_000_003);
    const verified = verifyNote(parseNote(noteOf('text\n', [line])) ?? fail(), [witness.verifier]);
    expect(verified?.[0]?.time).toBe(1_790_000_003);
    const other = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    other[11] = (other[11] ?? 0) ^ 1;
    expect(
      known(noteOf('text\n', [`— witness.example/w1 ${other.toString('base64')}\n`]), witness.verifier.vkey),
    ).toBeUndefined();
    expect(known(noteOf('text\n', [signatureLine('text\n', asLog)]), witness.verifier.vkey)).toEqual([]);
  });
});

describe('checkpoints', () => {
  const root = Buffer.alloc(32, 7).toString('base64');

  test('a checkpoint is read as it is written, and extension lines are read over', () => {
    expect(parseCheckpoint(`o\n12\n${root}\n`)).toEqual({ origin: 'o', size: 12, root: Buffer.alloc(32, 7) });
    expect(parseCheckpoint(`o\n12\n${root}\nextension\n`)?.size).toBe(12);
  });

  test.each([
    ['leading zeros', `o\n012\n${root}\n`],
    ['a sign', `o\n+1\n${root}\n`],
    ['a size beyond 2^53', `o\n18446744073709551616\n${root}\n`],
    ['a root of 31 bytes', `o\n1\n${Buffer.alloc(31).toString('base64')}\n`],
    ['a missing line', `o\n${root}\n`],
    ['an empty origin', `\n1\n${root}\n`],
    ['an empty extension', `o\n1\n${root}\n\n`],
    ['no final newline', `o\n1\n${root}`],
  ])('is refused: %s', (_what, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });
});

describe('the example of C2SP tlog-checkpoint, which is a head of sum.golang.org under another origin', () => {
  const size = 20_852_163;
  const root = Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64');
  const blob = 'Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=';
  const sumdb = keyOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
  const under = (origin: string) => `${checkpointText({ origin, size, root })}\n— sum.golang.org ${blob}\n`;
  const asPrinted = under('example.com/behind-the-sofa');

  test('holds under the text that was signed', () => {
    expect(known(under('go.sum database tree'), sumdb.vkey)).toEqual(['sum.golang.org']);
  });

  test('holds for nobody as it is printed: not for the key that signed another text, nor under the printed name', () => {
    expect(known(asPrinted, sumdb.vkey)).toBeUndefined();
    const printed = asPrinted.replace('— sum.golang.org', '— example.com/behind-the-sofa');
    const renamed = verifierOf('example.com/behind-the-sofa', SIGNATURE, rawKeyOf(sumdb.vkey));
    expect(renamed.keyId.toString('hex')).not.toBe('033de0ae');
    expect(known(printed, sumdb.vkey, renamed.vkey)).toEqual([]);
  });

  test('four hashes, as tlog-witness prints them, lead from no size 20,852,014 to it', () => {
    const proof = [
      'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=',
      'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=',
      '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=',
      '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=',
    ].map((hash) => Buffer.from(hash, 'base64'));
    const older = 20_852_014;
    expect(consistencyPath(older, size, () => root).length).toBeGreaterThan(proof.length);
    for (const start of [root, ...proof]) {
      expect(verifyConsistency({ size: older, root: start }, { size, root }, proof)).toBe(false);
    }
  });
});

describe('proofs for keeping offline', () => {
  const proof = {
    extra: Buffer.from('{"at":"…"}'),
    index: 5,
    path: [Buffer.alloc(32, 1), Buffer.alloc(32, 2)],
    checkpoint: c2sp.note,
  };

  test('a proof is read as it is written, with and without extra data', () => {
    expect(parseTlogProof(tlogProofText(proof))).toEqual(proof);
    expect(parseTlogProof(tlogProofText({ ...proof, extra: null }))).toEqual({ ...proof, extra: null });
  });

  test.each([
    ['another header', 'c2sp.org/tlog-proof@v1', 'c2sp.org/tlog-proof@v2'],
    ['extra data in another spelling', 'extra ', 'extra  '],
    ['no index', 'index 5\n', ''],
    ['a negative index', 'index 5', 'index -5'],
    ['an index that is no number', 'index 5', 'index five'],
    ['a hash of another length', Buffer.alloc(32, 1).toString('base64'), Buffer.alloc(64, 1).toString('base64')],
    ['a hash that is no base64', Buffer.alloc(32, 1).toString('base64'), '*'.repeat(44)],
    ['no blank line', '\n\n', '\n'],
  ])('is refused: %s', (_what, good, bad) => {
    const text = tlogProofText({ ...proof, checkpoint: 'note\n' });
    expect(parseTlogProof(text.replace(good, bad))).toBeNull();
  });
});
