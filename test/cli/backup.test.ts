/** Backups, and every pairing of older and newer log, read models and kept head: what starts, what is said, what goes on. */
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { foldOrganisation } from '../../src/incident/organisationDecider.js';
import { openEmbeddedLog, type StreamName } from '../../src/log/index.js';
import { openData } from '../../src/proof/index.js';
import { startRegister, type Register } from '../e2e/register.js';
import { at, textAt } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';
import { rewrite } from '../e2e/rewritten.js';
import { run, tokenIn } from './commandLine.js';

const folder = aFolder();
const root = folder.path('.');
const data = folder.path('data');
const letter = Buffer.from('La CNIL a bien reçu votre notification.');
const hash = createHash('sha256').update(letter).digest('hex');
const head = { older: folder.path('older.txt'), newer: folder.path('newer.txt') };

const article33 = (...args: readonly string[]) => run(root, args);
const live = (...args: readonly string[]) => article33('verify', '--live', ...args);

async function fetched(register: Register, path: string, init: RequestInit = {}): Promise<string> {
  const headers = { authorization: `Bearer ${await tokenIn(root, 'DPO')}` };
  const response = await fetch(`${register.url}${path}`, { ...init, headers });
  if (!response.ok) throw new Error(await response.text());
  return response.text();
}

async function reported(register: Register, title: string): Promise<string> {
  const dpo = await register.client();
  return textAt(await dpo.command('reportIncident', { title }, 'incidentId'), 'incident.incidentId');
}

async function titles(register: Register): Promise<readonly unknown[]> {
  const asked = await (await register.client()).ask('{ incidents { nodes { title } } }');
  const nodes = at(asked.data, 'incidents.nodes');
  return Array.isArray(nodes) ? nodes.map((node) => at(node, 'title')).sort() : [];
}

/** An export signs, and so gives the newest head. */
async function keepHead(register: Register, file: string): Promise<void> {
  await fetched(register, '/log/bundle?all=true&level=A');
  writeFileSync(file, await fetched(register, '/log/checkpoint'));
}

beforeAll(async () => {
  const register = await startRegister(folder);
  const incidentId = await reported(register, 'Premier');
  const attached = {
    incidentId,
    name: 'courrier.txt',
    mediaType: 'text/plain',
    size: String(letter.length),
    sha256: hash,
  };
  await (await register.client()).command('attachEvidence', attached);
  await fetched(register, `/evidence/${hash}`, { method: 'PUT', body: letter });
  await keepHead(register, head.older);
  expect(await article33('backup', 'older')).toMatchObject({ code: 0, err: '' }); // By the running server.
  await reported(register, 'Second');
  await keepHead(register, head.newer);
  await register.stop();
  expect(await article33('backup', 'newer')).toMatchObject({ code: 0, err: '' }); // By the command itself.
  cpSync(data, folder.path('untouched'), { recursive: true });
}, 60_000);
afterAll(folder.remove);

/** The data folder of a backup, with the read models of before the disaster or of that backup's time. */
async function restored(log: 'older' | 'newer', models: 'none' | 'newer' = 'none'): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  expect(await article33('restore', log)).toMatchObject({ code: 0, err: '' });
  if (models === 'newer')
    cpSync(join(folder.path('untouched'), 'read-models'), join(data, 'read-models'), { recursive: true });
}

