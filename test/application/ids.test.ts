import { createHash } from 'node:crypto';
import { causationIdOf, eventIdOf, incidentIdOf, incidentStream, parseIncidentId } from '../../src/application/ids.js';
import type { ActorId, OrganisationId } from '../../src/incident/ids.js';

const author = {
  organisation: '0192f3a1-0000-4000-8000-000000000001' as OrganisationId,
  actor: '0192f3a1-0000-4000-8000-000000000002' as ActorId,
};
const incident = incidentIdOf(author, 'c1');
const stream = incidentStream(incident);

/** RFC 9562, 5.5: SHA-1 of namespace and name, version and variant set. */
function nameBased(name: string): string {
  const namespace = Buffer.from('f88efe6b7d204c4689e94dc576f3e570', 'hex');
  const hash = createHash('sha1').update(namespace).update(name).digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

describe('ids', () => {
  test('are derived from the command, so that a repeat derives them again: a storage contract', () => {
    const { organisation, actor } = author;
    expect(causationIdOf(author, 'c1')).toBe(nameBased(`${organisation}|${actor}|c1`));
    expect(incident).toBe(nameBased(`${organisation}|${actor}|c1`));
    expect(eventIdOf(author, stream, 'c1', 1)).toBe(nameBased(`${organisation}|${actor}|${stream}|c1|1`));
    expect(causationIdOf(author, 'été 🦊')).toBe(nameBased(`${organisation}|${actor}|été 🦊`));
  });

  test('differ by organisation, actor, stream, command and place in the command', () => {
    const other = '0192f3a1-0000-4000-8000-000000000003';
    const ids = [
      eventIdOf(author, stream, 'c1', 0),
      eventIdOf({ ...author, organisation: other as OrganisationId }, stream, 'c1', 0),
      eventIdOf({ ...author, actor: other as ActorId }, stream, 'c1', 0),
      eventIdOf(author, incidentStream(incidentIdOf(author, 'c2')), 'c1', 0),
      eventIdOf(author, stream, 'c2', 0),
      eventIdOf(author, stream, 'c1', 1),
      eventIdOf(author, stream, 'c1|0', 1),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    '',
    'x',
    '39da206a-99af-5ac4-883b-bb45d67c4db',
    '39DA206A-99AF-5AC4-883B-BB45D67C4DBF',
    `${incident} `,
    `${incident}\n`,
  ])('%j is the id of no incident', (text) => {
    expect(parseIncidentId(text)).toBeNull();
  });
});
