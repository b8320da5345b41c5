import { randomUUID } from 'node:crypto';
import { mailboxLimits } from '../../../src/application/live/mailbox.js';
import { aBell } from '../../application/live/page.js';
import { at, openApi, speakerOf, textAt, type TestApi } from '../api.js';
import { HOUR, instantAt } from '../../../src/law/instant.js';
import { answerIn, jsonUntil, subscriptionsOf, type TestSubscriptions } from './subscriber.js';

const EVENTS = `subscription ($after: Position, $incidentId: ID) {
  events(after: $after, incidentId: $incidentId) {
    position live
    event { id revision type data stored withheld hash previousHash leafIndex actor { name } actorRole }
    incident { id revision title }
  }
}`;

const bell = aBell();
const start = Date.parse('2026-03-02T08:00:00Z');
let now = start;
let api: TestApi;
let page: TestSubscriptions;

beforeEach(async () => {
  now = start;
  api = await openApi({ ticker: bell, now: () => now });
  page = await subscriptionsOf(api);
});

afterEach(() => api.end());

describe('events', () => {
  test('are told with what is on record and the incident as it is by then', async () => {
    const dpo = await api.someone('DPO');
    const say = speakerOf(api, dpo);
    const id = await say.report();
    const stream = await page.open(dpo, EVENTS);
    const [first, event, caughtUp] = [await answerIn(stream), await answerIn(stream), await answerIn(stream)];
    expect(first.data).toMatchObject({ events: { live: false, event: null, incident: null } });
    expect(event.errors).toEqual([]);
    expect(event.data).toMatchObject({
      events: {
        live: false,
        event: {
          revision: 0,
          type: 'IncidentDetected',
          data: { title: 'Observations non enregistrées' },
          withheld: null,
          hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
          previousHash: null,
          leafIndex: expect.any(Number) as unknown,
          actor: { name: 'Name of dpo' },
          actorRole: 'DPO',
        },
        incident: { id, revision: 0 },
      },
    });
    const stored = Buffer.from(textAt(event.data, 'events.event.stored'), 'base64').toString();
    expect(Object.keys(JSON.parse(stored) as object)).toEqual(['d', 's']);
    expect(caughtUp.data).toMatchObject({ events: { live: true, event: null } });

    await say.command('addNote', { incidentId: id, text: 'Vu' });
    const live = await answerIn(stream);
    expect(live.data).toMatchObject({
      events: { live: true, event: { previousHash: at(event.data, 'events.event.hash') }, incident: { revision: 1 } },
    });
    await stream.return?.();
  });

  test('say nothing of a note under legal privilege to who may not read it, and that it is there', async () => {
    const dpo = await api.someone('DPO');
    const say = speakerOf(api, dpo);
    const id = await say.report();
    await say.command('addNote', { incidentId: id, text: 'avis de conseil', visibility: 'LEGAL_PRIVILEGE' });
    const stream = await page.open(await api.someone('AUDITOR'), EVENTS);
    const [, , note] = [await answerIn(stream), await answerIn(stream), await answerIn(stream)];
    expect(note.data).toMatchObject({
      events: { event: { type: 'NoteAdded', data: null, stored: null, withheld: 'LEGAL_PRIVILEGE' } },
    });
    await stream.return?.();
    const read = await jsonUntil(await page.open(dpo, EVENTS), '"live":true');
    expect(read.join('')).toContain('avis de conseil');
  });

  test('end for a client that does not keep up with SLOW_CONSUMER and the last position delivered', async () => {
    const dpo = await api.someone('DPO');
    const say = speakerOf(api, dpo);
    const id = await say.report();
    const stream = await page.open(dpo, EVENTS);
    const [caughtUp = ''] = (await jsonUntil(stream, '"live":true')).slice(-1);
    const text = 'x'.repeat(20_000);
    for (let bytes = 0; bytes <= mailboxLimits.bytes; bytes += text.length) {
      await api.application.execute(dpo, 'addNote', { text }, { incidentId: id });
    }
    // The feed tells of the last one when its turn comes.
    while (api.application.live.load.queued > 0) await new Promise((resolve) => setImmediate(resolve));
    await expect(stream.next()).rejects.toMatchObject({
      extensions: { code: 'SLOW_CONSUMER', position: textAt(JSON.parse(caughtUp), 'data.events.position') },
    });
    expect(page.shared.audiences).toBe(0);
  });
});

describe('an incident and its alerts', () => {
  test('are told when a duty falls due by time alone', async () => {
    const dpo = await api.someone('DPO');
    const id = await speakerOf(api, dpo).report({ awareAt: instantAt(start) });
    const incident = await page.open(
      dpo,
      'subscription ($id: ID!) { incident(id: $id) { id duties { kind state } } }',
      {
        id,
      },
    );
    const alerts = await page.open(
      dpo,
      `subscription ($since: DateTime) { dutyAlerts(since: $since, filter: { kinds: [NOTIFY_AUTHORITY] }) {
        id at state duty { id kind state dueAt explanation incident { incidentId shownAt } } } }`,
      { since: '2026-03-01T00:00:00+01:00' },
    );
    await answerIn(incident);
    now = start + 50 * HOUR;
    bell.ring();
    const soon = { kind: 'NOTIFY_AUTHORITY', state: 'DUE_SOON' };
    expect((await answerIn(incident)).data).toMatchObject({
      incident: { id, duties: expect.arrayContaining([soon]) as unknown },
    });
    const alert = await answerIn(alerts);
    expect(alert.data).toMatchObject({
      dutyAlerts: {
        at: '2026-03-04T08:00:00.000Z',
        state: 'DUE_SOON',
        duty: { ...soon, id: `${id}@2026-03-04T08:00:00.000Z/GDPR/NOTIFY_AUTHORITY`, incident: { incidentId: id } },
      },
    });
    await Promise.all([incident.return?.(), alerts.return?.()]);
  });
});

