import { foldIncident } from '../../src/incident/fold.js';
import { noticeId, noticeOf, noticeWith, standingNotices } from '../../src/incident/notices.js';
import type { Incident, Notice } from '../../src/incident/state.js';
import { acknowledge, identify, strike, tell } from '../support/commands.js';
import { acknowledged, bounced, identified, told } from '../support/lifeStory.js';
import { given } from '../support/spec.js';
import {
  aware,
  detected,
  hour,
  incidentOf,
  noted,
  recordedEvents,
  step,
  withdrawn,
  type Step,
} from '../support/story.js';

const begun = [step(0, detected({ role: 'PROCESSOR' })), step(1, aware(hour(1)))];
const listed = [...begun, step(2, identified(['a', 'b', 'c']))];
const now = hour(100);
const { id } = incidentOf(...begun);

/** The incident a step later, folded over the state before it. */
function after(before: Incident, ...steps: readonly Step[]): Incident {
  const events = recordedEvents([...Array<Step>(before.revision + 1).fill(step(0, noted())), ...steps]);
  const incident = foldIncident(id, events.slice(before.revision + 1), before);
  if (incident === null) throw new Error('a state has a later one');
  return incident;
}

function noticeIn(incident: Incident, externalId: string): Notice {
  const notice = noticeOf(incident, externalId);
  if (notice === null) throw new Error(`${externalId} is not identified`);
  return notice;
}

describe('the id of a notice', () => {
  test('is the same for good: people keep it', () => {
    expect(noticeId(id, 'praticien-42')).toBe('8b7f8eac-151c-5a91-a58d-4dffb1ab2a97');
  });

  test('differs by incident and by controller', () => {
    const other = incidentOf(...begun, step(2, noted())).id.replace('1', '2') as typeof id;
    expect(new Set([noticeId(id, 'a'), noticeId(id, 'b'), noticeId(other, 'a')]).size).toBe(3);
  });

  test('finds the standing notice, and nothing else', () => {
    const incident = incidentOf(...listed, step(3, withdrawn(noticeId(id, 'b'))));
    expect(noticeWith(incident, noticeId(id, 'c'))).toBe(noticeIn(incident, 'c'));
    expect(noticeWith(incident, noticeId(id, 'b'))).toBeNull();
    expect(noticeWith(incident, noticeId(id, 'd'))).toBeNull();
  });
});

describe('striking a controller from the list', () => {
  const struck = [...listed, step(3, told(['a', 'b'], hour(3))), step(4, withdrawn(noticeId(id, 'b')))];

  test('leaves it out of the list, of the commands and of the next notice', () => {
    const incident = incidentOf(...struck);
    expect(standingNotices(incident).map(({ externalId }) => externalId)).toEqual(['a', 'c']);
    expect(given(...struck).when(acknowledge({ externalIds: ['b'], receivedAt: hour(5) }), now).refusals).toMatchObject(
      [{ code: 'UNKNOWN_CONTROLLER' }],
    );
    const again = given(...struck).when(strike({ entryId: noticeId(id, 'b') }), now);
    expect(again.refusals).toMatchObject([{ code: 'UNKNOWN_ENTRY' }]);
  });

  test('is undone by identifying it again: it begins anew in its old place', () => {
    const spec = given(...struck).when(identify({ controllers: [{ externalId: 'b', name: 'Cabinet B' }] }), now);
    const { incident } = spec;
    expect(incident.notices.map(({ externalId }) => externalId)).toEqual(['a', 'b', 'c']);
    expect(noticeIn(incident, 'b')).toMatchObject({ state: 'IDENTIFIED', attempts: 0, toldAt: null, revision: 5 });
    expect(noticeWith(incident, noticeId(id, 'b'))).toBe(noticeIn(incident, 'b'));
  });

  test('is undone by a notice to it: it is identified in the same append', () => {
    const spec = given(...struck).when(tell({ controllers: [{ externalId: 'b', name: 'Cabinet B' }] }), now);
    expect(spec.events.map(({ type }) => type)).toEqual(['ControllersIdentified', 'ControllersNotified']);
    expect(noticeIn(spec.incident, 'b')).toMatchObject({ state: 'SENT', attempts: 1 });
  });
});

