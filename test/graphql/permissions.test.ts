import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { guardRootFields } from '../../src/graphql/guard.js';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import { isOperation, may } from '../../src/identity/permissions.js';
import { roles, type Role } from '../../src/identity/roles.js';
import { codesIn, openApi, textAt, type TestApi } from './api.js';

/** A document for each root field, with an input that is well-formed and about nothing. */
const inputs: Readonly<Record<string, string>> = {
  reportIncident: 'title: "x"',
  correctIncident: 'incidentId: "x", reasons: "x"',
  establishAwareness: 'incidentId: "x", awareAt: "2023-04-27T11:40:00+02:00"',
  recordFacts: 'incidentId: "x", facts: {subjectsCount: 1}',
  assessIncident: 'incidentId: "x", verdict: RISK, reasons: "x"',
  recordMeasure: 'incidentId: "x", kind: CONTAINMENT, state: TAKEN, description: "x"',
  notifyCnil: 'incidentId: "x", kind: INITIAL, filedAt: "2023-04-27T11:40:00+02:00"',
  declineCnilNotification:
    'incidentId: "x", ground: OTHER_PROVISION, reasons: "x", decidedBy: {name: "x", capacity: "x"}',
  defineAudience: 'incidentId: "x", name: "x", categories: []',
  notifySubjects: 'incidentId: "x", audienceId: "x", channel: EMAIL, sentAt: "2023-04-27T11:40:00+02:00"',
  declineSubjectsNotification:
    'incidentId: "x", ground: RISK_REMOVED, reasons: "x", decidedBy: {name: "x", capacity: "x"}',
  deferSubjectsNotification:
    'incidentId: "x", requestedBy: "x", from: "2023-04-27T11:40:00+02:00", reviewAt: "2023-05-27T11:40:00+02:00", reasons: "x", decidedBy: {name: "x", capacity: "x"}',
  identifyControllers: 'incidentId: "x", controllers: []',
  notifyControllers: 'incidentId: "x", channel: EMAIL, sentAt: "2023-04-27T11:40:00+02:00", message: "x"',
  acknowledgeControllerNotice: 'incidentId: "x", externalIds: [], receivedAt: "2023-04-27T11:40:00+02:00"',
  recordAuthorityMessage: 'incidentId: "x", kind: QUESTION, receivedAt: "2023-04-27T11:40:00+02:00", text: "x"',
  answerAuthority: 'incidentId: "x", messageId: "x", answeredAt: "2023-04-27T11:40:00+02:00", text: "x"',
  attachEvidence: 'incidentId: "x", name: "x", mediaType: "text/plain", size: "1", sha256: "x"',
  linkIncidents: 'incidentId: "x", kind: SAME_EVENT, externalReference: "x"',
  addNote: 'incidentId: "x", text: "x"',
  withdrawEntry: 'incidentId: "x", entryId: "x", reasons: "x"',
  closeIncident: 'incidentId: "x", decidedBy: {name: "x", capacity: "x"}',
  reopenIncident: 'incidentId: "x", reasons: "x", decidedBy: {name: "x", capacity: "x"}',
  ruleOutIncident: 'incidentId: "x", reasons: "x", decidedBy: {name: "x", capacity: "x"}',
  configureOrganisation: 'name: "Acme"',
};
const queries: Readonly<Record<string, string>> = {
  me: '{ me { role } }',
  node: '{ node(id: "x") { id } }',
  position: '{ position }',
  incident: '{ incident(id: "x") { id } }',
};

function documentFor(field: string): string {
  const input = inputs[field];
  if (input !== undefined) return `mutation { ${field}(input: {${input}}) { userErrors { code } } }`;
  const query = queries[field];
  if (query === undefined) throw new Error(`No document for ${field}: add one to this test`);
  return query;
}

describe('who may use the API', () => {
  let api: TestApi;
  let fields: readonly string[];
  beforeAll(async () => {
    api = await openApi();
    const schema = await buildArticle33Schema();
    fields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) => Object.keys(root?.getFields() ?? {}));
  });
  afterAll(() => api.end());

  test('a root field without a rule keeps the schema from being built', () => {
    const Query = new GraphQLObjectType({ name: 'Query', fields: { everything: { type: GraphQLString } } });
    expect(() => {
      guardRootFields(new GraphQLSchema({ query: Query }));
    }).toThrow(/everything/);
  });

  test('nobody without a valid token', async () => {
    for (const field of fields) {
      const answer = await api.ask(null, documentFor(field));
      expect([field, codesIn(answer), answer.data?.[field]]).toEqual([field, ['UNAUTHENTICATED'], null]);
    }
  });

  test.each([...roles])('%s: what the table of permissions grants, and nothing else', async (role: Role) => {
    const caller = await api.someone(role);
    for (const field of fields) {
      const expected = isOperation(field) && may(role, field) ? [] : ['FORBIDDEN'];
      expect([field, codesIn(await api.ask(caller, documentFor(field)))]).toEqual([field, expected]);
    }
  });

  test('one refusal leaves its siblings', async () => {
    const handler = await api.someone('HANDLER');
    const [note, closing] = [inputs['addNote'] ?? '', inputs['closeIncident'] ?? ''];
    const document = `mutation { addNote(input: {${note}}) { revision } closeIncident(input: {${closing}}) { revision } }`;
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

  test('a REPORTER reads its own reports and no others', async () => {
    const [dpo, reporter] = [await api.someone('DPO'), await api.someone('REPORTER')];
    const report = 'mutation { reportIncident(input: {title: "x"}) { incident { id } } }';
    const [own, other] = [await api.ask(reporter, report), await api.ask(dpo, report)];
    const read = 'query ($id: ID!) { incident(id: $id) { id } node(id: $id) { id } }';
    const [ownId, otherId] = [own, other].map((answer) => textAt(answer.data, 'reportIncident.incident.id'));
    expect(await api.ask(reporter, read, { id: ownId })).toMatchObject({
      data: { incident: { id: ownId }, node: { id: ownId } },
    });
    expect(await api.ask(reporter, read, { id: otherId })).toEqual({
      data: { incident: null, node: null },
      errors: [],
    });
  });
});
