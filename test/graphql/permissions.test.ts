import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString, execute, parse } from 'graphql';
import type { GraphQLContext } from '../../src/graphql/context.js';
import { guardFields, guardRootFields } from '../../src/graphql/guard.js';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import type { Caller } from '../../src/identity/caller.js';
import { isOperation, may, type FieldRule } from '../../src/identity/permissions.js';
import { roles, type Role } from '../../src/identity/roles.js';
import { codesIn, openApi, textAt, type TestApi } from './api.js';
import { documentFor, rootFields, type RootField } from './generated.js';
import { subscriptionsOf, type TestSubscriptions } from './live/subscriber.js';

/** What a well-formed question about nothing may be answered with; whoever may not ask it hears FORBIDDEN. */
const aboutNothing = new Set<unknown>(['BAD_USER_INPUT']);

describe('who may use the API', () => {
  let api: TestApi;
  let subscriptions: TestSubscriptions;
  let fields: readonly RootField[];
  beforeAll(async () => {
    api = await openApi();
    subscriptions = await subscriptionsOf(api);
    fields = rootFields(await buildArticle33Schema());
  });
  afterAll(() => api.end());

  async function codesFor(caller: Caller | null, root: RootField): Promise<readonly unknown[]> {
    const { document, variables } = documentFor(root);
    if (root.kind !== 'subscription') {
      const answer = await api.ask(caller, document, variables);
      // What is refused below the root takes nothing with it.
      const errors = answer.errors.filter(({ path = [] }) => path.length <= 1);
      if (errors.length > 0) expect(answer.data?.[root.field.name] ?? null).toBeNull();
      return codesIn({ ...answer, errors });
    }
    const answer = await subscriptions.subscribe(caller, document, variables);
    if (!('next' in answer)) return codesIn({ data: null, errors: answer });
    await answer.return?.();
    return [];
  }

  test('nobody without a valid token', async () => {
    expect(fields.length).toBeGreaterThan(40);
    for (const root of fields)
      expect([root.name, await codesFor(null, root)]).toEqual([root.name, ['UNAUTHENTICATED']]);
  });

  test.each([...roles])('%s: what the table of permissions grants, and nothing else', async (role: Role) => {
    const caller = await api.someone(role);
    for (const root of fields) {
      const operation = root.field.name;
      const codes = await codesFor(caller, root);
      const granted = isOperation(operation) && may(role, operation);
      const heard = granted ? codes.filter((code) => !aboutNothing.has(code)) : codes;
      expect([root.name, heard]).toEqual([root.name, granted ? [] : ['FORBIDDEN']]);
    }
    expect(api.faults).toEqual([]);
  });

  test('one refusal leaves its siblings', async () => {
    const handler = await api.someone('HANDLER');
    const document = `mutation { addNote(input: {incidentId: "x", text: "x"}) { revision }
      closeIncident(input: {incidentId: "x", decidedBy: {name: "x", capacity: "x"}}) { revision } }`;
    expect(await api.ask(handler, document)).toMatchObject({
      data: { addNote: { revision: null }, closeIncident: null },
      errors: [{ path: ['closeIncident'], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('a REPORTER reports, but starts no clock', async () => {
    const reporter = await api.someone('REPORTER');
    const before = await api.application.position();
    const answer = await api.ask(
      reporter,
      'mutation { reportIncident(input: {title: "x", awareAt: "2023-04-27T11:40:00+02:00"}) { revision } }',
    );
    expect(codesIn(answer)).toEqual(['FORBIDDEN']);
    expect(await api.application.position()).toBe(before);
  });

  test('a REPORTER finds its own reports in every list, and no others', async () => {
    const [dpo, reporter] = [await api.someone('DPO'), await api.someone('REPORTER', 'rita')];
    const report = 'mutation { reportIncident(input: {title: "x"}) { incident { id } } }';
    const own = textAt((await api.ask(reporter, report)).data, 'reportIncident.incident.id');
    await api.ask(dpo, report);
    const listed = await api.ask(
      reporter,
      '{ incidents { nodes { id } totalCount } duties(filter: {states: [OPEN, NOT_STARTED, UNDETERMINED]}) { nodes { incident { id } } } }',
    );
    expect(listed.errors).toEqual([]);
    expect(listed.data).toMatchObject({ incidents: { nodes: [{ id: own }], totalCount: 1 } });
    const ids = JSON.stringify(listed.data?.['duties']).match(/[0-9a-f-]{36}/g) ?? [];
    expect(new Set(ids)).toEqual(new Set([own]));
  });
});

describe('a schema is not served', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.end());
  const text = { type: GraphQLString };
  const refused: FieldRule = { asks: 'verify', otherwise: 'REFUSED' };
  const schemaOf = (Thing: GraphQLObjectType) =>
    new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { me: { type: Thing, resolve: () => ({}) } } }),
    });
  const thing = (secret: object) =>
    schemaOf(new GraphQLObjectType({ name: 'Thing', fields: { open: text, secret: { ...text, ...secret } } }));

  test('with a root field that has no rule', () => {
    const Query = new GraphQLObjectType({ name: 'Query', fields: { everything: text } });
    expect(() => {
      guardRootFields(new GraphQLSchema({ query: Query }));
    }).toThrow(/everything/);
  });

  test('with a field below the roots that finds out something of its own, and has no rule', () => {
    const schema = thing({ resolve: () => 'told' });
    expect(() => {
      guardFields(schema, {});
    }).toThrow(/Thing\.secret/);
    guardFields(schema, { 'Thing.secret': null });
  });

  test('with a rule for a field that is not there', () => {
    expect(() => {
      guardFields(thing({}), { 'Thing.gone': refused });
    }).toThrow(/Thing\.gone/);
  });

  test('with a field that is refused to somebody and cannot be null', () => {
    expect(() => {
      guardFields(thing({ type: new GraphQLNonNull(GraphQLString) }), { 'Thing.secret': refused });
    }).toThrow(/Thing\.secret.*null/);
  });

  test.each([...roles])(
    'else a field is null and FORBIDDEN where it is refused to a %s; its siblings are answered',
    async (role) => {
      const schema = thing({ resolve: () => 'told' });
      guardFields(schema, { 'Thing.secret': refused });
      const caller = await api.someone(role);
      const contextValue: GraphQLContext = { caller, language: 'en', application: api.application, requestId: 'r' };
      const document = parse('{ me { open secret } }');
      const { data, errors = [] } = await execute({ schema, document, contextValue });
      expect(data).toEqual({ me: { open: null, secret: may(role, 'verify') ? 'told' : null } });
      expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual(
        may(role, 'verify') ? [] : [[['me', 'secret'], 'FORBIDDEN']],
      );
    },
  );
});
