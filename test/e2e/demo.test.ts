import { readFileSync, writeFileSync } from 'node:fs';
import { runCommandLine } from '../../src/cli/program.js';
import { Client } from '../../src/cli/demo/client.js';
import { Page } from '../../src/cli/demo/page.js';
import { stories } from '../../src/cli/demo/demo.js';
import { castOf, type Person, type Story } from '../../src/cli/demo/story.js';
import { tell, type Told } from '../../src/cli/demo/teller.js';
import { readConfig } from '../../src/server/config.js';
import { createServerLog } from '../../src/server/serverLog.js';
import { startServer, type RunningServer } from '../../src/server/start.js';
import { at } from '../graphql/api.js';
import { aFolder } from '../log/folder.js';

const folder = aFolder();
let server: RunningServer;

beforeAll(async () => {
  const reading = readConfig({ ARTICLE33_DATA: folder.path('data'), ARTICLE33_PORT: '0' }, folder.path('.'));
  if (!reading.ok) throw new Error(reading.problems.join('\n'));
  server = await startServer(reading.config, createServerLog('silent'));
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

function storyOf(name: string, language: 'en' | 'fr' = 'en'): Story {
  const story = stories[name]?.((english, french) => (language === 'fr' ? french : english));
  if (story === undefined) throw new Error(`no story ${name}`);
  return story;
}

async function tokenOf({ key, org, role, name }: Person): Promise<string> {
  if (server.localIssuer === null) throw new Error('no local issuer');
  return server.localIssuer.sign({ role, org, sub: key, name, lifeSeconds: 600 }, new Date());
}

async function tokensOf(story: Story): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(castOf(story).map(async (person) => [person.key, await tokenOf(person)] as const)));
}

interface Read {
  readonly told: Told;
  readonly text: string;
  /** States of the duties of an incident of the story by their kinds, at an instant. */
  duties(person: string, on: string, instant: string): Promise<Record<string, string>>;
  ask(person: string, on: string, selection: string): Promise<unknown>;
}

