/** Evidence bundles out of a living register: they verify with what the auditor brings, tell what they must and hold back what they must. */
import { readFileSync } from 'node:fs';
import { evidenceBundle } from '../../src/documents/bundle/bundle.js';
import type { Caller } from '../../src/identity/caller.js';
import { SigningKeys } from '../../src/application/signing/keys.js';
import type { SealedEvent } from '../../src/log/port.js';
import { by, incidentIn, openRegister, somebody, type TestRegister } from '../application/register.js';
import { Bench, canRunSecond } from '../verifier/verdicts.js';
import { filesIn, handOut, payloadsIn, requestOf } from './handedOut.js';

const HOSTILE = `</title><script>alert('x')</script> "Mme Lenoir" & Cie {{7*7}}`;
const SECRET_NOTE = 'Avis de Me Roux : ne pas répondre';
/** All that the page itself is made of. */
const OWN_TAGS = [
  ...[
    '!doctype',
    'html',
    'head',
    'meta',
    'title',
    'style',
    'body',
    'main',
    'h1',
    'p',
    'code',
    'table',
    'thead',
    'tbody',
  ],
  ...['tr', 'th', 'td', 'time', 'small', 'blockquote'],
];
const SECRET_REASON = 'Me Roux retire son avis';

const bench = new Bench();
let register: TestRegister;
let dpo: Caller;
let incidentId: string;
beforeAll(async () => {
  register = await openRegister();
  dpo = somebody();
  ({ incidentId } = await told(register, dpo));
  await told(register, dpo);
  await told(register, somebody());
});
afterAll(async () => {
  await register.end();
  bench.end();
});

/** An incident with a hostile title, a note for all, and one under legal privilege that was struck out. */
async function told({ application }: TestRegister, caller: Caller) {
  const say = by(application, caller);
  const { id } = incidentIn(await say('reportIncident', { title: HOSTILE, summary: '<img src=x onerror=alert(1)>' }));
  await say('addNote', { text: 'Appel de la régie\n<b>gras</b>' }, { incidentId: id });
  const { entryId } = await say('addNote', { text: SECRET_NOTE, visibility: 'LEGAL_PRIVILEGE' }, { incidentId: id });
  await say('withdrawEntry', { entryId: (entryId ?? fail()) as never, reasons: SECRET_REASON }, { incidentId: id });
  return { incidentId: id };
}

async function policyOf(caller: Caller): Promise<string> {
  return register.application.proofs.policy(caller);
}

async function headOf(caller: Caller): Promise<string> {
  return (await register.application.proofs.checkpoint(caller)) ?? fail();
}

