import { metadataText, parseMetadata, type Metadata } from '../../../src/read/stored/metadata.js';
import { parseInstant, type Instant } from '../../../src/law/instant.js';
import type { ActorId, OrganisationId } from '../../../src/incident/ids.js';

const id = '39da206a-99af-5ac4-883b-bb45d67c4dbf';
const metadata: Metadata = {
  actor: id as ActorId,
  causationId: id,
  correlationId: id,
  occurredAt: parseInstant('2023-04-26T17:40:00+02:00') as Instant,
  organisation: id as OrganisationId,
  recordedAt: parseInstant('2023-04-26T15:40:00Z') as Instant,
  role: 'DPO',
  schemaVersion: 1,
};

describe('metadata', () => {
  test('is canonical JSON with its members in order, the offset of what occurred kept', () => {
    expect(metadataText(metadata)).toBe(
      `{"actor":"${id}","causationId":"${id}","correlationId":"${id}","occurredAt":"2023-04-26T17:40:00.000+02:00","organisation":"${id}","recordedAt":"2023-04-26T15:40:00.000Z","role":"DPO","schemaVersion":1}`,
    );
    expect(parseMetadata(metadataText(metadata))).toEqual(metadata);
  });

  test.each<[string, unknown]>([
    ['a member that is not known', { ...metadata, name: 'Dominique' }],
    ['a member that is missing', { ...metadata, actor: undefined }],
    ['an actor that is no pseudonym', { ...metadata, actor: 'dominique@example.org' }],
    ['an organisation that is no opaque id', { ...metadata, organisation: 'acme' }],
    ['a role of free text', { ...metadata, role: 'Dominique' }],
    ['recordedAt with an offset', { ...metadata, recordedAt: '2023-04-26T17:40:00.000+02:00' }],
    ['a version that is no number', { ...metadata, schemaVersion: '1' }],
    ['version 0', { ...metadata, schemaVersion: 0 }],
    ['a list', [metadata]],
    ['null', null],
  ])('is not read with %s', (_what, value) => {
    expect(parseMetadata(JSON.stringify(value))).toBeNull();
  });

  test('is not read where it is no JSON', () => {
    expect(parseMetadata('{"actor":')).toBeNull();
  });
});
