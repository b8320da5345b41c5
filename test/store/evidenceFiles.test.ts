import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { EvidenceFiles } from '../../src/store/evidenceFiles.js';
import { aFolder } from '../log/folder.js';

const one = Buffer.alloc(600, 'a');
const other = Buffer.alloc(600, 'b');
const third = Buffer.alloc(600, 'c');
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
async function* streamed(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

describe('the room of an organisation', () => {
  const folder = aFolder();
  afterAll(() => {
    folder.remove();
  });
  const open = () => EvidenceFiles.open(folder.path('evidence'), 1_000);
  const organisation = randomUUID();
  const store = (files: EvidenceFiles, bytes: Buffer, whose = organisation) =>
    files.store(whose, hashOf(bytes), streamed(bytes));

  test('once taken, nothing new of it is kept; what is there stays there, and other organisations have theirs', async () => {
    const files = await open();
    expect([await store(files, one), await store(files, other)]).toEqual(['STORED', 'STORED']);
    expect(await store(files, third)).toBe('NO_ROOM');
    expect(await store(files, one)).toBe('THERE');
    expect(await store(files, third, randomUUID())).toBe('STORED');
  });

  test('is counted again after a restart', async () => {
    const files = await open();
    expect(await store(files, third)).toBe('NO_ROOM');
    expect(await files.find(organisation, hashOf(third))).toBeNull();
  });
});

describe('a folder that several nodes share', () => {
  const folder = aFolder();
  afterAll(() => {
    folder.remove();
  });

  test('a node that starts ends no upload of another one; what a crash left a day ago goes away', async () => {
    const files = await EvidenceFiles.open(folder.path('evidence'));
    const organisation = randomUUID();
    async function* slowly(): AsyncGenerator<Uint8Array> {
      yield one.subarray(0, 300);
      await EvidenceFiles.open(folder.path('evidence'));
      yield one.subarray(300);
    }
    const unfinished = folder.path('evidence/.unfinished');
    const [left, lately] = [`${unfinished}/${randomUUID()}`, `${unfinished}/${randomUUID()}`];
    for (const [draft, hours] of [
      [left, 25],
      [lately, 23],
    ] as const) {
      writeFileSync(draft, other);
      const then = new Date(Date.now() - hours * 3_600_000);
      utimesSync(draft, then, then);
    }
    expect(await files.store(organisation, hashOf(one), slowly())).toBe('STORED');
    expect((await files.find(organisation, hashOf(one)))?.size).toBe(600);
    expect(readdirSync(unfinished).map((name) => `${unfinished}/${name}`)).toEqual([lately]);
  });
});