describe.each([
  ['one incident at level A', true, 'A', 3, 0],
  ['one incident at level B', true, 'B', 3, 3],
  ['the whole log', false, 'A', 3, 0],
] as const)('a bundle of %s', (_what, one, level, alone, withHead) => {
  let path: string;
  beforeAll(async () => {
    path = await handOut(
      await requestOf(register, dpo, one ? incidentId : null, level),
      bench.folder,
      `${one}-${level}`,
    );
  });

  test('verifies with the policy, and is complete up to a head that somebody kept where its level can tell', async () => {
    const policy = await policyOf(dpo);
    const first = await bench.verdict(path, [], policy);
    expect({ exit: first.exit, faults: first.faults }).toEqual({ exit: alone, faults: [] });
    const second = await bench.verdict(path, [await headOf(dpo)], policy);
    expect({ exit: second.exit, faults: second.faults }).toEqual({ exit: withHead, faults: [] });
    expect(second.report).toMatchObject({ level, payloadsWithheld: one ? 2 : 4 });
  });

  test('holds back words under legal privilege and those that struck them out, and says so; their envelopes stay', async () => {
    const files = await filesIn(path);
    const payloads = payloadsIn(files);
    const withheld = payloads.filter((line) => line.text === null);
    expect(withheld).toHaveLength(one ? 2 : 4);
    for (const line of withheld) expect(line.withheld).toBe('LEGAL_PRIVILEGE');
    const everything = [...files.values(), ...payloads.map(({ text }) => text ?? '')].join('\n');
    for (const secret of ['Roux', SECRET_NOTE, SECRET_REASON]) expect(everything).not.toContain(secret);
    const sealed = level === 'A' ? files.get('data/envelopes.jsonl') : '"EntryWithdrawn"';
    expect(sealed).toContain('"EntryWithdrawn"');
    expect(payloads.some(({ text }) => text?.includes('Appel de la régie') === true)).toBe(true);
  });

  test('tells of no other organisation', async () => {
    const origin = (await headOf(dpo)).split('\n', 1)[0];
    const { report } = await bench.verdict(path, [], await policyOf(dpo));
    expect(report?.origin).toBe(origin);
    const streams = payloadsIn(await filesIn(path)).filter(({ text }) => text?.includes('title') === true);
    expect(streams).toHaveLength(one ? 1 : 2);
  });

  test('has a page for reading in which nothing that people wrote is markup, and nothing runs', async () => {
    const page = (await filesIn(path)).get('data/timeline.html') ?? fail();
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    );
    expect(page).not.toMatch(/<script|<img|<b>|on\w+\s*=\s*["']?alert\(1\)>/);
    expect(page).toContain('&lt;b&gt;gras&lt;/b&gt;');
    if (one)
      expect(page).toContain(
        '&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;Mme Lenoir&quot; &amp; Cie',
      );
    expect(page).toMatch(/<td lang="fr">.*<td lang="en">/);
    expect(page).toContain('Ada Lovelace');
    const tags = new Set([...page.matchAll(/<(\/?[^\s>]+)/g)].map(([, tag = '']) => tag.replace('/', '')));
    expect(OWN_TAGS).toEqual(expect.arrayContaining([...tags]));
  });
});

test('the second verifier says the same of all of them', async () => {
  if (!canRunSecond()) {
    process.stderr.write('NOT CHECKED: python3 or openssl is missing here, so the second verifier was not asked.\n');
    return;
  }
  const paths: string[] = [];
  for (const [id, level] of [
    [incidentId, 'A'],
    [incidentId, 'B'],
    [null, 'A'],
  ] as const) {
    paths.push(
      await handOut(await requestOf(register, dpo, id, level), bench.folder, `second-${level}-${id ?? 'all'}`),
    );
  }
  const verdicts = bench.secondVerdicts(paths, [await headOf(dpo)], await policyOf(dpo));
  expect(verdicts?.map(({ exit, faults }) => [exit, ...faults])).toEqual([[0], [3], [0]]);
}, 120_000);

test('the same bundle made again is the same bytes', async () => {
  for (const [id, level] of [
    [incidentId, 'A'],
    [incidentId, 'B'],
    [null, 'A'],
  ] as const) {
    const paths = [];
    for (const name of ['once', 'again']) {
      paths.push(await handOut(await requestOf(register, dpo, id, level), bench.folder, name));
    }
    const [once, again] = paths.map((path) => readFileSync(path));
    expect(once?.equals(again ?? Buffer.alloc(0))).toBe(true);
  }
});

test('a bundle is written as it is read: of a log without end its beginning is handed out with little of it read', async () => {
  const request = await requestOf(register, dpo, incidentId, 'A');
  const [first] = await all(request.source.told());
  let read = 0;
  const endless = async function* (): AsyncGenerator<SealedEvent> {
    for (;;) {
      read += 1;
      yield await Promise.resolve(first ?? fail());
    }
  };
  const zip = await evidenceBundle({ ...request, source: { ...request.source, told: endless, log: endless } });
  let bytes = 0;
  for await (const chunk of zip) {
    bytes += (chunk as Buffer).length;
    if (bytes > 50_000) break; // Leaving the loop destroys the stream.
  }
  const atTheEnd = read;
  expect(atTheEnd).toBeLessThan(50_000);
  await new Promise(setImmediate);
  expect(read).toBeLessThan(atTheEnd + 1_000);
});

test('a fault of the source breaks the bundle off: it never looks whole', async () => {
  const request = await requestOf(register, dpo, incidentId, 'A');
  const broken = async function* (): AsyncGenerator<SealedEvent> {
    for await (const sealed of request.source.told()) {
      yield sealed;
      throw new Error('the disk is gone');
    }
  };
  const faulty = { ...request, source: { ...request.source, told: broken } };
  await expect(handOut(faulty, bench.folder, 'broken')).rejects.toThrow('the disk is gone');
});

test('after a key was retired, bundles hold only heads that the keys of now verify', async () => {
  const [old, fresh] = [SigningKeys.fresh(), SigningKeys.fresh()];
  const keys = (text: string) => ({ keys: SigningKeys.parse(text) ?? fail(), host: 'register.example' });
  let own = await openRegister({ signing: keys(old) });
  try {
    const caller = somebody();
    const { incidentId: id } = await told(own, caller);
    await requestOf(own, caller, id, 'A'); // Signs a head with the old key alone.
    await told(own, caller);
    own = await own.restart({ signing: keys(fresh + old) });
    await requestOf(own, caller, id, 'A');
    own = await own.restart({ signing: keys(fresh) });
    await told(own, caller);
    for (const level of ['A', 'B'] as const) {
      const path = await handOut(await requestOf(own, caller, id, level), bench.folder, `retired-${level}`);
      const verdict = await bench.verdict(path, [], await own.application.proofs.policy(caller));
      expect({ exit: verdict.exit, faults: verdict.faults }).toEqual({ exit: 3, faults: [] });
      const heads = [...(await filesIn(path)).keys()].filter((name) => name.startsWith('data/checkpoints/'));
      expect(heads).toHaveLength(1);
    }
  } finally {
    await own.end();
  }
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