describe('a subscription is refused', () => {
  const codesOf = (answer: unknown) =>
    Array.isArray(answer) ? answer.map((error: unknown) => at(error, 'extensions.code')) : 'granted';

  test('without a caller', async () => {
    for (const document of [
      EVENTS,
      'subscription { incident(id: "x") { id } }',
      'subscription { dutyAlerts { id } }',
    ]) {
      expect(codesOf(await page.subscribe(null, document))).toEqual(['UNAUTHENTICATED']);
    }
  });

  test('for an incident of others in the same words as for none', async () => {
    const stranger = await api.someone('DPO', 'stranger', 'globex');
    const theirs = await speakerOf(api, stranger).report();
    const dpo = await api.someone('DPO');
    for (const document of [
      'subscription ($id: ID!) { incident(id: $id) { id } }',
      'subscription ($id: ID) { events(incidentId: $id) { position } }',
      'subscription ($id: ID) { dutyAlerts(filter: { incidentId: $id }) { id } }',
    ]) {
      const none = await page.subscribe(dpo, document, { id: randomUUID() });
      expect(codesOf(none)).toEqual(['BAD_USER_INPUT']);
      expect(await page.subscribe(dpo, document, { id: theirs })).toEqual(none);
    }
    expect(api.faults).toEqual([]);
  });

  test('from a position that is forged, or of another log', async () => {
    const dpo = await api.someone('DPO');
    await speakerOf(api, dpo).report();
    const other = await openApi();
    const elsewhere = await other.someone('DPO');
    await speakerOf(other, elsewhere).report();
    const position = await other.application.position();
    await other.end();
    expect(codesOf(await page.subscribe(dpo, EVENTS, { after: 'x' }))).toEqual(['INVALID_CURSOR']);
    expect(codesOf(await page.subscribe(dpo, EVENTS, { after: position }))).toEqual(['RESYNC_REQUIRED']);
  });
});

describe('what several are told', () => {
  test('is rendered once for those of one audience, wherever each of them began, and for each audience anew', async () => {
    const dpo = await api.someone('DPO');
    const second = await api.someone('DPO', 'second');
    const say = speakerOf(api, dpo);
    const id = await say.report();
    const looked = jest.spyOn(api.application.records, 'of');
    const position = await api.application.position();
    const streams = await Promise.all([
      page.open(dpo, EVENTS),
      page.open(second, EVENTS, { after: position }),
      page.open(second, EVENTS, { after: position }),
      page.open(second, EVENTS, { after: position }, 'fr'),
      page.open(await api.someone('HANDLER'), EVENTS, { after: position }),
    ]);
    expect(page.shared.audiences).toBe(3);
    for (const stream of streams) await jsonUntil(stream, '"live":true');
    looked.mockClear();
    await say.command('addNote', { incidentId: id, text: 'Vu' });
    const texts = (await Promise.all(streams.map((stream) => jsonUntil(stream, 'NoteAdded')))).map(([text]) => text);
    expect(looked).toHaveBeenCalledTimes(3);
    expect(new Set(texts).size).toBe(1);
    for (const stream of streams) await stream.return?.();
    expect(page.shared.audiences).toBe(0);
  });

  test('is each reporter’s own', async () => {
    const reporters = [await api.someone('REPORTER', 'one'), await api.someone('REPORTER', 'two')] as const;
    const own = await speakerOf(api, reporters[0]).report();
    const streams = await Promise.all(reporters.map((reporter) => page.open(reporter, EVENTS)));
    expect(page.shared.audiences).toBe(2);
    const [seen, unseen] = await Promise.all(streams.map((stream) => jsonUntil(stream, '"live":true')));
    expect(seen?.join('')).toContain(own);
    // What it wrote it reads in the incident; the record itself is not for its role.
    expect(seen?.join('')).toContain('"data":null,"stored":null,"withheld":"ROLE"');
    expect(unseen?.join('')).not.toContain('IncidentDetected');
    for (const stream of streams) await stream.return?.();
  });

  test('carries a fault masked, and goes on', async () => {
    const dpo = await api.someone('DPO');
    const say = speakerOf(api, dpo);
    const id = await say.report();
    const stream = await page.open(dpo, EVENTS, { after: await api.application.position() });
    await jsonUntil(stream, '"live":true');
    const broken = jest.spyOn(api.application.records, 'of').mockRejectedValueOnce(new Error('SELECT secret'));
    await say.command('addNote', { incidentId: id, text: 'Vu' });
    const answer = await answerIn(stream);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request-1' } }]);
    expect(JSON.stringify(answer)).not.toContain('secret');
    broken.mockRestore();
    await say.command('addNote', { incidentId: id, text: 'Encore' });
    expect((await answerIn(stream)).errors).toEqual([]);
    await stream.return?.();
  });
});
