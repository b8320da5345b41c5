/** The check of the whole record that follows each start: beyond the tail, which the start itself looks at. */
import { threadChecker } from '../../../src/application/proofs/threadChecker.js';
import { RecordCheck } from '../../../src/application/proofs/recordCheck.js';
import { SigningKeys } from '../../../src/application/signing/keys.js';
import { Signing } from '../../../src/application/signing/signing.js';
import { instantAt } from '../../../src/law/instant.js';
import { openEmbeddedLog, type OrganisationId } from '../../../src/log/index.js';
import { silentTicker } from '../../../src/application/live/ticker.js';
import { aStream, anEvent, anOrganisation } from '../../contract/events.js';
import { aFolder } from '../../log/folder.js';
import { tamper } from '../../log/tamper.js';
import { programAt } from '../../../src/server/programs.js';

const keys = SigningKeys.parse(SigningKeys.fresh());
const checker = threadChecker(programAt('application/proofs/checkThread.mjs'));
const folder = aFolder();
let count = 0;
afterAll(folder.remove);

async function open(file: string) {
  if (keys === null) throw new Error('No keys');
  const log = openEmbeddedLog({ file });
  const alarms: string[] = [];
  const signing = new Signing({
    log,
    seals: log.seals,
    keys,
    host: 'register.example',
    now: () => instantAt(Date.parse('2026-03-01T08:00:00.000Z')),
    patience: 100,
    ticker: silentTicker,
    alarm: ({ message }) => alarms.push(message),
  });
  await signing.start();
  const failed = (fault: unknown) => alarms.push(String(fault));
  const check = new RecordCheck({ seals: log.seals, signing, checker, failed });
  const close = async () => {
    await check.close();
    await signing.close();
    await log.close();
  };
  return { log, signing, alarms, check, close };
}

/** A file with two organisations' events, all signed: the small one's and the large one's, which a thread checks. */
async function aRecord(): Promise<{ file: string; small: OrganisationId; large: OrganisationId }> {
  const file = folder.path(`record-${(count += 1)}.sqlite`);
  const [small, large] = [anOrganisation(), anOrganisation()];
  const { log, signing, close } = await open(file);
  for (const [organisation, events] of [
    [small, 100],
    [large, 600],
  ] as const) {
    for (let index = 0; index < events; index += 50) {
      const few = Array.from({ length: Math.min(50, events - index) }, () => anEvent({ organisation }));
      await log.append(aStream(), few, 'noStream');
    }
    await signing.sign(organisation);
  }
  await close();
  return { file, small, large };
}

test('a record as it was signed is checked whole, every organisation', async () => {
  const { file } = await aRecord();
  const { check, alarms, close } = await open(file);
  expect(await check.run()).toEqual({ organisations: 2, events: 700, refused: [], whole: true });
  expect(alarms).toEqual([]);
  await close();
});

test.each(['small', 'large'] as const)(
  'an old event that was altered under a head (%s log) ends writing for its organisation alone, and the alarm names it',
  async (which) => {
    const record = await aRecord();
    const touched = record[which];
    tamper(record.file, (database) => {
      const sql = `UPDATE events SET data = replace(data, '"d"', '"D"')
        WHERE seq = 1 AND organisation = (SELECT key FROM organisations WHERE id = ?)`;
      expect(database.prepare(sql).run(touched).changes).toBe(1);
    });
    const { check, alarms, signing, close } = await open(record.file);
    // The start looks at the tail alone.
    expect(alarms).toEqual([]);
    expect(await check.run()).toMatchObject({ organisations: 2, refused: [touched], whole: true });
    expect(alarms).toEqual([expect.stringMatching(/recomputed from its first event.*PAYLOAD_ALTERED at leaf 1/)]);
    expect(signing.refusal(touched)).not.toBeNull();
    expect(signing.refusal(which === 'small' ? record.large : record.small)).toBeNull();
    await close();
  },
);

test('closed in the middle of it, it ends at once and claims nothing', async () => {
  const { file } = await aRecord();
  const { check, alarms, close } = await open(file);
  const checked = check.run();
  await close();
  expect(await checked).toMatchObject({ refused: [], whole: false });
  expect(alarms).toEqual([]);
});
