import fc from 'fast-check';
import { isoDuration, lateness, limitOf, ruleInForce, stateOfClock, targetOf } from '../../src/law/clocks.js';
import { HOUR, instantAt, plus } from '../../src/law/instant.js';
import { RULES, hasLegalLimit, rulesOnMessage, type Rule } from '../../src/law/rules.js';
import { AUTHORITY_MESSAGE_KINDS, CONTROLLER_ROLES, DUTY_KINDS } from '../../src/law/vocabulary.js';
import { instant } from '../support/story.js';

function authorityRule(anchor: string): Rule {
  const rule = ruleInForce(RULES, 'NOTIFY_AUTHORITY', 'CONTROLLER', instant(anchor));
  if (rule === null) throw new Error('no rule');
  return rule;
}

describe('the limit of art. 33(1)', () => {
  test.each([
    ['a plain week', '2026-11-17T12:00:00+01:00', '2026-11-20T12:00:00+01:00'],
    ['the clock goes back', '2026-10-23T14:20:00+02:00', '2026-10-26T13:20:00+01:00'],
    ['the clock goes forward', '2026-03-27T18:00:00+01:00', '2026-03-30T19:00:00+02:00'],
    ['Easter Monday', '2026-04-03T23:00:00+02:00', '2026-04-06T23:00:00+02:00'],
    ['Christmas, ending on a Sunday', '2026-12-24T17:30:00+01:00', '2026-12-27T17:30:00+01:00'],
    ['Réunion', '2026-07-14T09:05:00+04:00', '2026-07-17T09:05:00+04:00'],
  ])('is 72 elapsed hours: %s', (_, awareAt, due) => {
    expect(limitOf(authorityRule(awareAt), instant(awareAt))).toBe(instantAt(Date.parse(due)));
  });

  test('is kept at its very instant and missed one millisecond later', () => {
    const awareAt = instant('2026-10-23T14:20:00+02:00');
    const rule = authorityRule('2026-10-23T14:20:00+02:00');
    const clock = { rule, dueAt: limitOf(rule, awareAt), targetAt: null };
    const due = instant('2026-10-26T12:20:00Z');
    expect(stateOfClock(clock, due)).toBe('DUE_SOON');
    expect(stateOfClock(clock, plus(due, 1))).toBe('OVERDUE');
    expect(lateness(due, due)).toBeNull();
    expect(lateness(due, plus(due, 1))).toBe('PT0.001S');
  });

  test('is due soon in its last 24 elapsed hours', () => {
    const rule = authorityRule('2026-03-27T18:00:00+01:00');
    const clock = { rule, dueAt: instant('2026-03-30T19:00:00+02:00'), targetAt: null };
    expect(stateOfClock(clock, instant('2026-03-29T18:59:59.999+02:00'))).toBe('OPEN');
    expect(stateOfClock(clock, instant('2026-03-29T19:00:00+02:00'))).toBe('DUE_SOON');
  });
});

