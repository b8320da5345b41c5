/**
 * Whatever names something of the register, replayed with a token that it is not for: the answer is word for word that to what does not exist.
 * The places where a client can name something are taken from the schema; one without a case fails.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { buildArticle33Schema } from '../../src/graphql/schema.js';
import type { Caller } from '../../src/identity/caller.js';
import type { RenderedStream } from '../../src/graphql/live/shared.js';
import { at, mutation, openApi, payloadOf, speakerOf, textAt, type TestApi } from './api.js';
import {
  documentFor,
  documentForIncidentField,
  namesOfInputs,
  namingPlaces,
  rootFields,
  takes,
  type Given,
  type RootField,
} from './generated.js';
import { subscriptionsOf, type TestSubscriptions } from './live/subscriber.js';
import { NOW, typeFields, worldOf, type World } from './tenantsWorld.js';

/** What somebody has, and what nobody has, of the same form. */
interface Pair {
  readonly theirs: unknown;
  readonly nobodys: unknown;
  /** For colleagues it is nothing to be hidden. */
  readonly acrossOnly?: boolean;
  /** Answers nothing to its owner either. */
  readonly nothing?: boolean;
}

interface Replay {
  readonly pairs: (theirs: World) => readonly Pair[];
  /** What is said beside it, by somebody who names their own incidents. */
  readonly beside?: (own: Pick<World, 'incident' | 'processed'>) => Given;
}

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** The same with other ids in it: of the same form, and nobody's. */
function pair(theirs: string, more: Partial<Pair> = {}): Pair {
  return { theirs, nobodys: theirs.replace(UUID, () => randomUUID()), ...more };
}

const incidentId: Replay = { pairs: ({ incident }) => [pair(incident)] };

/** An entry of an incident, named within an incident of one's own. */
function entryIn(input: string, entry: (world: World) => string, of: 'incident' | 'processed' = 'incident'): Replay {
  return {
    pairs: (world) => [pair(entry(world))],
    beside: (own) => ({ [`${input}.incidentId`]: own[of] }),
  };
}

function nodes(world: World): readonly Pair[] {
  const { incident, duty, verification, event, filing, owner } = world;
  const past = [`${incident}@1`, `${incident}@${new Date(NOW).toISOString()}`];
  return [
    ...[incident, duty, verification].map((id) => pair(id)),
    ...[...past, event, filing].map((id) => pair(id, { nothing: true })),
    pair(owner.organisation, { acrossOnly: true }),
    pair(owner.actor, { acrossOnly: true }),
  ];
}

