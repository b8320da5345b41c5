/** Fields that leave something out for some roles, or are refused to them: role by role, by the table of src/identity/permissions.ts. */
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import type { Caller } from '../../src/identity/caller.js';
import { fieldRules, scopeOf, type FieldRule } from '../../src/identity/permissions.js';
import { roles, type Role } from '../../src/identity/roles.js';
import { at, openApi, speakerOf, textAt, type TestApi } from './api.js';
import { documentFor, rootFields } from './generated.js';
import { jsonUntil, subscriptionsOf, type TestSubscriptions } from './live/subscriber.js';

const SECRET_WORDS = 'avis de l’avocat';
const OPEN_WORDS = 'appel du prestataire';

/** What a role was shown: the content, or word that there is some. */
interface Seen {
  readonly content: boolean;
  readonly saidSo: boolean;
}

const ruled = Object.entries(fieldRules).filter((entry): entry is [string, FieldRule] => entry[1] !== null);

describe('fields below the roots', () => {
  let api: TestApi;
  let subscriptions: TestSubscriptions;
  let people: ReadonlyMap<Role, Caller>;
  let id: string;
  let other: string;

  beforeAll(async () => {
    api = await openApi();
    subscriptions = await subscriptionsOf(api);
    people = new Map(await Promise.all(roles.map(async (role) => [role, await api.someone(role)] as const)));
    id = await speakerOf(api, of('REPORTER')).report();
    const dpo = speakerOf(api, of('DPO'));
    other = await dpo.report({ title: 'Le dossier d’un autre' });
    await dpo.command('addNote', { incidentId: id, text: OPEN_WORDS });
    await dpo.command('addNote', { incidentId: id, text: SECRET_WORDS, visibility: 'LEGAL_PRIVILEGE' });
    await dpo.command('linkIncidents', { incidentId: id, kind: 'SAME_EVENT', otherIncidentId: other });
  });
  afterAll(() => api.end());

  function of(role: Role): Caller {
    const caller = people.get(role);
    if (caller === undefined) throw new Error(`nobody is ${role}`);
    return caller;
  }

  async function read(caller: Caller, fields: string): Promise<unknown> {
    const answer = await api.ask(caller, `query ($id: ID!) { incident(id: $id) { ${fields} } }`, { id });
    expect(answer.errors).toEqual([]);
    return at(answer.data, 'incident');
  }

  /** The event of the note that is no secret, as the live feed tells it. */
  async function recorded(caller: Caller, field: string): Promise<unknown> {
    const document = `subscription ($id: ID!) { events(incidentId: $id) { event { type revision withheld ${field} } } }`;
    const stream = await subscriptions.open(caller, document, { id });
    const told = await jsonUntil(stream, '"revision":1');
    await stream.return?.();
    return at(JSON.parse(told.at(-1) ?? ''), 'data.events.event');
  }

  const probes: Readonly<Record<string, (caller: Caller) => Promise<Seen>>> = {
    'Incident.notes': async (caller) => {
      const incident = await read(caller, 'notes { nodes { text } withheldCount }');
      const texts = JSON.stringify(at(incident, 'notes.nodes'));
      expect(texts).toContain(OPEN_WORDS);
      return { content: texts.includes(SECRET_WORDS), saidSo: at(incident, 'notes.withheldCount') === 1 };
    },
    'Incident.timeline': async (caller) => {
      const incident = await read(caller, 'timeline { nodes { revision title detail } }');
      const told = JSON.stringify(at(incident, 'timeline'));
      expect(told).toContain(OPEN_WORDS);
      return {
        content: told.includes(SECRET_WORDS),
        saidSo: told.includes('"revision":2') && told.includes('privilege'),
      };
    },
    'IncidentLink.incident': async (caller) => {
      const incident = await read(caller, 'links { kind incident { id } }');
      return {
        content: at(incident, 'links.0.incident.id') === other,
        saidSo: at(incident, 'links.0.incident') === null,
      };
    },
    'RecordedEvent.data': async (caller) => {
      const event = await recorded(caller, 'data');
      return { content: JSON.stringify(event).includes(OPEN_WORDS), saidSo: at(event, 'withheld') === 'ROLE' };
    },
    'RecordedEvent.stored': async (caller) => {
      const event = await recorded(caller, 'stored');
      const stored = at(event, 'stored');
      const bytes = typeof stored === 'string' ? Buffer.from(stored, 'base64').toString() : '';
      return { content: bytes.includes(OPEN_WORDS), saidSo: at(event, 'withheld') === 'ROLE' };
    },
  };

  const withheld = ruled.filter(([, { otherwise }]) => otherwise === 'WITHHELD').map(([name]) => name);
  const refused = ruled.filter(([, { otherwise }]) => otherwise === 'REFUSED').map(([name]) => name);

  test('have each a probe where they withhold something', () => {
    expect(Object.keys(probes).sort()).toEqual([...withheld].sort());
  });

  test.each(ruled.flatMap(([field, rule]) => roles.map((role) => ({ field, rule, role }))))(
    '$field for a $role: by the table',
    async ({ field, rule, role }) => {
      const isGranted = scopeOf(role, rule.asks) === 'ALL';
      if (rule.otherwise === 'REFUSED') {
        const [type, name = ''] = field.split('.');
        expect(type).toBe('Incident');
        const document = `query ($id: ID!) { incident(id: $id) { id ${name} { __typename } } }`;
        const answer = await api.ask(of(role), document, { id });
        expect(textAt(answer.data, 'incident.id')).toBe(id);
        expect(answer.errors.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual(
          isGranted ? [] : [[['incident', name], 'FORBIDDEN']],
        );
        expect(at(answer.data, `incident.${name}`) === null).toBe(!isGranted);
        return;
      }
      expect(await probes[field]?.(of(role))).toEqual({ content: isGranted, saidSo: !isGranted });
    },
  );

  test.each([...roles])('a %s reads every other field of an incident that it may read', async (role) => {
    const schema = await buildArticle33Schema();
    const root = rootFields(schema).find(({ name }) => name === 'Query.incident');
    if (root === undefined) throw new Error('the schema has no incidents');
    const { document, variables } = documentFor(root, { 'Query.incident(id)': id });
    const answer = await api.ask(of(role), document, variables);
    const expected = refused.filter((field) => scopeOf(role, fieldRules[field]?.asks ?? 'incident') !== 'ALL');
    expect(answer.errors.map(({ path }) => `Incident.${String(path?.at(1))}`).sort()).toEqual([...expected].sort());
    expect(textAt(answer.data, 'incident.id')).toBe(id);
  });
});