describe('a controller', () => {
  const toldTwice = [...listed, step(3, told(['a'], hour(3))), step(9, told(['a'], hour(9)))];

  test('was told when it was first told, however often it is told again', () => {
    const notice = noticeIn(incidentOf(...toldTwice), 'a');
    expect(notice).toMatchObject({ state: 'SENT', toldAt: hour(3), sentAt: hour(9), attempts: 2 });
  });

  test('was told at the earliest sending, in whatever order they were recorded', () => {
    const steps = [...listed, step(9, told(['a'], hour(9))), step(10, told(['a'], hour(3)))];
    expect(noticeIn(incidentOf(...steps), 'a').toldAt).toBe(hour(3));
  });

  test('may acknowledge the first of two sendings', () => {
    const spec = given(...toldTwice).when(acknowledge({ externalIds: ['a'], receivedAt: hour(5) }), now);
    expect(noticeIn(spec.incident, 'a')).toMatchObject({ state: 'ACKNOWLEDGED', acknowledgedAt: hour(5) });
  });

  test('is untold again when its notice comes back, and told anew from the next sending on', () => {
    const back = [...toldTwice, step(10, bounced(['a'], hour(10)))];
    expect(noticeIn(incidentOf(...back), 'a')).toMatchObject({ state: 'FAILED', toldAt: null, failedAt: hour(10) });
    const anew = incidentOf(...back, step(11, told(['a'], hour(11))));
    expect(noticeIn(anew, 'a')).toMatchObject({ state: 'SENT', toldAt: hour(11), attempts: 3 });
  });

  test('that has acknowledged knows, whatever else comes back', () => {
    const steps = [...toldTwice, step(10, acknowledged(['a'], hour(10))), step(11, bounced(['a'], hour(11)))];
    expect(noticeIn(incidentOf(...steps), 'a')).toMatchObject({ state: 'ACKNOWLEDGED', toldAt: hour(3) });
  });

  test('that acknowledges what is not on record as sent was told then at the latest', () => {
    const command = acknowledge({ externalIds: ['b'], receivedAt: hour(5), recordAsHappened: true });
    const spec = given(...listed)
      .when(command, now)
      .warns('receivedBeforeSent');
    expect(noticeIn(spec.incident, 'b')).toMatchObject({
      state: 'ACKNOWLEDGED',
      toldAt: hour(5),
      irregularities: ['DATE_ORDER'],
    });
  });

  test('first listed with its notice was known by then', () => {
    const spec = given(...begun).when(
      tell({ controllers: [{ externalId: 'z', name: 'Cabinet Z' }], sentAt: hour(20) }),
      now,
    );
    expect(noticeIn(spec.incident, 'z')).toMatchObject({ identifiedAt: hour(20), toldAt: hour(20) });
  });
});

describe('ten thousand notices', () => {
  const keys = Array.from({ length: 10_000 }, (_, index) => `k-${index}`);
  const many = incidentOf(
    ...begun,
    ...Array.from({ length: 20 }, (_, part) => step(2, identified(keys.slice(part * 500, (part + 1) * 500)))),
  );

  test('are shared by the state that follows, but for those that changed', () => {
    const later = after(many, step(3, told(['k-7'], hour(3))));
    const changed = keys.filter((_, place) => many.notices[place] !== later.notices[place]);
    expect(changed).toEqual(['k-7']);
    expect(after(later, step(4, noted())).notices).toEqual(later.notices);
  });

  test('are refused as too many for one call, and nothing more is said of them', () => {
    const strangers = keys.slice(0, 2_501);
    const spec = given(...listed).when(acknowledge({ externalIds: strangers, receivedAt: hour(5) }), now);
    expect(spec.refusals.map(({ code }) => code)).toEqual(['LIMIT_EXCEEDED']);
  });

  test('are found in every state by the keys and ids of that state alone', () => {
    const [one, other] = [after(many, step(3, identified(['one']))), after(many, step(3, identified(['other'])))];
    const sent = after(one, step(4, told(['one', 'k-0'], hour(4))));
    expect([many, one, other, sent].map((state) => noticeOf(state, 'one')?.state ?? null)).toEqual([
      null,
      'IDENTIFIED',
      null,
      'SENT',
    ]);
    expect(noticeWith(sent, noticeId(id, 'one'))).toBe(noticeOf(sent, 'one'));
    expect(noticeWith(other, noticeId(id, 'one'))).toBeNull();
    expect(noticeWith(other, noticeId(id, 'k-9999'))).toBe(other.notices[9_999]);
  });

  test('struck one after the other and in one fold come to the same', () => {
    const strikes = ['k-1', 'new', 'k-2'].map((key) => step(4, withdrawn(noticeId(id, key))));
    const added = step(3, identified(['new']));
    const whole = after(many, added, ...strikes);
    const bit = [added, ...strikes].reduce((state, next) => after(state, next), many);
    expect(standingNotices(whole)).toHaveLength(9_998);
    expect(bit).toEqual(whole);
  });
});
