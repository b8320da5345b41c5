/** Export and keys from the command line, on a data folder that no server is using and on one that a server is. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { aFolder } from '../log/folder.js';
import { startRegister } from '../e2e/register.js';
import { at, textAt } from '../graphql/api.js';
import { run, tokenIn } from './commandLine.js';

const folder = aFolder();
const root = folder.path('.');
const [policy, out] = [folder.path('policy.txt'), folder.path('bundle.zip')];
let incidentId: string;
let reference: string;

const article33 = (...args: readonly string[]) => run(root, args);
const exported = (...args: readonly string[]) => article33('export', '--out', 'bundle.zip', ...args);

beforeAll(async () => {
  const register = await startRegister(folder);
  const dpo = await register.client();
  const reported = await dpo.command('reportIncident', { title: 'Courrier égaré' }, 'incidentId reference');
  [incidentId, reference] = [textAt(reported, 'incident.incidentId'), textAt(reported, 'incident.reference')];
  const drill = await dpo.command('reportIncident', { title: 'Exercice', exercise: true }, 'reference');
  expect(at(drill, 'incident.reference')).toMatch(/^EX-/);
  await register.stop();
}, 60_000);
afterAll(folder.remove);

async function keptPolicy(...args: readonly string[]): Promise<void> {
  const shown = await article33('key', 'show', ...args);
  expect(shown).toMatchObject({ code: 0, err: '' });
  writeFileSync(policy, shown.out);
}

/** Exit code of the verifier over the bundle written last, with the policy kept last. */
async function verdict(): Promise<number> {
  return (await article33('verify', out, policy)).code;
}

describe('export, while no server is using the folder', () => {
  test.each([
    ['by id, level A', () => ['--incident', incidentId]],
    ['by id, level B', () => ['--incident', incidentId, '--level', 'B']],
    ['by reference', () => ['--incident', reference]],
    ['of a drill by reference', () => ['--incident', `EX-${reference.slice(0, 4)}-0001`]],
    ['of the whole log, the organisation named', () => ['--all', '--org', 'acme']],
  ])('%s: the file verifies, is its owner’s alone, and nothing half written is left', async (_what, args) => {
    await keptPolicy();
    const { code, err, out: said } = await exported(...args());
    expect([code, err]).toEqual([0, '']);
    expect(said).toMatch(/bundle\.zip: \d+ bytes, SHA-256 [0-9a-f]{64}\n$/);
    expect(await verdict()).toBe(3);
    expect(statSync(out).mode & 0o077).toBe(0);
    expect(existsSync(`${out}.part`)).toBe(false);
  });

  test.each([
    [[], 2, /Name one incident with --incident, or all/],
    [['--incident', 'x', '--all'], 2, /Name one incident/],
    [['--all', '--level', 'B'], 2, /at level A alone/],
    [['--incident', 'x', '--level', 'C'], 2, /Allowed choices are A, B/],
    [['--all', '--url', 'http://127.0.0.1:9'], 2, /--url and --token go together/],
    [['--all', '--url', 'http://127.0.0.1:9', '--token', 'x', '--org', 'y'], 2, /no --org with --url/],
    [['--all', '--url', 'http://127.0.0.1:9', '--token', 'x'], 1, /cannot be reached/],
    [['--all', '--org', 'nobody'], 2, /No organisation here is called nobody/],
    [['--incident', '2020-0001'], 2, /no such incident/],
    [['--incident', '../2020'], 2, /no such incident/],
    [['--all', '--out', 'no/such/folder.zip'], 6, /could not be written whole: ENOENT/],
  ] as const)('%j is refused in words', async (args, code, words) => {
    const refused = await exported(...args);
    expect([refused.code, refused.out]).toEqual([code, '']);
    expect(refused.err).toMatch(words);
  });
});

test('what is exported from the folder is in the log of reads', async () => {
  expect(await exported('--incident', reference)).toMatchObject({ code: 0 });
  expect(await exported('--all')).toMatchObject({ code: 0 });
  const register = await startRegister(folder);
  const reads = `query { readLog(first: 2) { nodes { operation incidentId actorRole } } }`;
  const { data } = await (await register.client('AUDITOR')).ask(reads);
  expect(at(data, 'readLog.nodes')).toMatchObject([
    { operation: 'readLog' },
    { operation: 'export', incidentId: null },
  ]);
  const own = await (
    await register.client('AUDITOR')
  ).ask(reads.replace('first: 2', `first: 2, incidentId: "${incidentId}"`));
  expect(at(own.data, 'readLog.nodes')).toMatchObject([
    { operation: 'readLog' },
    { operation: 'export', incidentId, actorRole: 'ADMIN' },
  ]);
  await register.stop();
});

