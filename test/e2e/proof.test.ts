/** Head kept, story told on, bundle fetched, register altered: what the auditor sees at each step. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { run, tokenIn } from '../cli/commandLine.js';
import { textAt } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { tamper } from '../log/tamper.js';
import { startRegister, type Client, type Register } from './register.js';
import { rewrite } from './rewritten.js';

const folder = aFolder();
const root = folder.path('.');
const log = folder.path('data/events.sqlite');
const intact = folder.path('intact.sqlite');
const policy = folder.path('policy.txt');
const early = folder.path('early.txt');
const bundle = folder.path('bundle.zip');
const TOLD = 'Appel de la régie';
let incidentId: string;

const verify = (...args: readonly string[]) => run(root, ['verify', ...args]);
const live = (...args: readonly string[]) => verify('--live', ...args);
const lastHead = ['--last-head', early];

async function fetched(register: Register, path: string): Promise<string> {
  const authorization = `Bearer ${await tokenIn(root, 'AUDITOR')}`;
  const response = await fetch(`${register.url}${path}`, { headers: { authorization } });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
}

async function told(dpo: Client): Promise<string> {
  const reported = await dpo.command('reportIncident', { title: 'Champs non enregistrés' });
  const id = textAt(reported, 'incident.id').split('/').at(-1) ?? '';
  for (const text of [TOLD, 'Rappel le lendemain']) await dpo.command('addNote', { incidentId: id, text });
  return id;
}

beforeAll(async () => {
  const register = await startRegister(folder);
  const dpo = await register.client();
  const exporting = async (out: string) => {
    const token = await tokenIn(root, 'AUDITOR');
    const args = ['--incident', incidentId, '--out', out, '--url', register.url, '--token', token];
    const { code, err } = await run(root, ['export', ...args]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  };
  incidentId = await told(dpo);
  await exporting(folder.path('first.zip')); // An export signs a head first.
  writeFileSync(early, await fetched(register, '/log/checkpoint'));
  writeFileSync(policy, await fetched(register, '/log/policy'));
  await told(dpo);
  await exporting(bundle);
  await register.stop();
  copyFileSync(log, intact);
}, 60_000);
afterAll(folder.remove);
beforeEach(() => {
  copyFileSync(intact, log);
});

test('the bundle verifies, and is complete up to the head that was kept', async () => {
  expect(await verify(bundle, policy, ...lastHead)).toMatchObject({ code: 0, err: '' });
  expect(await verify(bundle, policy)).toMatchObject({ code: 3, err: '' });
});

test('the log itself verifies where it is, in both languages, and as JSON', async () => {
  expect(await live(...lastHead)).toMatchObject({ code: 0, err: '' });
  expect(await live()).toMatchObject({ code: 3, err: '' });
  expect((await live('--lang', 'fr')).out).toMatch(/^acme .*\n.*\n\nJournal: localhost\//);
  const [judged] = JSON.parse((await live('--json', ...lastHead)).out) as readonly unknown[];
  expect(judged).toMatchObject({ claim: 'acme', report: { verdict: 'INTACT_AND_COMPLETE', faults: [] } });
});

test('a word changed in the file: the start refuses the log and says what is wrong, the verifier says where', async () => {
  tamper(log, (database) => {
    database.exec(`UPDATE events SET data = replace(data, '${TOLD}', 'Appel de la Régie')`);
  });
  const started = await run(root, ['serve']);
  expect(started).toMatchObject({ code: 5, out: '' });
  expect(started.err).toMatch(/does not hash to its leaf/);
  const { code, out } = await live(...lastHead);
  expect(code).toBe(1);
  expect(out).toMatch(new RegExp(`PAYLOAD_ALTERED.*incident-${incidentId}@1`));
});

describe('a log rewritten with all its seals', () => {
  const changed = (words: string, forget: (stream: string) => boolean) =>
    rewrite(log, (event) => (forget(event.stream) ? null : { ...event, data: event.data.replace(TOLD, words) }));

  test('contradicts the heads in it: it is served read-only, and the verifier says so', async () => {
    await changed('Appel du maire', () => false);
    expect(await live()).toMatchObject({ code: 1 });
    const register = await startRegister(folder);
    const dpo = await register.client();
    const { errors } = await dpo.ask('{ incidents { totalCount } }');
    expect(errors).toEqual([]);
    const input = { incidentId, text: 'Après' };
    const refused = await dpo.ask('mutation ($input: AddNoteInput!) { addNote(input: $input) { revision } }', {
      input,
    });
    expect(refused.errors.map(({ extensions, message }) => [extensions?.['code'], message])).toEqual([
      ['UNAVAILABLE', expect.stringMatching(/not the one that was signed/)],
    ]);
    await register.stop();
  });

  test('and signed anew with the real key looks intact in itself; whoever kept a head sees both', async () => {
    await changed('Appel du maire', (stream) => stream.startsWith('checkpoint-'));
    const register = await startRegister(folder); // Signs.
    await register.stop();
    expect(await live()).toMatchObject({ code: 3 });
    const { code, out } = await live(...lastHead);
    expect(code).toBe(1);
    expect(out).toMatch(/HEADS_DISAGREE/);
    expect(out.match(/^ {2}localhost\/.+\/0$/gm)).toHaveLength(2);
  });

  test('and cut short is missed by whoever kept a head', async () => {
    let events = 0;
    await rewrite(log, (event) => (event.stream.startsWith('checkpoint-') || (events += 1) > 3 ? null : event));
    const register = await startRegister(folder);
    await register.stop();
    expect(await live()).toMatchObject({ code: 3 });
    const { code, out } = await live(...lastHead);
    expect(code).toBe(1);
    expect(out).toMatch(/TAIL_MISSING/);
  });
});

test('an organisation that is gone altogether is missed too', async () => {
  await rewrite(log, () => null);
  expect(await live()).toMatchObject({ code: 2, err: 'Nothing was recorded here yet.\n' });
  expect(await live(...lastHead)).toMatchObject({ code: 1, out: expect.stringMatching(/TAIL_MISSING/) as string });
});

test('what cannot be asked is said with exit code 2', async () => {
  writeFileSync(folder.path('none.txt'), 'a head, word of honour');
  const other = folder.path('elsewhere');
  for (const [args, words] of [
    [['--last-head', folder.path('none.txt')], /no head of a register/],
    [['--last-head', folder.path('missing.txt')], /cannot be read/],
    [['--org', 'nobody'], /No organisation here is called nobody/],
    [['--lang', 'de'], /--lang is one of/],
    [['--policy', 'x'], /article33 verify --live/],
  ] as const) {
    const { code, err, out } = await live(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  }
  const foreign = await run(root, ['verify', '--live', ...lastHead], { ARTICLE33_ORIGIN: 'elsewhere.example' });
  expect(foreign).toMatchObject({
    code: 2,
    err: expect.stringMatching(/this register is elsewhere.example/) as string,
  });
  const empty = await run(root, ['verify', '--live'], { ARTICLE33_DATA: other });
  expect(empty).toMatchObject({ code: 2 });
  expect((await verify('--help')).out).toMatch(/--live/);
});