describe('the law as dated data', () => {
  const [old] = RULES.filter((rule) => rule.kind === 'NOTIFY_AUTHORITY');
  if (old === undefined) throw new Error('no rule');
  const from = instant('2028-01-01T00:00:00+01:00');
  const reformed = [...RULES, { ...old, version: '2028-01-01', validFrom: from, limitHours: 96 }];
  const hoursAt = (anchor: string) =>
    ruleInForce(reformed, 'NOTIFY_AUTHORITY', 'CONTROLLER', instant(anchor))?.limitHours;

  test('changes with one row, from its date on, for what anchors then', () => {
    expect(hoursAt('2027-12-31T23:59:59.999+01:00')).toBe(72);
    expect(hoursAt('2028-01-01T00:00:00.000+01:00')).toBe(96);
    expect(hoursAt('2027-12-31T23:00:00.000Z')).toBe(96);
  });

  test('ends where a row says so', () => {
    const ended = RULES.map((rule) => ({ ...rule, validTo: from }));
    expect(ruleInForce(ended, 'DOCUMENT', 'CONTROLLER', plus(from, -1))?.id).toBe('gdpr-33-5');
    expect(ruleInForce(ended, 'DOCUMENT', 'CONTROLLER', from)).toBeNull();
  });

  test('asks nothing before 25 May 2018', () => {
    expect(ruleInForce(RULES, 'NOTIFY_AUTHORITY', 'CONTROLLER', instant('2018-05-24T23:59:59.999+02:00'))).toBeNull();
    expect(ruleInForce(RULES, 'NOTIFY_AUTHORITY', 'CONTROLLER', instant('2018-05-25T00:00:00+02:00'))).not.toBeNull();
  });

  test('asks a processor to document for its controllers, and neither to notify nor to complete', () => {
    const now = instant('2026-11-17T12:00:00+01:00');
    expect(ruleInForce(RULES, 'DOCUMENT', 'PROCESSOR', now)?.provision).toBe('GDPR art. 28(3)(f), (h)');
    expect(ruleInForce(RULES, 'NOTIFY_AUTHORITY', 'PROCESSOR', now)).toBeNull();
    expect(ruleInForce(RULES, 'COMPLETE_NOTIFICATION', 'PROCESSOR', now)).toBeNull();
  });

  test('names a provision, a version and either a limit, a target or a message that sets the date in every row of the GDPR, once for each role and date', () => {
    const gdpr = RULES.filter(({ regime }) => regime === 'GDPR');
    const places = gdpr.flatMap((rule) =>
      rule.roles.flatMap((role) =>
        (rule.messages ?? ['']).map((message) => `${rule.kind} ${message} ${role} ${rule.validFrom}`),
      ),
    );
    expect(new Set(places).size).toBe(places.length);
    for (const rule of gdpr) {
      expect(rule.provision).toMatch(/^GDPR art\. \d+/);
      expect(rule.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      const dates = [rule.limitHours, rule.targetHours, rule.messages ?? null];
      expect(dates.filter((date) => date !== null)).toHaveLength(1);
    }
  });

  test('has an hour for notifying the authority only: every other duty may have an aim of the organisation’s own', () => {
    expect(DUTY_KINDS.filter((kind) => hasLegalLimit(kind))).toEqual(['NOTIFY_AUTHORITY']);
  });

  test('asks only processors to tell controllers, and only controllers to tell persons', () => {
    const now = instant('2026-11-17T12:00:00+01:00');
    const kinds = ['COMMUNICATE_TO_SUBJECTS', 'NOTIFY_CONTROLLERS'] as const;
    const asked = CONTROLLER_ROLES.map((role) => kinds.filter((kind) => ruleInForce(RULES, kind, role, now) !== null));
    expect(asked).toEqual([['COMMUNICATE_TO_SUBJECTS'], ['COMMUNICATE_TO_SUBJECTS'], ['NOTIFY_CONTROLLERS']]);
  });

  test('finds in some messages of the authority something to do, in others nothing', () => {
    const asking = AUTHORITY_MESSAGE_KINDS.map((kind) => [kind, rulesOnMessage(RULES, kind).map(({ id }) => id)]);
    expect(Object.fromEntries(asking.filter(([, ids]) => ids?.length !== 0))).toEqual({
      QUESTION: ['gdpr-31'],
      FORMAL_NOTICE: ['gdpr-31'],
      INSPECTION: ['gdpr-31'],
      ORDER_TO_INFORM: ['gdpr-34-4'],
      OTHER_ORDER: ['gdpr-58-2'],
    });
  });
});

describe('a target', () => {
  const rule = ruleInForce(RULES, 'DOCUMENT', 'CONTROLLER', instant('2026-01-01T00:00:00Z'));
  if (rule === null) throw new Error('no rule');
  const anchor = instant('2026-03-01T00:00:00Z');

  test('is the default, or the own aim in its place', () => {
    expect(targetOf(rule, anchor, null)).toBe('2026-03-31T00:00:00.000Z');
    expect(targetOf(rule, anchor, 5)).toBe('2026-03-01T05:00:00.000Z');
  });

  test('never stands beside a legal limit', () => {
    expect(targetOf(authorityRule('2026-03-01T00:00:00Z'), anchor, 5)).toBeNull();
  });

  test('reached is due soon, for good', () => {
    const clock = { rule, dueAt: null, targetAt: plus(anchor, HOUR) };
    expect(stateOfClock(clock, plus(anchor, HOUR - 1))).toBe('OPEN');
    expect(stateOfClock(clock, plus(anchor, HOUR))).toBe('DUE_SOON');
    expect(stateOfClock(clock, plus(anchor, 100_000 * HOUR))).toBe('DUE_SOON');
  });
});

describe('a lateness', () => {
  test.each([
    [0, 'PT0S'],
    [1, 'PT0.001S'],
    [1_500, 'PT1.5S'],
    [HOUR, 'PT1H'],
    [26 * HOUR + 30 * 60_000, 'PT26H30M'],
    [528 * HOUR + 59_999, 'PT528H59.999S'],
  ])('of %d ms is written %s', (milliseconds, written) => {
    expect(isoDuration(milliseconds)).toBe(written);
  });

  test('is an ISO 8601 duration that reads back to the millisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 * HOUR }), (milliseconds) => {
        const match = /^PT(?:(\d+)H)?(?:(\d{1,2})M)?(?:(\d{1,2}(?:\.\d{1,3})?)S)?$/.exec(isoDuration(milliseconds));
        const [hours, minutes, seconds] = (match ?? []).slice(1).map((part: string | undefined) => Number(part ?? 0));
        expect(Math.round(((hours ?? NaN) * 3600 + (minutes ?? NaN) * 60 + (seconds ?? NaN)) * 1000)).toBe(
          milliseconds,
        );
      }),
    );
  });
});
