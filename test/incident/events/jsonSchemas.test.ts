import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodeCheckpointEvent,
  decodeIncidentEvent,
  decodeOrganisationEvent,
  decodeReferenceEvent,
  newestVersionOf,
} from '../../../src/incident/decode.js';
import { schemaFiles } from '../../../src/incident/events/jsonSchemas.js';
import {
  checkpointSchemas,
  incidentSchemas,
  organisationSchemas,
  referenceSchemas,
} from '../../../src/incident/events/registry.js';
import { dataOf, isNode, placesOf, withUnknownFields, type Node } from '../../support/jsonSchema.js';

const folder = join(__dirname, '..', '..', '..', 'schema', 'events');
const families = [incidentSchemas, organisationSchemas, referenceSchemas, checkpointSchemas];
const types = families.flatMap((schemas) => Object.keys(schemas));

function committed(type: string): Node {
  const parsed: unknown = JSON.parse(readFileSync(join(folder, `${type}.v${newestVersionOf(type) ?? 0}.json`), 'utf8'));
  if (!isNode(parsed)) throw new Error(`${type} has no schema`);
  return parsed;
}

function decode(type: string, data: unknown) {
  const version = newestVersionOf(type) ?? 0;
  if (type in incidentSchemas) return decodeIncidentEvent(type, version, data);
  if (type in organisationSchemas) return decodeOrganisationEvent(type, version, data);
  return type in referenceSchemas
    ? decodeReferenceEvent(type, version, data)
    : decodeCheckpointEvent(type, version, data);
}

describe('the schemas of the stored events', () => {
  test.each(schemaFiles())(
    '$name is committed byte for byte; a change of it is refreshed by: npm run schemas',
    ({ name, text }) => {
      expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
    },
  );

  test('are there for every type and every version that was ever written, and for nothing else', () => {
    const written = types.flatMap((type) =>
      Array.from({ length: newestVersionOf(type) ?? 0 }, (_, index) => `${type}.v${index + 1}.json`),
    );
    expect(readdirSync(folder).sort()).toEqual(written.sort());
  });

  test('have one id each', () => {
    const ids = schemaFiles().map(({ text }) => /"\$id": "(urn:article33:event:[A-Za-z]+:v\d+)"/.exec(text)?.[1]);
    expect(new Set(ids).size).toBe(types.length);
  });
});

describe('what a schema says', () => {
  /** Strings that the register writes or checks itself: no words of people. */
  const technical = new Set([
    'CheckpointSigned note',
    'CheckpointContradicted note',
    'CnilNotified authority',
    'IncidentAssessed advice/conflicts/[]/fields/[]',
    'IncidentAssessed advice/rulesVersion',
    'RegimeFilingRecorded rule',
    'RegimeFilingRecorded ruleVersion',
    'CnilNotified rule',
    'CnilNotified ruleVersion',
    'CnilNotified missing/[]',
    'SubjectsNotified language',
    'SubjectsNotified missing/[]',
    // A processor's own numbers for its controllers: they hold the notices together, and are never names.
    'ControllersIdentified controllers/[]/externalId',
    'ControllersNotified externalIds/[]',
    'ControllerNoticeAcknowledged externalIds/[]',
    'ControllerNoticeFailed externalIds/[]',
    'AuthorityMessageReceived authority',
    'EvidenceAttached mediaType',
    'IncidentClosed openDuties/[]/duty',
    'OrganisationConfigured timeZone',
    ...types.map((type) => `${type} command/name`),
  ]);
  /** Fields that hold a person's name or address or anybody's words, wherever they stand. */
  const ofPeople =
    /(^|\/)(title|summary|name|email|phone|contact|capacity|owner|description|reasons|explanation|text|lessons|dpoAdvice|likelyConsequences|reasonsForDelay|exposureBasis|circumstances|priorMeasures|otherAuthorities|otherDetail|media\/\[\]|claim|reference|channel|receiptNumber|caseNumber|nature|contactPoint|measures|advice|fullText|requestedBy|note|source|location|collectedBy|externalReference)$/;

  test.each(types)('%s: every free text and every name is marked as personal', (type) => {
    const unmarked = placesOf(committed(type))
      .filter(
        ({ node }) =>
          node.type === 'string' && node.enum === undefined && node.pattern === undefined && node.personal !== true,
      )
      .map(({ path }) => `${type} ${path}`);
    expect(unmarked.filter((place) => !technical.has(place))).toEqual([]);
  });

  test.each(types)('%s: no field of people escapes by a pattern or a list', (type) => {
    const escaped = placesOf(committed(type)).filter(
      ({ path, node }) =>
        ofPeople.test(path) &&
        path !== 'command/name' &&
        // A signed note, not one of people.
        !(type.startsWith('Checkpoint') && path === 'note') &&
        node.type === 'string' &&
        node.enum === undefined &&
        node.personal !== true,
    );
    const ownNumber = type === 'IncidentDetected' ? ['reference'] : [];
    expect(escaped.map(({ path }) => path)).toEqual(ownNumber);
  });

  test('the list of technical strings holds nothing that is gone', () => {
    const all = new Set(types.flatMap((type) => placesOf(committed(type)).map(({ path }) => `${type} ${path}`)));
    const first = new Set(types.filter((type) => all.has(`${type} command`)).map((type) => `${type} command/name`));
    expect(
      [...technical].filter((place) => !all.has(place) && (first.has(place) || !place.endsWith('command/name'))),
    ).toEqual([]);
  });

  test.each(types)('%s: every object knows its keys', (type) => {
    const open = placesOf(committed(type)).filter(
      ({ node }) => node.type === 'object' && node.additionalProperties !== false,
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});

describe('the schema and the decoder', () => {
  const ajv = new Ajv2020({ strict: true, allErrors: false });
  ajv.addKeyword({ keyword: 'personal', schemaType: 'boolean' });

  test.each(types)('%s: take the same data, and refuse a field that they do not know, at any depth', (type) => {
    const schema = committed(type);
    const validate = ajv.compile(schema);
    fc.assert(
      fc.property(dataOf(schema), (data) => {
        expect(validate(data)).toBe(true);
        expect(decode(type, data).ok).toBe(true);
        for (const changed of withUnknownFields(data)) {
          expect(validate(changed)).toBe(false);
          expect(decode(type, changed).ok).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  test.each(types)('%s: refuse data without a field that must be there', (type) => {
    const schema = committed(type);
    const validate = ajv.getSchema(`urn:article33:event:${type}:v${newestVersionOf(type) ?? 0}`) ?? ajv.compile(schema);
    const [sample] = fc.sample(dataOf(schema), { numRuns: 1, seed: 33 });
    for (const required of schema.required ?? []) {
      const lacking = Object.fromEntries(Object.entries(sample ?? {}).filter(([name]) => name !== required));
      expect(validate(lacking)).toBe(false);
      expect(decode(type, lacking).ok).toBe(false);
    }
  });
});
