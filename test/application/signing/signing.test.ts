/** Heads: when they are signed, that they verify with what an auditor holds, and that nothing inconsistent is ever signed. */
import type Sqlite from 'better-sqlite3';
import type { Ticker } from '../../../src/application/live/ticker.js';
import { acceptAsItIs } from '../../../src/application/signing/acceptance.js';
import { SigningKeys } from '../../../src/application/signing/keys.js';
import { Inconsistent } from '../../../src/application/signing/signer.js';
import { SignedLog } from '../../../src/application/signing/signedLog.js';
import { Signing } from '../../../src/application/signing/signing.js';
import { instantAt } from '../../../src/law/instant.js';
import { openEmbeddedLog, type EmbeddedLog, type OrganisationId, type Seals } from '../../../src/log/index.js';
import { appendLeaf, emptyFrontier, serialiseFrontier } from '../../../src/proof/index.js';
import { openHead, type Head } from '../../../src/verifier/heads.js';
import { parsePolicy } from '../../../src/verifier/policy.js';
import { aStream, anEvent, anOrganisation } from '../../contract/events.js';
import { aFolder } from '../../log/folder.js';
import { tamper } from '../../log/tamper.js';

const HOST = 'register.example';
const keys = SigningKeys.parse(SigningKeys.fresh()) ?? fail();

/** A clock and a bell of the test's own. */
class Time implements Ticker {
  now = Date.parse('2026-03-01T08:00:00.000Z');
  #ring: () => void = () => undefined;

  every(_ms: number, ring: () => void): () => void {
    this.#ring = ring;
    return () => undefined;
  }

  /** Lets so many milliseconds pass, the bell ringing each second. */
  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.now += Math.min(1_000, left);
      this.#ring();
    }
  }
}

