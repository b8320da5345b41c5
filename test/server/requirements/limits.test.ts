/** Requirements 14, 19 to 28 of the API (docs/doors.md), each through both doors. No limit lets a resolver begin. */
import { getIntrospectionQuery } from 'graphql';
import { openBothDoors, doorNames, type BothDoors } from '../bothDoors.js';
import { ask, type DoorOptions } from '../httpDoor.js';

const nested = (depth: number) => `{ item ${'{ item '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 1)}`;
const aliased = (count: number, field: string) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')} }`;

describe.each(doorNames)('through %s', (name) => {
  let door: BothDoors;
  beforeAll(async () => {
    door = await openBothDoors();
  });
  afterAll(() => door.close());

  async function refusedUnbegun(query: string, code: string, more: object = {}): Promise<void> {
    const before = door.counting.calls();
    const { codes } = await door.through[name](query, more);
    expect(codes).toEqual([code]);
    expect(door.counting.calls()).toBe(before);
  }

  test('14: a fault is masked, and its cause is in the log under the id in the answer', async () => {
    const answer = await door.through[name]('{ fault }');
    expect(answer.codes).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.text).not.toMatch(/hunter2|postgres/);
    const requestId = /"requestId":"([^"]+)"/.exec(answer.text)?.[1];
    const faults = door.lines.filter(({ msg }) => msg === 'fault while answering');
    expect(faults.find((line) => line['requestId'] === requestId)?.['err']).toHaveProperty(
      'message',
      'connect postgres://user:hunter2@db',
    );
  });

  test('19: 2,001 tokens are GRAPHQL_PARSE_FAILED, and so are 50 KB of nested inline fragments', async () => {
    await refusedUnbegun(`{ ${'name '.repeat(1_999)}}`, 'GRAPHQL_PARSE_FAILED');
    await refusedUnbegun(`{ ${'...{ name '.repeat(5_000)}${'} '.repeat(5_000)}}`, 'GRAPHQL_PARSE_FAILED');
  });

  test('19: a nesting that overflows the parser is GRAPHQL_PARSE_FAILED', async () => {
    await refusedUnbegun(`{ some(ids: ${'['.repeat(1_900)}`, 'GRAPHQL_PARSE_FAILED');
  });

  test('20: a depth of 12 is answered, 13 is QUERY_TOO_DEEP', async () => {
    expect((await door.through[name](nested(12))).codes).toEqual([]);
    await refusedUnbegun(nested(13), 'QUERY_TOO_DEEP');
  });

  test('20: fragments and inline fragments are as deep as what they stand for', async () => {
    const inline = `{ item { ... on Item { item { ... { ${'item { '.repeat(10)}id${' }'.repeat(10)} } } } } }`;
    await refusedUnbegun(inline, 'QUERY_TOO_DEEP');
    const six = (inner: string) => `${'item { '.repeat(6)}${inner}${' }'.repeat(6)}`;
    const fragments = `{ ${six('...A')} } fragment A on Item { ${six('...B')} } fragment B on Item { id }`;
    await refusedUnbegun(fragments, 'QUERY_TOO_DEEP');
  });

  test('20: a fragment that contains itself is refused and nothing else happens', async () => {
    await refusedUnbegun('{ item { ...A } } fragment A on Item { item { ...A } }', 'GRAPHQL_VALIDATION_FAILED');
  });

  test('21: 30 aliases are answered, 31 are TOO_MANY_ALIASES, those of __typename too', async () => {
    expect((await door.through[name](aliased(30, '__typename'))).codes).toEqual([]);
    await refusedUnbegun(aliased(31, '__typename'), 'TOO_MANY_ALIASES');
    await refusedUnbegun(`{ item { ...F } } fragment F on Item ${aliased(31, 'id')}`, 'TOO_MANY_ALIASES');
  });

  test('21: ten mutations are carried out, eleven in one document are refused', async () => {
    expect((await door.through[name](`mutation ${aliased(10, 'write')}`)).codes).toEqual([]);
    await refusedUnbegun(`mutation ${aliased(11, 'write')}`, 'QUERY_TOO_COMPLEX');
  });

  test('21: the same name may stand thirty times in a selection', async () => {
    expect((await door.through[name](`{ ${'item { id } '.repeat(30)} }`)).codes).toEqual([]);
    await refusedUnbegun(`{ item { ${'item { id } '.repeat(31)} } }`, 'QUERY_TOO_COMPLEX');
    await refusedUnbegun(`{ ${'...{ name ...F } '.repeat(31)} } fragment F on Query { name }`, 'QUERY_TOO_COMPLEX');
  });

  const pages = 'query ($n: Int) { items(first: $n) { nodes { items(first: $n) { edges { node { id } } } } } }';

  test.each([
    ['22: what pages of 100 in pages of 100 cost is too much', pages, { n: 100 }, 'QUERY_TOO_COMPLEX'],
    ['22: pages by variable count as large as the variable says', pages, { n: 50 }, null],
    ['22: a page that is not given counts as its default', pages, {}, null],
    [
      '22: lists without pages count ten each',
      '{ all { all { all { all { item { id } } } } } }',
      {},
      'QUERY_TOO_COMPLEX',
    ],
  ])('%s', async (_rule, query, variables, code) => {
    if (code !== null) await refusedUnbegun(query, code, { variables });
    else expect((await door.through[name](query, { variables })).codes).toEqual([]);
  });

  test('22: what is answered says what it cost and what is left', async () => {
    const { body } = await door.through[name]('{ items(first: 3) { nodes { id item { id } } } name }');
    // The connection, and three nodes with one object each.
    expect(body['extensions']).toMatchObject({ cost: { requested: 7, remaining: expect.any(Number) as number } });
    const { resetAt } = (body['extensions'] as { cost: { resetAt: string } }).cost;
    expect(Date.parse(resetAt) - Date.now()).toBeLessThanOrEqual(60_000);
  });

  test('23: ten unknown directives give three errors at most', async () => {
    const { codes } = await door.through[name](`{ name ${'@aa '.repeat(10)}}`);
    expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
    expect(codes.length).toBeLessThanOrEqual(3);
  });

  test('26: an operation that does not exist, or is not named, is OPERATION_RESOLUTION_FAILURE', async () => {
    await refusedUnbegun('query A { name } query B { name }', 'OPERATION_RESOLUTION_FAILURE', { operationName: 'C' });
    await refusedUnbegun('query A { name } query B { name }', 'OPERATION_RESOLUTION_FAILURE');
  });

  test('a variable of the wrong kind is BAD_USER_INPUT, without the value', async () => {
    const answer = await door.through[name]('query ($n: Int) { items(first: $n) { nodes { id } } }', {
      variables: { n: 'hunter2' },
    });
    expect(answer.codes).toEqual(['BAD_USER_INPUT']);
    expect(answer.text).not.toContain('hunter2');
  });
});

