import { Type } from '@sinclair/typebox';
import {
  createDecoder,
  decodeIncidentEvent,
  decodeOrganisationEvent,
  decodeReferenceEvent,
  newestVersionOf,
} from '../../src/incident/decode.js';
import { incidentSchemas, organisationSchemas, referenceSchemas } from '../../src/incident/events/registry.js';
import { detected } from '../support/story.js';

const { data } = detected();

describe('decoding', () => {
  test('gives back what was stored', () => {
    expect(decodeIncidentEvent('IncidentDetected', 1, data)).toEqual({
      ok: true,
      body: { type: 'IncidentDetected', data },
    });
    const registered = { type: 'OrganisationRegistered', data: { claim: 'acme' } };
    expect(decodeOrganisationEvent(registered.type, 1, registered.data)).toEqual({ ok: true, body: registered });
    const reserved = { type: 'ReferenceReserved', data: { incidentId: '11111111-1111-4111-8111-111111111111' } };
    expect(decodeReferenceEvent(reserved.type, 1, reserved.data)).toEqual({ ok: true, body: reserved });
  });

  test.each(['IncidentForgotten', 'OrganisationRegistered', 'toString', '__proto__', ''])(
    'stops at a type that an incident does not know: %s',
    (type) => {
      expect(decodeIncidentEvent(type, 1, data)).toMatchObject({ ok: false });
    },
  );

  test.each([0, 2, 1.5, -1, Number.NaN])('stops at a version that is not known: %s', (version) => {
    expect(decodeIncidentEvent('IncidentDetected', version, data)).toMatchObject({ ok: false });
  });

  test.each([
    ['nothing', undefined],
    ['a list', []],
    ['a field too many', { ...data, colour: 'blue' }],
    ['a field too few', { reference: '2026-0001' }],
    ['a word that is not on its list', { ...data, role: 'OWNER' }],
    ['an instant without offset', { ...data, detectedAt: '2026-10-23T14:20:00.000' }],
    ['an instant without milliseconds', { ...data, detectedAt: '2026-10-23T14:20:00Z' }],
    ['a text over its limit', { ...data, title: 'x'.repeat(201) }],
  ])('stops at %s', (_name, stored) => {
    expect(decodeIncidentEvent('IncidentDetected', 1, stored)).toMatchObject({ ok: false });
  });

  test('says where it stopped without saying what stood there', () => {
    const decoded = decodeIncidentEvent('IncidentDetected', 1, { ...data, title: 4711 });
    expect(decoded).toEqual({ ok: false, reason: 'IncidentDetected does not fit its schema at /data/title' });
  });

  test('knows every type of the register in its first version', () => {
    const types = [
      ...Object.keys(incidentSchemas),
      ...Object.keys(organisationSchemas),
      ...Object.keys(referenceSchemas),
    ];
    expect(types).toHaveLength(29);
    expect(types.map(newestVersionOf)).toEqual(types.map(() => 1));
    expect(newestVersionOf('IncidentForgotten')).toBeNull();
  });
});

describe('an event of an older version', () => {
  const decoder = createDecoder(
    { Counted: Type.Object({ count: Type.Integer(), unit: Type.String() }, { additionalProperties: false }) },
    {
      Counted: [
        (first) => ({ count: first }),
        (second) => ({ ...(typeof second === 'object' ? second : {}), unit: 'persons' }),
      ],
    },
  );

  test.each([
    [1, 12],
    [2, { count: 12 }],
    [3, { count: 12, unit: 'persons' }],
  ])('%i is brought up to the newest, step by step', (version, stored) => {
    expect(decoder.decode('Counted', version, stored)).toEqual({
      ok: true,
      body: { type: 'Counted', data: { count: 12, unit: 'persons' } },
    });
  });

  test('must fit the newest schema in the end', () => {
    expect(decoder.decode('Counted', 1, 'twelve')).toMatchObject({ ok: false });
    expect(decoder.newestVersion('Counted')).toBe(3);
  });
});