describe('a backup', () => {
  test('holds what is not derived, for its owner alone, each file under its sum', () => {
    for (const name of ['older', 'newer']) {
      const lines = readFileSync(folder.path(`${name}/manifest-sha256.txt`), 'utf8')
        .trimEnd()
        .split('\n');
      const listed = lines.map((line) => line.split('  ')[1] ?? '').sort();
      const there = readdirSync(folder.path(name), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(listed).toEqual(
        expect.arrayContaining(['checkpoint-key', 'directory.sqlite', 'events.sqlite', 'register-secret']),
      );
      expect(listed.some((path) => path.startsWith('evidence/') && path.endsWith(`/${hash}`))).toBe(true);
      expect(there).toHaveLength(listed.length + 1);
      for (const line of lines) {
        const [sum = '', path = ''] = line.split('  ');
        const bytes = readFileSync(join(folder.path(name), path));
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sum);
        expect(statSync(join(folder.path(name), path)).mode & 0o077).toBe(0);
      }
    }
  });

  test('goes into no folder that holds anything', async () => {
    const refused = await article33('backup', 'older');
    expect([refused.code, refused.out]).toEqual([6, '']);
    expect(refused.err).toMatch(/is not empty/);
  });

  test.each([
    ['a file altered', 'register-secret', 'is not as the manifest has it'],
    ['a file missing', 'directory.sqlite', 'is missing from the backup'],
    ['no manifest: it was broken off', 'manifest-sha256.txt', 'is no whole backup'],
    ['a manifest that names what is outside', '', 'what is no part of a backup'],
  ])('with %s is not restored, and nothing is left of the attempt', async (what, name, words) => {
    const copy = folder.path('copy');
    rmSync(copy, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
    cpSync(folder.path('newer'), copy, { recursive: true });
    if (what.includes('altered')) writeFileSync(join(copy, name), 'another secret');
    else if (name !== '') rmSync(join(copy, name));
    else writeFileSync(join(copy, 'manifest-sha256.txt'), `${'0'.repeat(64)}  ../../etc/passwd\n`);
    const refused = await article33('restore', 'copy');
    expect([refused.code, refused.out]).toEqual([6, '']);
    expect(refused.err).toContain(words);
    expect(existsSync(data)).toBe(false);
  });

  test('is not restored over a register', async () => {
    await restored('newer');
    expect(await article33('restore', 'older')).toMatchObject({
      code: 6,
      err: expect.stringMatching(/there already/) as string,
    });
  });
});

describe('the pairings', () => {
  test.each([
    ['older', 'none', ['Premier']],
    ['older', 'newer', ['Premier']],
    ['newer', 'none', ['Premier', 'Second']],
    ['newer', 'newer', ['Premier', 'Second']],
  ] as const)(
    'log %s, read models %s: lists show what the log tells, evidence is there, and work goes on',
    async (log, models, shown) => {
      await restored(log, models);
      const register = await startRegister(folder);
      // Read models that are ahead of the log are made anew behind the answers.
      let seen: readonly unknown[] = [];
      for (const end = Date.now() + 20_000; seen.length !== shown.length && Date.now() < end;) {
        seen = await titles(register);
        await pause(50); // Asking without a pause would use up what one person may ask in a minute.
      }
      expect(seen).toEqual(shown);
      await reported(register, 'Troisième');
      expect(await titles(register)).toEqual([...shown, 'Troisième'].sort());
      await register.stop();
      expect(await live()).toMatchObject({ code: 3 });
    },
  );

  test.each([
    ['older', 'older', 0, /./],
    ['older', 'newer', 1, /TAIL_MISSING/],
    ['newer', 'older', 0, /./],
    ['newer', 'newer', 0, /./],
  ] as const)('log %s, kept head %s: the verifier says %i', async (log, kept, code, words) => {
    await restored(log);
    const checked = await live('--last-head', head[kept]);
    expect(checked.code).toBe(code);
    expect(checked.out).toMatch(words);
  });

  test('an older log that went on as if nothing had been is told by whoever kept the newer head', async () => {
    await restored('older');
    const register = await startRegister(folder);
    for (const title of ['Autre', 'Encore', 'Toujours']) await reported(register, title);
    await register.stop();
    const checked = await live('--last-head', head.newer);
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/HEADS_DISAGREE/);
  });
});

async function organisationEvents() {
  const log = openEmbeddedLog({ file: join(data, 'events.sqlite') });
  try {
    for await (const organisation of log.seals.organisations()) {
      const events = [];
      for await (const event of log.readStream(`organisation-${organisation}` as StreamName)) {
        events.push({ type: event.type, data: openData(event.data) });
      }
      return events;
    }
    return [];
  } finally {
    await log.close();
  }
}

