import { Type } from '@sinclair/typebox';
import {
  createDecoder,
  decodeIncidentEvent,
  decodeOrganisationEvent,
  decodeReferenceEvent,
  newestVersionOf,
} from '../../src/incident/decode.js';
import {
  checkpointSchemas,
  incidentSchemas,
  organisationSchemas,
  referenceSchemas,
} from '../../src/incident/events/registry.js';
import type { EventData } from '../../src/incident/events/registry.js';
import { assessed, detected } from '../support/story.js';

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

  test('knows every type of the register in its newest version', () => {
    const types = [
      ...Object.keys(incidentSchemas),
      ...Object.keys(organisationSchemas),
      ...Object.keys(referenceSchemas),
      ...Object.keys(checkpointSchemas),
    ];
    expect(types).toHaveLength(34);
    const later = types.filter((type) => newestVersionOf(type) !== 1);
    expect(later.map((type) => [type, newestVersionOf(type)])).toEqual([
      ['FactsRecorded', 2],
      ['IncidentAssessed', 2],
    ]);
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

describe('what was stored before advice was kept', () => {
  const facts = { subjectsCount: 3, enisa: { dataContext: 3, identifiability: 50 } };
  const read = { subjectsCount: 3, enisa: { dataContext: null, identifiability: 50 } };
  const before = assessed().data as EventData<'IncidentAssessed'>;

  test('has no advice, and a score of the data in their context, which tells no steps, is read as not known', () => {
    expect(decodeIncidentEvent('FactsRecorded', 1, { facts })).toEqual({
      ok: true,
      body: { type: 'FactsRecorded', data: { facts: read } },
    });
    expect(decodeIncidentEvent('IncidentAssessed', 1, { ...before, advice: null, facts })).toEqual({
      ok: true,
      body: { type: 'IncidentAssessed', data: { ...before, advice: null, facts: read } },
    });
  });

  test.each([{ enisa: null }, { enisa: {} }, { enisa: { dataContext: null } }, {}])('stays as it is: %j', (same) => {
    expect(decodeIncidentEvent('FactsRecorded', 1, { facts: same })).toMatchObject({ body: { data: { facts: same } } });
    expect(decodeIncidentEvent('IncidentAssessed', 1, { ...before, advice: null, facts: null })).toMatchObject({
      body: { data: { facts: null } },
    });
  });

  test.each([null, 'text', [], { facts: 'text' }, { facts: { enisa: 7 } }])('and is no event: %j', (stored) => {
    expect(decodeIncidentEvent('FactsRecorded', 1, stored)).toMatchObject({ ok: false });
  });

  test('steps are steps from version 2 on, and a score is none', () => {
    const steps = (dataContext: number) => ({ facts: { enisa: { dataContext } } });
    for (const step of [-3, 0, 3]) expect(decodeIncidentEvent('FactsRecorded', 2, steps(step)).ok).toBe(true);
    for (const step of [-4, 4]) expect(decodeIncidentEvent('FactsRecorded', 2, steps(step)).ok).toBe(false);
  });
});