describe('signing', () => {
  const folder = aFolder();
  const closers: (() => Promise<void>)[] = [];
  let count = 0;
  const newFile = () => folder.path(`log-${(count += 1)}.sqlite`);
  afterAll(async () => {
    for (const close of closers) await close();
    folder.remove();
  });

  interface Register {
    readonly log: EmbeddedLog;
    readonly written: SignedLog;
    readonly signing: Signing;
    readonly alarms: string[];
    readonly time: Time;
    readonly write: (organisation: OrganisationId, events: number, type?: string) => Promise<void>;
    readonly stop: () => Promise<void>;
  }

  async function open(
    file: string,
    { time = new Time(), key = keys, wrap = (seals: Seals) => seals, host = HOST } = {},
  ): Promise<Register> {
    const log = openEmbeddedLog({ file });
    closers.push(() => log.close());
    const alarms: string[] = [];
    const signing = new Signing({
      log,
      seals: wrap(log.seals),
      keys: key,
      host,
      now: () => instantAt(time.now),
      patience: 100,
      ticker: time,
      alarm: (fault) => alarms.push(fault.message),
    });
    await signing.start();
    const written = new SignedLog(log, signing);
    const stop = async () => {
      await signing.close();
      await log.close();
    };
    return {
      log,
      written,
      signing,
      alarms,
      time,
      stop,
      write: async (organisation, events, type = 'FactsRecorded') => {
        for (let index = 0; index < events; index += 1) {
          await written.append(aStream(), [anEvent({ organisation, type })], 'noStream');
        }
      },
    };
  }

  async function headOf(
    { signing }: Register,
    organisation: OrganisationId,
    key = keys,
  ): Promise<Head | string | null> {
    const head = await signing.newest(organisation);
    if (head === null) return null;
    return openHead(Buffer.from(head.note), parsePolicy(key.policy(HOST, head.origin)));
  }

  const signed = async (register: Register, organisation: OrganisationId, size: number) => {
    // Signing goes on behind the bell.
    while ((await register.signing.newest(organisation))?.size !== size) await new Promise(setImmediate);
  };

  test('a head is signed within ten seconds of the first leaf, and verifies with the policy alone', async () => {
    const register = await open(newFile());
    const organisation = anOrganisation();
    await register.write(organisation, 3);
    register.time.pass(8_000);
    expect(await register.signing.newest(organisation)).toBeNull();
    register.time.pass(2_000);
    await signed(register, organisation, 3);
    const head = await headOf(register, organisation);
    const { root } = await register.log.seals.root(organisation);
    expect(head).toMatchObject({ origin: `${HOST}/${organisation}/0`, size: 3, root: Buffer.from(root) });
    expect(head).toHaveProperty('times', new Map([['operator', register.time.now / 1_000]]));
  });

  test('256 leaves, and the end of an incident, are signed at the next second', async () => {
    const register = await open(newFile());
    const [many, ended] = [anOrganisation(), anOrganisation()];
    await register.write(many, 256);
    await register.write(ended, 1);
    await register.write(ended, 1, 'IncidentClosed');
    register.time.pass(1_000);
    await signed(register, many, 256);
    await signed(register, ended, 2);
  });

  test('an organisation has at most one head a second, and none where nothing was written', async () => {
    const register = await open(newFile());
    const organisation = anOrganisation();
    for (let round = 0; round < 3; round += 1) await register.write(organisation, 1, 'IncidentClosed');
    register.time.pass(1_000);
    await signed(register, organisation, 3);
    register.time.pass(60_000);
    expect(await register.signing.heads(organisation)).toHaveLength(1);
  });

  test('what a crash left unsigned is signed at the next start', async () => {
    const file = newFile();
    const before = await open(file);
    const organisation = anOrganisation();
    await before.write(organisation, 2);
    await before.log.close(); // No head was signed.
    const after = await open(file);
    expect(after.alarms).toEqual([]);
    expect(await headOf(after, organisation)).toMatchObject({ size: 2 });
  });

  test('what could not be signed is signed later, whoever asked for it', async () => {
    let isDown = true;
    const down = (seals: Seals): Seals => ({
      ...through(seals),
      root: (organisation) => (isDown ? Promise.reject(new Error('down')) : seals.root(organisation)),
    });
    const register = await open(newFile(), { wrap: down });
    const organisation = anOrganisation();
    await register.write(organisation, 2);
    await expect(register.signing.sign(organisation)).rejects.toThrow('down');
    isDown = false;
    register.time.pass(10_000);
    await signed(register, organisation, 2);
  });

  test('what is unsigned is counted, and aged from its first leaf however often signing it failed', async () => {
    let isDown = true;
    const down = (seals: Seals): Seals => ({
      ...through(seals),
      root: (organisation) => (isDown ? Promise.reject(new Error('down')) : seals.root(organisation)),
    });
    const register = await open(newFile(), { wrap: down });
    const [first, second] = [anOrganisation(), anOrganisation()];
    expect(register.signing.unsigned).toEqual({ leaves: 0, seconds: 0 });
    await register.write(first, 2);
    register.time.pass(5_000);
    await expect(register.signing.sign(first)).rejects.toThrow('down');
    await register.write(second, 1);
    register.time.pass(2_000);
    expect(register.signing.unsigned).toEqual({ leaves: 3, seconds: 7 });
    isDown = false;
    await register.signing.sign(first);
    expect(register.signing.unsigned).toEqual({ leaves: 1, seconds: 2 });
    await register.signing.sign(second);
    expect(register.signing.unsigned).toEqual({ leaves: 0, seconds: 0 });
  });

  test('heads of one register follow one from the other over restarts', async () => {
    const file = newFile();
    const organisation = anOrganisation();
    for (let round = 1; round <= 4; round += 1) {
      const register = await open(file);
      await register.write(organisation, round);
      await register.stop();
    }
    const last = await open(file);
    expect((await last.signing.heads(organisation)).map(({ size }) => size)).toEqual([1, 3, 6, 10]);
  });

  test('two signers at once sign one after the other: nothing twice', async () => {
    const file = newFile();
    const one = await open(file);
    const organisation = anOrganisation();
    const other = new Signing({
      log: one.log,
      seals: one.log.seals,
      keys,
      host: HOST,
      now: () => instantAt(one.time.now),
      patience: 100,
      ticker: new Time(),
      alarm: () => undefined,
    });
    for (let round = 1; round <= 5; round += 1) {
      await one.write(organisation, 1);
      const heads = await Promise.all([one.signing.sign(organisation), other.sign(organisation)]);
      expect(heads.map((head) => head?.size)).toEqual([round, round]);
    }
    expect((await one.signing.heads(organisation)).map(({ size }) => size)).toEqual([1, 2, 3, 4, 5]);
  });

  test('keys overlap: both sign, and an auditor with either policy believes the head', async () => {
    const file = newFile();
    const organisation = anOrganisation();
    const old = await open(file);
    await old.write(organisation, 1);
    await old.stop();
    const [oldKey, newKey] = [SigningKeys.fresh(), SigningKeys.fresh()];
    const parse = (text: string) => SigningKeys.parse(text) ?? fail();
    const rotated = newFile();
    const first = await open(rotated, { key: parse(oldKey) });
    await first.write(organisation, 1);
    await first.stop();
    const second = await open(rotated, { key: parse(newKey + oldKey) });
    await second.write(organisation, 1);
    await second.signing.sign(organisation);
    expect(await headOf(second, organisation, parse(oldKey))).toMatchObject({ size: 2 });
    expect(await headOf(second, organisation, parse(newKey))).toMatchObject({ size: 2 });
    expect(second.alarms).toEqual([]);
  });

  describe('a log that is not the one that was signed', () => {
    const lying =
      (lie: { readonly size?: number; readonly root?: Uint8Array }, isOn: () => boolean) =>
      (seals: Seals): Seals => ({
        ...through(seals),
        root: async (organisation) => ({ ...(await seals.root(organisation)), ...(isOn() ? lie : {}) }),
      });

    test.each([
      ['fewer events than were signed', { size: 1 }],
      ['another root', { root: Buffer.alloc(32, 9) }],
    ])('%s: nothing is signed, the memory keeps both, and nothing more is recorded', async (_what, lie) => {
      let lies = false;
      const register = await open(newFile(), { wrap: lying(lie, () => lies) });
      const organisation = anOrganisation();
      await register.write(organisation, 2);
      const honest = await register.signing.sign(organisation);
      lies = true;
      await expect(register.signing.sign(organisation)).rejects.toThrow(Inconsistent);
      expect(register.alarms).toHaveLength(1);
      await expect(register.write(organisation, 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await register.write(anOrganisation(), 1);
      expect(await register.signing.newest(organisation)).toEqual(honest);
      const kept = [];
      for await (const { type } of register.log.readStream(`checkpoint-${organisation}` as never)) kept.push(type);
      expect(kept).toEqual(['CheckpointSigned', 'CheckpointContradicted']);
    });

    test('what is on record as contradicted stays refused at the next start, until the log is accepted as it is', async () => {
      const file = newFile();
      const organisation = anOrganisation();
      const before = await open(file);
      await before.write(organisation, 2);
      const head = (await before.signing.sign(organisation)) ?? fail();
      await before.signing.contradicted(organisation, { size: 2, root: Buffer.alloc(32, 9) }, `${head.note}another\n`);
      await expect(before.write(organisation, 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await before.stop();
      const after = await open(file);
      expect(after.alarms).toEqual([expect.stringMatching(/on record that a signed head contradicts it at 2 events/)]);
      await expect(after.write(organisation, 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await after.stop();
      const log = openEmbeddedLog({ file });
      const now = () => instantAt(Date.parse('2026-03-02T08:00:00.000Z'));
      const parts = { log, seals: log.seals, keys, host: HOST, now, patience: 100 };
      const accepted = await acceptAsItIs(parts, organisation, { reasons: 'Looked at', lastGoodHead: null });
      expect(accepted).toMatchObject({ epoch: 1 });
      await log.close();
      const anew = await open(file);
      await anew.write(organisation, 1);
      expect(anew.alarms).toEqual([]);
    });

    test('signed under another name: it does not start, and says which name it is known by', async () => {
      const file = newFile();
      const organisation = anOrganisation();
      const before = await open(file);
      await before.write(organisation, 1);
      await before.signing.sign(organisation);
      await before.stop();
      await expect(open(file, { host: 'other.example' })).rejects.toThrow(
        /signed its heads as register\.example, and ARTICLE33_ORIGIN is other\.example/,
      );
    });

    test('a leaf that is not there any more: the rest of the log is not signed without it', async () => {
      const withoutOne = (seals: Seals): Seals => ({
        ...through(seals),
        async *hashes(organisation, { from, to }) {
          for await (const sealed of seals.leaves(organisation, { from, to })) {
            if (sealed.leaf.seq !== 1) yield sealed.leaf.hash;
          }
        },
      });
      const register = await open(newFile(), { wrap: withoutOne });
      const organisation = anOrganisation();
      await register.write(organisation, 3);
      await expect(register.signing.sign(organisation)).rejects.toThrow(Inconsistent);
      expect(await register.signing.newest(organisation)).toBeNull();
    });

    // The log looks at its last 64 leaves by itself when it is opened: what lies before is the signer's to find.
    const BEYOND = 70;

    test.each<[string, (database: Sqlite.Database) => void, string]>([
      [
        'data of an unsigned event',
        (database) => {
          one(database, `UPDATE events SET data = replace(data, '"d"', '"D"') WHERE seq = 2`);
        },
        'PAYLOAD_ALTERED',
      ],
      [
        'metadata of an unsigned event',
        (database) => {
          one(database, `UPDATE events SET metadata = metadata || ' ' WHERE seq = 2`);
        },
        'PAYLOAD_ALTERED',
      ],
      [
        'a leaf behind the head',
        (database) => {
          one(database, `UPDATE events SET leaf = zeroblob(32) WHERE seq = 2`);
        },
        'another root',
      ],
      [
        'the tail cut behind the head, size and frontier with it',
        (database) => {
          database.exec('DELETE FROM events WHERE seq >= 1');
          const leaf = database.prepare<[], Buffer>('SELECT leaf FROM events WHERE seq = 0').pluck().get();
          const frontier = serialiseFrontier(appendLeaf(emptyFrontier, leaf ?? fail()));
          database.prepare('UPDATE organisations SET size = 1, frontier = ?').run(frontier);
        },
        '2 were signed',
      ],
    ])('%s altered in the file while nobody looked: the start says so', async (_what, work, words) => {
      const file = newFile();
      const organisation = anOrganisation();
      const before = await open(file);
      await before.write(organisation, 2);
      await before.signing.sign(organisation);
      await before.write(organisation, BEYOND);
      // As after the end of the process: what was written last is not signed.
      await before.log.close();
      tamper(file, work);
      const after = await open(file);
      expect(after.alarms.join('\n')).toContain(words);
      await expect(after.write(organisation, 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });
  });

  const through = (seals: Seals): Seals => ({
    upTo: () => seals.upTo(),
    size: (organisation) => seals.size(organisation),
    root: (organisation) => seals.root(organisation),
    leaves: (...asked) => seals.leaves(...asked),
    hashes: (...asked) => seals.hashes(...asked),
    organisations: () => seals.organisations(),
    of: (...asked) => seals.of(...asked),
  });

  function one(database: Sqlite.Database, sql: string): void {
    expect(database.prepare(sql).run().changes).toBe(1);
  }
});