describe('going on from a restored copy', () => {
  const accept = (...more: readonly string[]) => article33('restore', '--accept', 'Disque perdu le 24', ...more);

  test('is on record with its reasons and the last good head; a new epoch begins, and the old heads are told apart', async () => {
    await restored('older');
    expect(await accept('--last-good-head', head.newer)).toMatchObject({ code: 0, err: '' });
    const events = await organisationEvents();
    const lastGoodHead = readFileSync(head.newer, 'utf8');
    expect(events.at(-1)).toEqual({
      type: 'RegisterRestored',
      data: { epoch: 1, reasons: 'Disque perdu le 24', lastGoodHead },
    });
    const register = await startRegister(folder);
    await reported(register, 'Après');
    await keepHead(register, folder.path('next.txt'));
    expect(await titles(register)).toEqual(['Après', 'Premier']);
    await register.stop();
    expect(await live('--last-head', folder.path('next.txt'))).toMatchObject({ code: 0 });
    const old = await live('--last-head', head.newer);
    expect([old.code, old.out]).toEqual([2, '']);
    expect(old.err).toMatch(/of epoch 0, which ended when the register was restored/);
    writeFileSync(folder.path('policy.txt'), (await article33('key', 'show')).out);
    expect(await article33('export', '--all', '--out', 'after.zip')).toMatchObject({ code: 0 });
    expect(await article33('verify', 'after.zip', folder.path('policy.txt'))).toMatchObject({ code: 2 });
    const bundle = folder.path('after.zip');
    expect(await article33('verify', bundle, folder.path('policy.txt'))).toMatchObject({ code: 3 });
  });

  test('never signs a second log under one origin: the epoch is above that of the head given, too', async () => {
    await restored('older');
    expect((await accept('--last-good-head', folder.path('next.txt'))).out).toMatch(/epoch 2 /);
    // And a copy from before any acceptance is missed by whoever kept a head of a later epoch.
    await restored('older');
    const checked = await live('--last-head', folder.path('next.txt'));
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/HEADS_DISAGREE.*a head of epoch 1/);
  });

  test('opens a log again that was not the one that was signed', async () => {
    await restored('newer');
    await rewrite(join(data, 'events.sqlite'), (event) => ({
      ...event,
      data: event.data.replace('Second', 'Deuxième'),
    }));
    const before = await startRegister(folder);
    const refused = await (
      await before.client()
    ).ask('mutation { reportIncident(input: { title: "Non" }) { revision } }');
    expect(refused.errors).toHaveLength(1);
    await before.stop();
    expect(await accept()).toMatchObject({ code: 0, err: '' });
    const after = await startRegister(folder);
    await reported(after, 'Oui');
    expect(await titles(after)).toEqual(['Deuxième', 'Oui', 'Premier']);
    await after.stop();
    expect(await live()).toMatchObject({ code: 3 });
  });

  test.each([
    [[], 2, /Name the folder of a backup/],
    [['--last-good-head', 'x'], 2, /Name the folder/],
    [['newer', '--org', 'acme'], 2, /go with --accept/],
    [['--accept', '  '], 2, /takes reasons of 1 to 2000/],
    [['--accept', 'x', '--org', 'nobody'], 2, /No organisation here/],
    [['--accept', 'x', '--last-good-head', 'none.txt'], 6, /ENOENT/],
    [['--accept', 'x', '--last-good-head', 'forged.txt'], 2, /not signed by a key of this register/],
    [['--accept', 'x', '--last-good-head', 'word.txt'], 2, /none of this organisation/],
  ] as const)('restore %j is refused in words', async (args, code, words) => {
    writeFileSync(folder.path('forged.txt'), readFileSync(head.newer, 'utf8').replace(/\n\d+\n/, '\n999\n'));
    writeFileSync(folder.path('word.txt'), 'word of honour');
    const refused = await article33('restore', ...args);
    expect([refused.code, refused.out]).toEqual([code, '']);
    expect(refused.err).toMatch(words);
  });
});

test('reasons longer than the event takes are refused', async () => {
  expect(await article33('restore', '--accept', 'x'.repeat(2_001))).toMatchObject({ code: 2, out: '' });
});

test('RegisterRestored changes nothing that the organisation set', () => {
  const facts = {
    id: 'e',
    recordedAt: '2026-11-24T10:00:00.000Z',
    occurredAt: '2026-11-24T10:00:00.000Z',
    actor: 'a',
    role: 'R',
  };
  const events = [
    { ...facts, revision: 0, type: 'OrganisationRegistered', data: { claim: 'acme' } },
    { ...facts, revision: 1, type: 'RegisterRestored', data: { epoch: 1, reasons: 'x', lastGoodHead: null } },
  ] as never[];
  const [before, after] = [foldOrganisation('o' as never, events.slice(0, 1)), foldOrganisation('o' as never, events)];
  expect(after).toEqual({ ...before, revision: 1 });
});
