import { GraphQLError } from 'graphql';
import type { Application } from '../../src/application/application.js';
import { ApplicationError } from '../../src/application/application.js';
import type { Caller } from '../../src/identity/caller.js';
import { codesIn, openApi, type TestApi } from './api.js';

const secret = 'hunter2-IBAN-FR7630006000011234567890189';

/** An application of which one call ends badly. */
function failing(fault: Error): (application: Application) => Application {
  return (application) =>
    new Proxy(application, {
      get: (target, name): unknown => {
        if (name === 'incident') return () => Promise.reject(fault);
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
}

async function answerTo(fault: Error) {
  const api = await openApi({}, failing(fault));
  const answer = await api.ask(await api.someone('DPO'), '{ incident(id: "x") { id } }');
  await api.end();
  return { answer, faults: api.faults };
}

describe('a fault of the system', () => {
  test('is masked, reported with its cause, and names the request', async () => {
    const fault = new Error(`SELECT * FROM events: ${secret}`);
    const { answer, faults } = await answerTo(fault);
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining('logged') as string,
        locations: [{ line: 1, column: 3 }],
        path: ['incident'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' },
      },
    ]);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|SELECT|stack/);
    expect(faults).toEqual([fault]);
  });

  test('is masked too where a library dresses it as an error of the API', async () => {
    const { answer } = await answerTo(new GraphQLError(secret, { extensions: { code: 'FORBIDDEN', secret } }));
    expect(codesIn(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  test('that may pass says so in words, with the command’s id where its outcome is not known', async () => {
    const { answer, faults } = await answerTo(new ApplicationError('UNKNOWN_OUTCOME', 'Ask again with commandId c-1.'));
    expect(answer.errors).toMatchObject([
      { message: 'Ask again with commandId c-1.', extensions: { code: 'UNAVAILABLE', requestId: 'request-1' } },
    ]);
    expect(faults).toHaveLength(1);
  });

  test('of a damaged record is told in words and reported', async () => {
    const { answer, faults } = await answerTo(new ApplicationError('DAMAGED_STREAM', 'This record is damaged.'));
    expect(answer.errors).toMatchObject([
      { message: 'This record is damaged.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
    expect(faults).toHaveLength(1);
  });

  test('does not follow from what a role may not do', async () => {
    const { answer, faults } = await answerTo(new ApplicationError('FORBIDDEN', 'Not for this role.'));
    expect(codesIn(answer)).toEqual(['FORBIDDEN']);
    expect(faults).toEqual([]);
  });
});

describe('what cannot be read', () => {
  let api: TestApi;
  let dpo: Caller;
  beforeAll(async () => {
    api = await openApi();
    dpo = await api.someone('DPO');
  });
  afterAll(() => api.end());

  const report = 'mutation ($input: ReportIncidentInput!) { reportIncident(input: $input) { revision } }';
  const facts = 'mutation ($input: RecordFactsInput!) { recordFacts(input: $input) { revision } }';
  const page = 'query ($n: Int) { incident(id: "x") { notes(first: $n) { totalCount } } }';

  test.each<[string, string, object, string]>([
    ['an instant without offset', report, { input: { title: 'x', detectedAt: secret } }, 'input.detectedAt'],
    ['an unknown enum value', report, { input: { title: 'x', role: secret } }, 'input.role'],
    ['a text where a flag belongs', report, { input: { title: 'x', ongoing: secret } }, 'input.ongoing'],
    [
      'a number that is no safe integer',
      facts,
      { input: { incidentId: 'x', facts: { recordsCount: 2 ** 60 } } },
      'input.facts.recordsCount',
    ],
    [
      'a number beyond Int',
      facts,
      { input: { incidentId: 'x', facts: { subjectsCount: 2 ** 40 } } },
      'input.facts.subjectsCount',
    ],
    ['an item of a list', report, { input: { title: 'x', natures: ['AVAILABILITY', secret] } }, 'input.natures[1]'],
    ['a whole that is no object', report, { input: secret }, 'input'],
    [
      'a text that imitates the end of the message',
      report,
      { input: { title: 'x', role: `${secret}" at "input.title"; ${secret}` } },
      'input.role',
    ],
  ])(
    '%s in a variable is BAD_USER_INPUT: the place is named, the value is not repeated',
    async (_what, document, variables, place) => {
      const answer = await api.ask(dpo, document, variables);
      expect(codesIn(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors[0]?.message).toContain(`at "${place}"`);
      expect(JSON.stringify(answer)).not.toMatch(/hunter2|1152921504606846976|1099511627776/);
    },
  );

  test('a variable that is missing is BAD_USER_INPUT', async () => {
    expect(codesIn(await api.ask(dpo, report, {}))).toEqual(['BAD_USER_INPUT']);
    expect(codesIn(await api.ask(dpo, report, { input: {} }))).toEqual(['BAD_USER_INPUT']);
  });

  test.each([
    ['an instant', `mutation { reportIncident(input: {title: "x", detectedAt: "${secret}"}) { revision } }`],
    ['an enum value', 'mutation { reportIncident(input: {title: "x", role: hunter2}) { revision } }'],
    ['a flag', `mutation { reportIncident(input: {title: "x", ongoing: "${secret}"}) { revision } }`],
    ['a whole', `mutation { reportIncident(input: "${secret}") { revision } }`],
  ])('%s written into the document is GRAPHQL_VALIDATION_FAILED, without the value', async (_what, document) => {
    const answer = await api.ask(dpo, document);
    expect(new Set(codesIn(answer))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  test('a document that is none is GRAPHQL_PARSE_FAILED, without its texts', async () => {
    const answer = await api.ask(dpo, `{ me "${secret}" }`);
    expect(codesIn(answer)).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  test.each([0, 101, -1, null])('a page of %s is BAD_USER_INPUT', async (n) => {
    const reported = await api.ask(dpo, 'mutation { reportIncident(input: {title: "x"}) { incident { id } } }');
    const { incident } = Object(reported.data?.['reportIncident']) as { incident: { id: string } };
    const answer = await api.ask(dpo, page.replace('"x"', `"${incident.id}"`), { n });
    expect(codesIn(answer)).toEqual(['BAD_USER_INPUT']);
  });

  test('nothing of it is a fault of the system', () => {
    expect(api.faults).toEqual([]);
  });
});