async function toldHere(name: string, run: string): Promise<Read> {
  const story = storyOf(name);
  const tokens = await tokensOf(story);
  const token = (key: string) => tokens.get(key) ?? '';
  let text = '';
  const out = (more: string) => {
    text += more;
  };
  const told = await tell({
    story,
    clientOf: ({ key }) => new Client(server.url, token(key), 'en'),
    run,
    page: new Page(out, false, 'en'),
  });
  const idOf = (on: string) => told.incidents.get(on) ?? '';
  return {
    told,
    text,
    duties: async (person, on, instant) => {
      const duties = await new Client(server.url, token(person), 'en').duties(idOf(on), instant);
      return Object.fromEntries(duties.map(({ kind, state }) => [kind, state]));
    },
    ask: async (person, on, selection) => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token(person)}` },
        body: JSON.stringify({ query: `{ incident(id: "${idOf(on)}") { ${selection} } }` }),
      });
      const answer: unknown = await response.json();
      expect(at(answer, 'errors')).toBeUndefined();
      return at(answer, 'data.incident');
    },
  };
}

describe('the story of April 2023', () => {
  let read: Read;
  beforeAll(async () => {
    read = await toldHere('april2023', 'first');
  });

  test('goes as it is told', () => {
    expect(read.told.surprises).toEqual([]);
  });

  test('2,300 controllers are identified, untold for six days, and told on 3 May', async () => {
    const duty = (instant: string) => read.duties('platform-dpo', 'processor', instant);
    expect(await duty('2023-04-27T12:00:00+02:00')).toMatchObject({ NOTIFY_CONTROLLERS: 'NOT_STARTED' });
    expect(await duty('2023-04-27T18:00:00+02:00')).toMatchObject({ NOTIFY_CONTROLLERS: 'OPEN' });
    expect(await duty('2023-05-01T12:00:00+02:00')).toMatchObject({ NOTIFY_CONTROLLERS: 'DUE_SOON' });
    expect(await duty('2023-05-03T12:00:00+02:00')).toMatchObject({ NOTIFY_CONTROLLERS: 'DUE_SOON' });
    expect(await duty('2023-05-03T20:00:00+02:00')).toMatchObject({ NOTIFY_CONTROLLERS: 'MET' });
    expect(await duty('2023-05-12T12:00:00+02:00')).toMatchObject({ ANSWER_AUTHORITY: 'OPEN' });
    expect(await duty('2023-05-23T12:00:00+02:00')).toMatchObject({ ANSWER_AUTHORITY: 'MET' });
    expect(
      await read.ask(
        'platform-dpo',
        'processor',
        `role status controllersRemaining assessments { id } all: controllerNotices(first: 1) { totalCount }
         told: controllerNotices(first: 1, states: [SENT, ACKNOWLEDGED]) { totalCount }
         acknowledged: controllerNotices(first: 1, states: [ACKNOWLEDGED]) { totalCount }`,
      ),
    ).toEqual({
      role: 'PROCESSOR',
      status: 'NOTIFIED_CONTROLLERS',
      controllersRemaining: 0,
      assessments: [],
      all: { totalCount: 2_300 },
      told: { totalCount: 2_300 },
      acknowledged: { totalCount: 2_104 },
    });
  });

  test('the platform’s own part is an incident of its own, linked to the first', async () => {
    expect(await read.ask('platform-dpo', 'own', 'links { kind incident { id } } decisions { kind ground }')).toEqual({
      links: [{ kind: 'SAME_EVENT', incident: { id: read.told.incidents.get('processor') } }],
      decisions: [{ kind: 'DECLINE_CNIL', ground: 'RISK_UNLIKELY' }],
    });
  });

  test('the practice has a clock of its own from the notice, and decides in person', async () => {
    const duty = (instant: string) => read.duties('practitioner', 'practice', instant);
    expect(await duty('2023-05-03T13:00:00+02:00')).toMatchObject({ NOTIFY_AUTHORITY: 'NOT_STARTED' });
    expect(await duty('2023-05-03T14:00:00+02:00')).toMatchObject({ NOTIFY_AUTHORITY: 'OPEN' });
    expect(await duty('2023-05-06T09:00:00+02:00')).toMatchObject({ NOTIFY_AUTHORITY: 'MET' });
    const practice = await read.ask(
      'practitioner',
      'practice',
      'status links { kind externalReference } decisions { kind decidedBy { name capacity } } filings { late missing }',
    );
    expect(practice).toMatchObject({
      status: 'CLOSED',
      links: [{ kind: 'PROCESSOR_NOTICE', externalReference: expect.stringMatching(/practice-0042$/) as string }],
      decisions: [{ kind: 'CLOSE', decidedBy: { name: 'Dr Claude Petit', capacity: 'controller, in person' } }],
      filings: [{ late: false, missing: [] }],
    });
  });

  test('says what is invented, names no company, and shows the timeline in both orders', () => {
    expect(read.text).toMatch(/\[invented\]/);
    expect(read.text).not.toMatch(/doctolib/i);
    expect(read.text).toMatch(/in the order in which it happened:[\s\S]*in the order in which it was recorded:/);
  });

  test('can be told again on the same register, as other incidents', async () => {
    const again = await toldHere('april2023', 'second');
    expect(again.told.surprises).toEqual([]);
    for (const [name, id] of again.told.incidents) expect(read.told.incidents.get(name)).not.toBe(id);
  });
});

describe('the story of the hospital', () => {
  let read: Read;
  beforeAll(async () => {
    read = await toldHere('ransomware', 'first');
  });

  test('goes as it is told', () => {
    expect(read.told.surprises).toEqual([]);
  });

  test('72 elapsed hours, over the change of the clocks and a holiday', async () => {
    const dpo = castOf(storyOf('ransomware')).find(({ key }) => key === 'hospital-dpo');
    if (dpo === undefined) throw new Error('no DPO');
    const client = new Client(server.url, await tokenOf(dpo), 'en');
    const duties = await client.duties(read.told.incidents.get('hospital') ?? '', '2024-04-01T12:00:00+02:00');
    expect(duties.find(({ kind }) => kind === 'NOTIFY_AUTHORITY')).toMatchObject({
      state: 'OPEN',
      dueAt: '2024-04-03T00:15:00.000Z',
    });
  });

  test('relatives who were forgotten keep the duty open until they are told; the order is met by telling all', async () => {
    const duty = (instant: string) => read.duties('hospital-dpo', 'hospital', instant);
    expect(await duty('2024-04-04T09:00:00+02:00')).toMatchObject({ COMMUNICATE_TO_SUBJECTS: 'DEFERRED' });
    // The patients alone had been told by then.
    expect(await duty('2024-04-06T09:00:00+02:00')).toMatchObject({ COMMUNICATE_TO_SUBJECTS: 'DUE_SOON' });
    expect(await duty('2024-04-26T12:00:00+02:00')).toMatchObject({
      COMMUNICATE_TO_SUBJECTS: 'MET',
      COMPLY_WITH_ORDER: 'OPEN',
    });
    expect(await duty('2024-04-27T09:00:00+02:00')).toMatchObject({ COMPLY_WITH_ORDER: 'MET' });
    const hospital = 'status audiences { name information } evidence { nodes { sha256 } } decisions { kind lessons }';
    expect(await read.ask('hospital-dpo', 'hospital', hospital)).toMatchObject({
      status: 'CLOSED',
      audiences: [{ information: 'INFORMED' }, { information: 'INFORMED' }],
      evidence: { nodes: [{}] },
      decisions: [{ kind: 'DEFER_SUBJECTS' }, { kind: 'CLOSE', lessons: expect.stringMatching(/\w/) as string }],
    });
  });
});

describe('article33 demo', () => {
  async function run(args: readonly string[], environment: Record<string, string> = {}) {
    const said = { out: '', err: '' };
    const code = await runCommandLine(['demo', ...args], {
      environment,
      folder: folder.path('.'),
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      untilStopped: () => Promise.resolve(),
    });
    return { code, ...said };
  }

  test('tells the story on a server of its own, without colours where nobody looks', async () => {
    const { code, out, err } = await run([]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^\n26 April to 3 May 2023/);
    expect(out).not.toContain('\u001b');
  });

  test('in French where asked to, or where the environment speaks French', async () => {
    const { code, out } = await run(['ransomware'], { LANG: 'fr_FR.UTF-8' });
    expect(code).toBe(0);
    expect(out).toMatch(/^\nRançongiciel[\s\S]*\[inventé\]/);
    expect((await run(['ransomware', '--lang', 'en'], { LANG: 'fr_FR.UTF-8' })).out).toMatch(/^\nRansomware/);
  });

  test('on a server that is named, with a file of tokens', async () => {
    const tokens = Object.fromEntries(await tokensOf(storyOf('ransomware')));
    writeFileSync(folder.path('tokens.json'), JSON.stringify(tokens));
    expect(await run(['ransomware', '--url', server.url, '--tokens', 'tokens.json'])).toMatchObject({
      code: 0,
      err: '',
    });
    expect(readFileSync(folder.path('tokens.json'), 'utf8')).toContain('hospital-dpo');
  });

  test('says whose tokens it needs, with exit code 2', async () => {
    const { code, err } = await run(['--url', server.url]);
    expect(code).toBe(2);
    for (const { key } of castOf(storyOf('april2023'))) expect(err).toContain(key);
    writeFileSync(folder.path('some.json'), '{ "platform-dpo": "x" }');
    expect(await run(['--url', server.url, '--tokens', 'some.json'])).toMatchObject({ code: 2 });
    expect(await run(['--url', server.url, '--tokens', 'none.json'])).toMatchObject({ code: 2 });
  });

  test('ends with 1, in words, where the register cannot be reached or does not go along', async () => {
    const story = storyOf('ransomware');
    const strangers = Object.fromEntries(castOf(story).map(({ key }) => [key, 'x.y.z']));
    writeFileSync(folder.path('strangers.json'), JSON.stringify(strangers));
    const away = await run(['ransomware', '--url', 'http://127.0.0.1:9', '--tokens', 'strangers.json']);
    expect(away).toMatchObject({ code: 1, err: 'http://127.0.0.1:9 cannot be reached.\n' });
    const refused = await run(['ransomware', '--url', server.url, '--tokens', 'strangers.json']);
    expect([refused.code, refused.err.split('\n').length]).toEqual([1, 2]);
    // The director may not do what a director may: one step is refused, and the telling says so.
    const tokens = Object.fromEntries(await tokensOf(story));
    writeFileSync(
      folder.path('swapped.json'),
      JSON.stringify({ ...tokens, 'hospital-decider': tokens['hospital-handler'] }),
    );
    expect(await run(['ransomware', '--url', server.url, '--tokens', 'swapped.json'])).toMatchObject({ code: 1 });
  });
});