const replays: Readonly<Record<string, Replay>> = {
  'Query.incident(id)': incidentId,
  'Query.node(id)': { pairs: nodes },
  'Query.nodes(ids)': {
    pairs: (world) =>
      nodes(world).map(({ theirs, nobodys, ...same }) => ({ theirs: [theirs], nobodys: [nobodys], ...same })),
  },
  'Query.incidentByReference(reference)': {
    pairs: ({ reference }) => [{ theirs: reference, nobodys: '2026-0999' }],
  },
  'Query.cnilDossier(incidentId)': incidentId,
  'Query.verify(incidentId)': incidentId,
  'Query.compare(incidentId)': {
    ...incidentId,
    beside: () => ({ 'Query.compare(from)': { revision: 0 }, 'Query.compare(to)': { revision: 0 } }),
  },
  'Query.verification(id)': { pairs: ({ verification }) => [pair(verification)] },
  'Query.inclusionProof(eventId)': { pairs: ({ event }) => [pair(event)] },
  'Subscription.incident(id)': incidentId,
  'Subscription.events(incidentId)': incidentId,
  'DutyFilter.incidentId': {
    ...incidentId,
    beside: () => ({ 'Subscription.dutyAlerts(since)': '2026-03-01T00:00:00Z' }),
  },
  'LinkIncidentsInput.otherIncidentId': {
    ...incidentId,
    beside: ({ processed }) => ({ 'LinkIncidentsInput.incidentId': processed }),
  },
  'RecordMeasureInput.measureId': entryIn('RecordMeasureInput', ({ measure }) => measure),
  'NotifyCnilInput.refersTo': {
    ...entryIn('NotifyCnilInput', ({ filing }) => filing),
    beside: ({ incident }) => ({
      'NotifyCnilInput.incidentId': incident,
      'NotifyCnilInput.kind': 'COMPLEMENTARY',
      'NotifyCnilInput.filedAt': new Date(NOW).toISOString(),
    }),
  },
  'DefineAudienceInput.audienceId': entryIn('DefineAudienceInput', ({ audience }) => audience),
  'NotifySubjectsInput.audienceId': entryIn('NotifySubjectsInput', ({ audience }) => audience),
  'DeclineSubjectsNotificationInput.audienceId': entryIn(
    'DeclineSubjectsNotificationInput',
    ({ audience }) => audience,
  ),
  'AnswerAuthorityInput.messageId': entryIn('AnswerAuthorityInput', ({ message }) => message),
  'WithdrawEntryInput.entryId': entryIn('WithdrawEntryInput', ({ note }) => note),
  'RecordRegimeFilingInput.dutyId': entryIn('RecordRegimeFilingInput', ({ regimeDuty }) => regimeDuty),
  'OpenDutyReasonInput.dutyId': entryIn('CloseIncidentInput', ({ duty }) => duty),
  'AcknowledgeControllerNoticeInput.externalIds': {
    pairs: ({ externalId }) => [{ theirs: [externalId], nobodys: ['cabinet-of-nobody'] }],
    beside: ({ processed }) => ({ 'AcknowledgeControllerNoticeInput.incidentId': processed }),
  },
};

/** Names that clients give, and that mean something only beside the incident and the actor: tests of their own. */
const ownNames = new Set([
  'ControllerInput.externalId',
  // Tells the asking itself, whatever is asked for, and of another organisation nothing: test/application/reads.
  'Query.readLog(incidentId)',
]);
const isCommandId = (place: string) => place.endsWith('Input.commandId');
const isCursor = (place: string) => place.endsWith('(after)') && !place.startsWith('Subscription.');

