/** What one node finds out about a log, the other nodes act on: it is on record in the log that they share. */
import { checkpointStream } from '../../../src/application/ids.js';
import { SignedLog } from '../../../src/application/signing/signedLog.js';
import { SigningKeys } from '../../../src/application/signing/keys.js';
import { Signing } from '../../../src/application/signing/signing.js';
import { instantAt } from '../../../src/law/instant.js';
import { LogError, openEmbeddedLog, type EmbeddedLog, type OrganisationId } from '../../../src/log/index.js';
import { aStream, anEvent, anOrganisation } from '../../contract/events.js';
import { aFolder } from '../../log/folder.js';

const keys = SigningKeys.parse(SigningKeys.fresh()) ?? fail();
const folder = aFolder();
const WITHIN = 5_000;
let count = 0;
let log: EmbeddedLog;
let now: number;
let closers: (() => Promise<void>)[];

afterAll(() => {
  folder.remove();
});
beforeEach(() => {
  now = Date.parse('2026-06-01T12:00:00Z');
  closers = [];
  log = openEmbeddedLog({ file: folder.path(`log-${(count += 1)}.sqlite`) });
});
afterEach(async () => {
  for (const close of closers) await close();
  await log.close();
});

async function aNode() {
  const alarms: string[] = [];
  const signing = new Signing({
    log,
    seals: log.seals,
    keys,
    host: 'register.example',
    now: () => instantAt(now),
    patience: 100,
    ticker: { every: () => () => undefined },
    alarm: ({ message }) => alarms.push(message),
  });
  await signing.start();
  closers.push(() => signing.close());
  const written = new SignedLog(log, signing, { sealsItself: false, refusal: () => null });
  return {
    alarms,
    signing,
    write: (organisation: OrganisationId) => written.append(aStream(), [anEvent({ organisation })], 'noStream'),
  };
}
type Node = Awaited<ReturnType<typeof aNode>>;

/** Somebody shows a node a head that it signed, and that its log contradicts. */
async function contradicted({ signing }: Node, organisation: OrganisationId): Promise<void> {
  const head = await signing.sign(organisation);
  const found = { size: 1, root: new Uint8Array(32).fill(7) };
  await signing.contradicted(organisation, found, head?.note ?? '');
}

const refused = { code: 'UNAVAILABLE', message: expect.stringContaining('not the one that was signed') as unknown };

test('a node that wrote a moment ago refuses within five seconds what another node refuses', async () => {
  const organisation = anOrganisation();
  const [one, other] = [await aNode(), await aNode()];
  await other.write(organisation);
  await contradicted(one, organisation);
  await expect(one.write(organisation)).rejects.toMatchObject(refused);
  now += WITHIN;
  await expect(other.write(organisation)).rejects.toMatchObject(refused);
  await expect(other.write(organisation)).rejects.toMatchObject(refused);
  expect(other.signing.refusal(organisation)).toContain('it is on record that a signed head contradicts it');
  expect(other.alarms).toHaveLength(1);
});

test('a node that never wrote for the organisation refuses at once, and other organisations go on', async () => {
  const [organisation, sound] = [anOrganisation(), anOrganisation()];
  const [one, other] = [await aNode(), await aNode()];
  await one.write(organisation);
  await one.write(sound);
  await contradicted(one, organisation);
  await expect(other.write(organisation)).rejects.toMatchObject(refused);
  expect(await other.write(sound)).toMatchObject({ ok: true });
  expect(other.signing.refusal(sound)).toBeNull();
});

test('a record of heads that cannot be understood is refused as one that contradicts', async () => {
  const organisation = anOrganisation();
  const node = await aNode();
  await log.append(checkpointStream(organisation), [anEvent({ organisation, type: 'CheckpointSigned' })], 'noStream');
  await expect(node.write(organisation)).rejects.toMatchObject(refused);
  expect(node.alarms).toEqual([expect.stringContaining(checkpointStream(organisation))]);
});

test('where the record cannot be read nothing is written, and it is looked at again', async () => {
  const organisation = anOrganisation();
  const node = await aNode();
  const size = await log.seals.size(organisation);
  jest.spyOn(log, 'readStream').mockImplementationOnce(() => {
    throw new LogError('UNAVAILABLE', 'away');
  });
  await expect(node.write(organisation)).rejects.toMatchObject({ code: 'UNAVAILABLE', message: 'away' });
  expect(await log.seals.size(organisation)).toBe(size);
  expect(await node.write(organisation)).toMatchObject({ ok: true });
  expect(node.alarms).toEqual([]);
});
