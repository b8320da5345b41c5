import { authorityClock, duties } from '../../../src/incident/duties.js';
import { RULES } from '../../../src/law/rules.js';
import {
  assessed,
  aware,
  awareCorrected,
  declined,
  detected,
  entry,
  facts,
  filed,
  hour,
  incidentOf,
  instant,
  measure,
  organisation,
  reopened,
  ruledOut,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';
import { dutyOf } from './support.js';

const begin = step(0, detected());
const known = step(0, aware(hour(0)));
const frozen = { dueAt: hour(72), rule: 'gdpr-33-1', ruleVersion: '2018-05-25' };
const filedAt = (hours: number, data: object = {}) => step(hours, filed({ filedAt: hour(hours), ...frozen, ...data }));
const notify = (hours: number, ...steps: readonly Step[]) =>
  dutyOf(incidentOf(...steps), 'NOTIFY_AUTHORITY', hour(hours));
const complete = (hours: number, ...steps: readonly Step[]) =>
  dutyOf(incidentOf(...steps), 'COMPLETE_NOTIFICATION', hour(hours));

describe('a duty', () => {
  test('has a key, a provision and a recipient of its own', () => {
    const all = duties(incidentOf(begin), organisation, hour(1));
    expect(
      all.map(({ key, provision, recipient, rule, ruleVersion }) => [key, provision, recipient, rule, ruleVersion]),
    ).toEqual([
      ['GDPR/DOCUMENT', 'GDPR art. 33(5)', 'CNIL (on request)', 'gdpr-33-5', '2018-05-25'],
      ['GDPR/NOTIFY_AUTHORITY', 'GDPR art. 33(1)', 'CNIL', 'gdpr-33-1', '2018-05-25'],
      ['GDPR/COMPLETE_NOTIFICATION', 'GDPR art. 33(4)', 'CNIL', 'gdpr-33-4', '2018-05-25'],
      ['GDPR/COMMUNICATE_TO_SUBJECTS', 'GDPR art. 34(1)', 'data subjects', 'gdpr-34-1', '2018-05-25'],
    ]);
  });

  test('binds joint controllers as it binds controllers', () => {
    const joint = incidentOf(step(0, detected({ role: 'JOINT_CONTROLLER' })), known);
    expect(dutyOf(joint, 'NOTIFY_AUTHORITY', hour(1)).dueAt).toBe(hour(72));
  });

  test('anchored before the GDPR applied is not listed', () => {
    const old = incidentOf(begin, step(1, aware(instant('2018-05-24T12:00:00+02:00'))));
    expect(duties(old, organisation, hour(2)).map((duty) => duty.kind)).toEqual(['DOCUMENT', 'COMPLETE_NOTIFICATION']);
    expect(authorityClock(old)).toBeNull();
  });

  test('follows the rule in force at its anchor when the law changes', () => {
    const [old] = RULES.filter((rule) => rule.kind === 'NOTIFY_AUTHORITY');
    if (old === undefined) throw new Error('no rule');
    const reformed = [...RULES, { ...old, version: 'reform', validFrom: hour(5), limitHours: 96 }];
    const dueOf = (awareAt: number) => {
      const [, duty] = duties(incidentOf(begin, step(9, aware(hour(awareAt)))), organisation, hour(9), reformed);
      return [duty?.ruleVersion, duty?.dueAt];
    };
    expect(dueOf(4)).toEqual(['2018-05-25', hour(4 + 72)]);
    expect(dueOf(5)).toEqual(['reform', hour(5 + 96)]);
    expect(authorityClock(incidentOf(begin, step(9, aware(hour(5)))), reformed)).toEqual({
      dueAt: hour(5 + 96),
      rule: 'gdpr-33-1',
      ruleVersion: 'reform',
    });
  });

  test('is as of the instant asked for, on the record as it stands', () => {
    const story = [begin, known, filedAt(80, { lateBy: 'PT8H' })];
    expect([10, 50, 79, 80].map((hours) => notify(hours, ...story).state)).toEqual([
      'OPEN',
      'DUE_SOON',
      'OVERDUE',
      'MET_LATE',
    ]);
    expect(notify(-1, ...story).state).toBe('NOT_STARTED');
    expect(notify(-1, ...story).dueAt).toBeNull();
  });
});

describe('ruling out', () => {
  test('counts from the instant it was decided until the instant of reopening', () => {
    const story = [begin, known, step(5, ruledOut()), step(8, reopened())];
    expect([4, 5, 7, 8].map((hours) => notify(hours, ...story).state)).toEqual([
      'OPEN',
      'NOT_REQUIRED',
      'NOT_REQUIRED',
      'OPEN',
    ]);
    expect(notify(4, ...story.slice(0, 3)).state).toBe('OPEN');
  });
});

describe('the duty to document', () => {
  const story = [
    begin,
    step(4, facts()),
    step(5, assessed({ likelyConsequences: 'perte de suivi' })),
    step(6, measure()),
  ];

  test('is met when the last of the three came on record, in whatever order', () => {
    expect(dutyOf(incidentOf(...story), 'DOCUMENT', hour(9)).metAt).toBe(hour(6));
    const otherOrder = [
      begin,
      step(1, measure()),
      step(2, assessed({ likelyConsequences: 'perte' })),
      step(7, facts()),
    ];
    expect(dutyOf(incidentOf(...otherOrder), 'DOCUMENT', hour(9)).metAt).toBe(hour(7));
  });

  test('keeps the earliest moment when more is recorded later', () => {
    const more = [...story, step(8, facts()), step(8, assessed({ likelyConsequences: 'autre' })), step(8, measure())];
    expect(dutyOf(incidentOf(...more), 'DOCUMENT', hour(9)).metAt).toBe(hour(6));
  });

  test('has 30 days as its target, or the own aim, and no legal limit', () => {
    const duty = dutyOf(incidentOf(begin), 'DOCUMENT', hour(1));
    expect([duty.targetAt, duty.dueAt, duty.openSince]).toEqual([hour(720), null, hour(0)]);
    const own = { ...organisation, aims: [{ kind: 'DOCUMENT', hours: 5 } as const] };
    expect(dutyOf(incidentOf(begin), 'DOCUMENT', hour(1), own).targetAt).toBe(hour(5));
  });
});

describe('the duty to notify the authority', () => {
  test('keeps the lateness that the record had, whatever awareness becomes', () => {
    const story = [begin, known, filedAt(80, { lateBy: 'PT8H' }), step(90, awareCorrected(hour(6)))];
    const duty = notify(100, ...story);
    expect([duty.state, duty.metAt, duty.lateBy, duty.lateByCorrected, duty.dueAt]).toEqual([
      'MET_LATE',
      hour(80),
      'PT8H',
      'PT2H',
      hour(78),
    ]);
  });

  test('shows the corrected lateness of a filing that was in time, and none where it now would be', () => {
    const inTime = notify(100, begin, known, filedAt(70), step(90, awareCorrected(hour(-10))));
    expect([inTime.state, inTime.lateBy, inTime.lateByCorrected]).toEqual(['MET', null, 'PT8H']);
    const late = notify(100, begin, known, filedAt(80, { lateBy: 'PT8H' }), step(90, awareCorrected(hour(20))));
    expect([late.state, late.lateBy, late.lateByCorrected]).toEqual(['MET_LATE', 'PT8H', null]);
  });

  test('shows no corrected lateness where awareness was corrected before the filing was recorded', () => {
    const duty = notify(
      100,
      begin,
      known,
      step(10, awareCorrected(hour(-1))),
      filedAt(80, { dueAt: hour(71), lateBy: 'PT9H' }),
    );
    expect([duty.lateBy, duty.lateByCorrected]).toEqual(['PT9H', null]);
  });

  test('shows the lateness of a filing recorded before awareness against the awareness established since', () => {
    const early = step(80, filed({ filedAt: hour(80) }));
    const duty = notify(100, begin, early, step(90, aware(hour(0))));
    expect([duty.state, duty.lateBy, duty.lateByCorrected]).toEqual(['MET', null, 'PT8H']);
  });

  test('calls no filing late of which only the day is known, even after a correction', () => {
    const duty = notify(
      100,
      begin,
      known,
      filedAt(80, { filedAtPrecision: 'DAY' }),
      step(90, awareCorrected(hour(-10))),
    );
    expect([duty.state, duty.lateBy, duty.lateByCorrected]).toEqual(['MET', null, null]);
  });

  test('is met by the filing made first, even where it was recorded later', () => {
    const duty = notify(
      200,
      begin,
      known,
      filedAt(100, { lateBy: 'PT28H' }),
      step(110, filed({ filedAt: hour(75), ...frozen })),
    );
    expect([duty.state, duty.metAt, duty.lateBy]).toEqual(['MET_LATE', hour(75), 'PT3H']);
  });

  test('takes the lateness of the next filing from its frozen limit when the first is struck', () => {
    const story = [begin, known, filedAt(10), filedAt(80), step(90, withdrawn(entry(2)))];
    const duty = notify(100, ...story);
    expect([duty.state, duty.metAt, duty.lateBy]).toEqual(['MET_LATE', hour(80), 'PT8H']);
  });

  test('is met by no complement, correction or withdrawal', () => {
    for (const kind of ['COMPLEMENTARY', 'CORRECTION', 'WITHDRAWAL']) {
      expect(notify(10, begin, known, filedAt(5, { kind })).state).toBe('OPEN');
    }
  });

  test('stays met when the notification is withdrawn with the authority', () => {
    expect(notify(30, begin, known, filedAt(10), filedAt(20, { kind: 'WITHDRAWAL', refersTo: entry(2) })).state).toBe(
      'MET',
    );
  });

  test('is open again from the instant of the assessment that lapses the decline, not before', () => {
    const story = [
      begin,
      known,
      step(1, assessed({ verdict: 'UNLIKELY' })),
      step(2, declined('RISK_UNLIKELY')),
      step(9, assessed(), 7),
    ];
    expect([5, 7, 9].map((hours) => notify(hours, ...story).state)).toEqual(['NOT_REQUIRED', 'OPEN', 'OPEN']);
  });

  test('follows the newest decline where there are two', () => {
    const first = step(2, declined('AUTHORITY_ALREADY_INFORMED'));
    const second = step(4, declined('RISK_UNLIKELY'));
    const story = [
      begin,
      known,
      step(1, assessed({ verdict: 'HIGH_RISK' })),
      first,
      step(3, assessed({ verdict: 'UNLIKELY' })),
      second,
    ];
    expect(notify(5, ...story).state).toBe('NOT_REQUIRED');
    expect(notify(6, ...story, step(6, assessed({ verdict: 'RISK' }))).state).toBe('OPEN');
  });
});

describe('the clock that a filing freezes', () => {
  test('runs from the awareness in force, and not for a suspicion or a processor', () => {
    expect(authorityClock(incidentOf(begin, known, step(1, awareCorrected(hour(-2)))))).toEqual({
      ...frozen,
      dueAt: hour(70),
    });
    expect(authorityClock(incidentOf(begin))).toBeNull();
    expect(authorityClock(incidentOf(step(0, detected({ role: 'PROCESSOR' })), known))).toBeNull();
  });
});

describe('the duty to complete', () => {
  test('counts 72 hours from the first initial notification, as a target', () => {
    const duty = complete(20, begin, known, filedAt(10), filedAt(15));
    expect([duty.anchor, duty.targetAt, duty.dueAt, duty.state]).toEqual([hour(10), hour(82), null, 'OPEN']);
  });

  test('takes of two notifications of one instant the one recorded first', () => {
    expect(complete(20, begin, known, filedAt(10), filedAt(10, { kind: 'COMPLETE' })).state).toBe('OPEN');
    expect(complete(20, begin, known, filedAt(10, { kind: 'COMPLETE' }), filedAt(10)).state).toBe('NOT_REQUIRED');
  });

  test('follows the rule in force when the initial notification was filed', () => {
    const [old] = RULES.filter((rule) => rule.kind === 'COMPLETE_NOTIFICATION');
    if (old === undefined) throw new Error('no rule');
    const reformed = [...RULES, { ...old, version: 'reform', validFrom: hour(15), targetHours: 96 }];
    const incident = incidentOf(begin, known, filedAt(10));
    const duty = duties(incident, organisation, hour(20), reformed).find(
      ({ kind }) => kind === 'COMPLETE_NOTIFICATION',
    );
    expect([duty?.ruleVersion, duty?.targetAt]).toEqual(['2018-05-25', hour(82)]);
  });

  test('names what the last filing lacked, not what a withdrawal did not say', () => {
    const second = filedAt(20, { kind: 'COMPLEMENTARY', missing: ['33(3)(d)'] });
    const other = filedAt(30, { kind: 'WITHDRAWAL', missing: ['33(3)(b)'] });
    expect(complete(40, begin, known, filedAt(10), second, other).explanation('en')).toMatch(
      /last filing: 33\(3\)\(d\)\.$/,
    );
  });

  test('is met by the earliest filing in which nothing is missing', () => {
    const whole = { kind: 'COMPLEMENTARY', missing: [] };
    expect(complete(60, begin, known, filedAt(10), filedAt(20, whole), filedAt(30, whole)).metAt).toBe(hour(20));
  });

  test('is not met by a withdrawal, in which nothing can be missing', () => {
    const other = filedAt(20, { kind: 'WITHDRAWAL', missing: [], refersTo: null });
    expect(complete(30, begin, known, filedAt(10), other).state).toBe('OPEN');
  });

  test('starts anew with the notification that follows a withdrawn one', () => {
    const story = [begin, known, filedAt(10), filedAt(20, { kind: 'WITHDRAWAL', refersTo: entry(2) }), filedAt(40)];
    expect(complete(30, ...story).state).toBe('NOT_REQUIRED');
    expect([complete(40, ...story).state, complete(40, ...story).anchor]).toEqual(['OPEN', hour(40)]);
  });
});