describe('what is not the caller’s is like what does not exist', () => {
  let api: TestApi;
  let subscriptions: TestSubscriptions;
  let schema: GraphQLSchema;
  let roots: readonly RootField[];
  let places: readonly string[];
  let victim: World;
  let stranger: World;
  let reporter: Caller;
  let ownReport: Pick<World, 'incident' | 'processed'>;

  beforeAll(async () => {
    schema = await buildArticle33Schema();
    roots = rootFields(schema);
    places = namingPlaces(schema);
    api = await openApi({ now: () => NOW });
    subscriptions = await subscriptionsOf(api);
    victim = await worldOf(api, await api.someone('DPO'), 3);
    stranger = await worldOf(api, await api.someone('DPO', 'stranger', 'other'));
    reporter = await api.someone('REPORTER', 'rita');
    const incident = await speakerOf(api, reporter).report();
    ownReport = { incident, processed: incident };
  });
  afterAll(() => api.end());

  function replayOf(place: string): Replay | undefined {
    // Whatever is done to an incident names it in the same way.
    return replays[place] ?? (place.endsWith('Input.incidentId') ? incidentId : undefined);
  }

  /** Everything that is answered, as text: errors, data, and what a subscription tells. */
  async function answerTo(caller: Caller, root: RootField, given: Given): Promise<string> {
    const { document, variables } = documentFor(root, given);
    if (root.kind !== 'subscription') return JSON.stringify(await api.ask(caller, document, variables));
    const answer = await subscriptions.subscribe(caller, document, variables);
    return 'next' in answer ? toldBy(answer) : JSON.stringify(answer);
  }

  function askedAt(place: string, value: unknown, own: Pick<World, 'incident' | 'processed'>): Given {
    return { ...replayOf(place)?.beside?.(own), [place]: value };
  }

  test('every place where a client names something of the register has a case', () => {
    expect(places.length).toBeGreaterThan(60);
    const open = places.filter(
      (place) => replayOf(place) === undefined && !isCommandId(place) && !isCursor(place) && !ownNames.has(place),
    );
    expect(open).toEqual(['Subscription.events(after)']);
    expect(Object.keys(replays).filter((place) => !places.includes(place))).toEqual([]);
  });

  test('ids, references and entries of another organisation, and of somebody else’s report', async () => {
    const before = await api.application.position();
    for (const place of places.filter((one) => replayOf(one) !== undefined)) {
      const takers = roots.filter((root) => takes(root, place));
      expect([place, takers.length > 0]).toEqual([place, true]);
      for (const { theirs, nobodys, acrossOnly } of replayOf(place)?.pairs(victim) ?? []) {
        for (const root of takers) {
          const strangely = async (value: unknown) => answerTo(stranger.owner, root, askedAt(place, value, stranger));
          expect([root.name, place, await strangely(theirs)]).toEqual([root.name, place, await strangely(nobodys)]);
          if (acrossOnly === true) continue;
          const reported = async (value: unknown) => answerTo(reporter, root, askedAt(place, value, ownReport));
          expect([root.name, place, await reported(theirs)]).toEqual([root.name, place, await reported(nobodys)]);
        }
      }
    }
    expect(await api.application.position()).toBe(before);
    expect(api.faults).toEqual([]);
  });

  test('cursors of lists of another organisation, and of somebody else’s report', async () => {
    const cursors = places.filter(isCursor);
    expect(
      Object.keys(victim.cursors)
        .map((list) => `${list}(after)`)
        .sort(),
    ).toEqual([...cursors].sort());
    for (const place of cursors) {
      const list = place.replace('(after)', '');
      const theirs = victim.cursors[list] ?? '';
      const forged = Buffer.from(theirs, 'base64url').map((byte) => byte ^ 0x55);
      const nobodys = Buffer.from(forged).toString('base64url');
      const ask = async (caller: Caller, cursor: string, own: string): Promise<string> => {
        const root = roots.find(({ name }) => name === list);
        if (root !== undefined) return answerTo(caller, root, { [place]: cursor });
        const field = typeFields(schema.getType('Incident'))[list.replace('Incident.', '')];
        if (field === undefined) throw new Error(`${list} is no list that this test knows`);
        const { document, variables } = documentForIncidentField(field, own, { [place]: cursor });
        return JSON.stringify(await api.ask(caller, document, variables));
      };
      for (const [caller, own] of [
        [stranger.owner, stranger.incident],
        [stranger.owner, victim.incident],
        [reporter, ownReport.incident],
        [reporter, victim.incident],
      ] as const) {
        expect([place, await ask(caller, theirs, own)]).toEqual([place, await ask(caller, nobodys, own)]);
      }
      const owners = await Promise.all(
        [victim.incident, victim.processed].map((own) => ask(victim.owner, theirs, own)),
      );
      const refused = await ask(victim.owner, nobodys, victim.incident);
      expect([place, owners.some((answer) => answer !== refused)]).toEqual([place, true]);
    }
  });

  test('a position is a place for whoever has it: what comes after it is the caller’s own, and nothing else', async () => {
    const placeOf = async (caller: Caller) => textAt((await api.ask(caller, '{ position }')).data, 'position');
    const before = await placeOf(victim.owner);
    await speakerOf(api, victim.owner).command('addNote', { incidentId: victim.incident, text: 'nur für uns' });
    const mine = await speakerOf(api, stranger.owner).command('addNote', {
      incidentId: stranger.incident,
      text: 'meins',
    });
    const document =
      'subscription ($after: Position) { events(after: $after) { event { id incidentId revision } incident { id title } } }';
    const told = await toldBy(await subscriptions.open(stranger.owner, document, { after: before }));
    expect(told.match(/"incidentId":"[^"]+","revision":\d+/g)).toEqual([
      `"incidentId":"${stranger.incident}","revision":${String(mine.revision)}`,
    ]);
    expect(told).not.toContain(victim.incident);
    const forged = await subscriptions.subscribe(stranger.owner, document, {
      after: before.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
    });
    expect('next' in forged ? 'granted' : forged.map(({ extensions }) => extensions?.['code'])).toEqual([
      'INVALID_CURSOR',
    ]);
  });

  test('the id of somebody else’s command is as good as any other: it answers nothing of theirs', async () => {
    const commandId = randomUUID();
    const input = { title: 'x', commandId };
    const say = async (caller: Caller, name: string, of: object) =>
      payloadOf(await api.ask(caller, mutation(name, 'id organisation { id } reportedBy { id }'), { input: of }), name);
    const theirs = await say(victim.owner, 'reportIncident', input);
    for (const caller of [stranger.owner, reporter]) {
      const answer = await say(caller, 'reportIncident', input);
      expect(answer).toMatchObject({
        userErrors: [],
        incident: { organisation: { id: caller.organisation }, reportedBy: { id: caller.actor } },
      });
      expect(answer.incident?.['id']).not.toBe(theirs.incident?.['id']);
    }
    const note = { text: 'x', commandId: randomUUID() };
    expect(await say(victim.owner, 'addNote', { incidentId: victim.incident, ...note })).toMatchObject({
      userErrors: [],
    });
    for (const [caller, own] of [
      [stranger.owner, stranger.incident],
      [reporter, ownReport.incident],
    ] as const) {
      const answer = await say(caller, 'addNote', { incidentId: own, ...note });
      expect(answer).toMatchObject({ userErrors: [], incident: { id: own } });
    }
  });

  test('a controller’s id of the client’s own means what it means in this incident alone', async () => {
    const { processed, externalId, owner } = stranger;
    const { command, read } = speakerOf(api, owner);
    const controllers = [{ externalId: victim.externalId, name: 'Un autre cabinet' }];
    await command('identifyControllers', { incidentId: processed, controllers });
    const fields = 'controllerNotices { nodes { externalId name state } }';
    expect(at(await read(processed, fields), 'controllerNotices.nodes')).toMatchObject([
      { externalId, state: 'SENT' },
      { externalId: victim.externalId, name: 'Un autre cabinet', state: 'IDENTIFIED' },
    ]);
    expect(await speakerOf(api, victim.owner).read(victim.processed, fields)).toMatchObject({
      controllerNotices: { nodes: [{ externalId: victim.externalId, name: 'Cabinet', state: 'SENT' }] },
    });
  });

  test('no argument and no input names an organisation', () => {
    expect(namesOfInputs(schema).filter((name) => /organi[sz]ation|tenant|\borg/i.test(name))).toEqual([]);
  });

  // Last: the owner's answers change the record. Entries come first, for among what is done to incidents is to close them.
  test('to its owner each of them says something else than what does not exist', async () => {
    const isCommand = (place: string) => place.endsWith('Input.incidentId');
    const first = places.filter((place) => replays[place] !== undefined);
    for (const place of [...first, ...places.filter(isCommand)]) {
      for (const { theirs, nobodys, nothing: isNothing } of replayOf(place)?.pairs(victim) ?? []) {
        if (isNothing === true) continue;
        const answers = await Promise.all(
          roots
            .filter((root) => takes(root, place))
            .map(async (root) => {
              const nothing = await answerTo(victim.owner, root, askedAt(place, nobodys, victim));
              return { nothing, something: await answerTo(victim.owner, root, askedAt(place, theirs, victim)) };
            }),
        );
        expect([place, theirs, answers.some(({ nothing, something }) => nothing !== something)]).toEqual([
          place,
          theirs,
          true,
        ]);
      }
    }
  });
});

/** What a subscription tells until nothing more comes; then it is left. */
async function toldBy(stream: RenderedStream): Promise<string> {
  const texts: string[] = [];
  for (;;) {
    const next = stream.next();
    const told = await Promise.race([next, quiet()]);
    if (told === null || told.done === true) break;
    texts.push(told.value.json.toString());
  }
  await stream.return?.();
  return texts.join('\n');
}

async function quiet(): Promise<null> {
  for (let round = 0; round < 500; round += 1) await turn();
  return null;
}