test('under another name than the one it signed as, nothing is exported and no server starts', async () => {
  for (const command of [['export', '--out', 'bundle.zip', '--all'], ['serve']]) {
    const refused = await run(root, command, { ARTICLE33_ORIGIN: 'other.example' });
    expect([refused.code, refused.out]).toEqual([3, '']);
    expect(refused.err).toMatch(/Set ARTICLE33_ORIGIN to localhost/);
  }
});

test('while a server is using the folder, it is asked over HTTP', async () => {
  const register = await startRegister(folder);
  try {
    const there = ['--url', register.url, '--token', await tokenIn(root, 'AUDITOR')];
    expect(await exported('--all')).toMatchObject({ code: 4 });
    expect(await article33('key', 'show')).toMatchObject({ code: 4 });
    await keptPolicy(...there);
    for (const asked of [['--incident', reference], ['--incident', incidentId, '--level', 'B'], ['--all']]) {
      expect(await exported(...asked, ...there)).toMatchObject({ code: 0, err: '' });
      expect(await verdict()).toBe(3);
    }
    const reporter = ['--url', register.url, '--token', await tokenIn(root, 'REPORTER')];
    const refused = await exported('--all', ...reporter);
    expect(refused).toMatchObject({ code: 1, err: 'The server refuses (HTTP 403): Your role may not read this.\n' });
    expect(await exported('--incident', '2020-0001', ...there)).toMatchObject({ code: 1 });
  } finally {
    await register.stop();
  }
});

describe('keys', () => {
  const file = folder.path('data/checkpoint-key');
  const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n');

  test('are handed over: the old policy holds through the overlap, the new one from then on, and the last key stays', async () => {
    await keptPolicy();
    const before = readFileSync(policy, 'utf8');
    expect(await article33('key', 'retire')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/one key only/) as string,
    });
    const [old] = lines();
    expect(await article33('key', 'rotate')).toMatchObject({ code: 0, err: '' });
    expect(lines()).toHaveLength(2);
    expect(lines()[1]).toBe(old);
    expect(statSync(file).mode & 0o077).toBe(0);
    await keptPolicy();
    const after = readFileSync(policy, 'utf8');
    expect(after.match(/^log /gm)).toHaveLength(2);
    for (const trusted of [before, after]) {
      writeFileSync(policy, trusted);
      await exported('--all');
      expect(await verdict()).toBe(3);
    }
    expect(await article33('key', 'retire')).toMatchObject({ code: 0, err: '' });
    expect(lines()).not.toContain(old);
    await exported('--all');
    writeFileSync(policy, after);
    expect(await verdict()).toBe(3);
    // The register believes its own heads still, and signs on.
    const register = await startRegister(folder);
    const reported = await (await register.client()).command('reportIncident', { title: 'Après' });
    expect(reported.userErrors).toEqual([]);
    await register.stop();
    await exported('--all');
    expect(await verdict()).toBe(3);
    writeFileSync(policy, before);
    expect(await verdict()).toBe(1);
    expect(await article33('verify', '--live')).toMatchObject({ code: 3, err: '' });
  });

  test('an old key is retired though no head was signed since the new one came', async () => {
    await article33('key', 'rotate');
    expect(await article33('key', 'retire')).toMatchObject({ code: 0, err: '' });
    expect(await article33('verify', '--live')).toMatchObject({ code: 3, err: '' });
  });

  test('are never more than ten', async () => {
    while (lines().length < 10) await article33('key', 'rotate');
    expect(await article33('key', 'rotate')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/retire one/) as string,
    });
  });
});

test('several organisations in one register: the command asks which', async () => {
  const register = await startRegister(folder);
  await (await register.client('DPO', 'other')).command('reportIncident', { title: 'Ailleurs' });
  await register.stop();
  const asked = await exported('--all');
  expect(asked.code).toBe(2);
  expect(asked.err).toMatch(/--org:\n {2}[0-9a-f-]{36} {2}acme\n {2}[0-9a-f-]{36} {2}other\n$/);
  expect(await exported('--all', '--org', 'other')).toMatchObject({ code: 0 });
  expect(await exported('--incident', incidentId)).toMatchObject({ code: 0 });
  expect(await exported('--incident', incidentId, '--org', 'other')).toMatchObject({ code: 2 });
  const both = await article33('verify', '--live');
  expect(both.code).toBe(3);
  expect(both.out).toMatch(/^acme \([\s\S]*^other \(/m);
});