describe.each(doorNames)('in particular circumstances, through %s', (name) => {
  const opened: BothDoors[] = [];
  async function open(options: DoorOptions): Promise<BothDoors> {
    const door = await openBothDoors(options);
    opened.push(door);
    return door;
  }
  afterEach(async () => {
    for (const door of opened.splice(0)) await door.close();
  });

  test('23 and 24: in production mode the schema is not told, not even in suggestions', async () => {
    const door = await open({ production: true });
    for (const query of [getIntrospectionQuery(), '{ __type(name: "Item") { name } }']) {
      const { codes, text } = await door.through[name](query);
      expect(new Set(codes)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
      expect(text).not.toContain('"types"');
    }
    expect((await door.through[name]('{ nam }')).text).not.toMatch(/Did you mean/);
    expect(door.counting.calls()).toBe(0);
  });

  test('24: outside production mode developers may ask for the whole schema', async () => {
    const door = await open({});
    expect((await door.through[name](getIntrospectionQuery())).codes).toEqual([]);
  });

  test('27: a query that takes too long is TIMEOUT', async () => {
    const door = await open({ answeringMs: 50, limits: { answeringMs: 50 } });
    expect((await door.through[name]('{ held }')).codes).toEqual(['TIMEOUT']);
  });

  test('27: a mutation that has begun is answered with its outcome, however late', async () => {
    const door = await open({ answeringMs: 1, limits: { answeringMs: 1 } });
    const answer = door.through[name]('mutation { held }');
    await door.counting.entered;
    // The time is up when a query that began later is answered so.
    expect((await door.through[name]('{ held }')).codes).toEqual(['TIMEOUT']);
    door.counting.release();
    expect(await answer).toMatchObject({ body: { data: { held: 'written late' } }, codes: [] });
    expect(door.counting.written).toEqual(['let go']);
  });

  test('28: who has spent all points is RATE_LIMITED, and nobody else is', async () => {
    const door = await open({ points: 50 });
    const twenty = '{ items(first: 24) { nodes { id } } }';
    expect((await door.through[name](twenty)).codes).toEqual([]);
    expect((await door.through[name](twenty)).codes).toEqual([]);
    const calls = door.counting.calls();
    expect((await door.through[name](twenty)).codes).toEqual(['RATE_LIMITED']);
    expect((await door.through[name]('{ name }')).codes).toEqual(['RATE_LIMITED']);
    expect(door.counting.calls()).toBe(calls);
    const authorization = `Bearer ${await door.token({ sub: 'eve', org: 'other' })}`;
    const body = JSON.stringify({ query: '{ name }' });
    const other = await ask(`${door.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    expect(other.body).toMatchObject({ data: { name: 'one' } });
  });

  test('28: documents that are refused cost points too', async () => {
    const door = await open({ points: 250 });
    for (let n = 0; n < 3; n++) await door.through[name](`{ nothing${n} }`);
    expect((await door.through[name]('{ name }')).codes).toEqual(['RATE_LIMITED']);
  });

  test.each([
    ['REACHED', null],
    ['LATE', 'UNAVAILABLE'],
    ['FORGED', 'INVALID_CURSOR'],
    ['OTHER_LOG', 'RESYNC_REQUIRED'],
  ] as const)('a minimum position that is %s is %s', async (reached, code) => {
    const asked: string[] = [];
    const door = await open({
      reach: (position) => {
        asked.push(position);
        return Promise.resolve(reached);
      },
    });
    const { codes } = await door.through[name]('{ name }', { extensions: { minPosition: 'p-1' } });
    expect(codes).toEqual(code === null ? [] : [code]);
    expect(asked).toEqual(['p-1']);
    expect(door.counting.calls()).toBe(code === null ? 1 : 0);
  });

  test('a minimum position that is no text is INVALID_CURSOR', async () => {
    const door = await open({});
    expect((await door.through[name]('{ name }', { extensions: { minPosition: 7 } })).codes).toEqual([
      'INVALID_CURSOR',
    ]);
  });
});
