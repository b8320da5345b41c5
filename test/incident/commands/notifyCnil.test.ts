import type { EventData } from '../../../src/incident/events/registry.js';
import { plus, type Instant } from '../../../src/law/instant.js';
import { notify, reasons } from '../../support/commands.js';
import { given, refused } from '../../support/spec.js';
import {
  assessed,
  aware,
  awareCorrected,
  detected,
  entry,
  filed,
  hour,
  instant,
  measure,
  organisation,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';

const reported = step(0, detected());
const known = step(1, aware(hour(1)));
const initial = step(10, filed({ filedAt: hour(10) }));

function filing(spec: ReturnType<ReturnType<typeof given>['when']>): EventData<'CnilNotified'> {
  const [event] = spec.events;
  if (event?.type !== 'CnilNotified' || spec.events.length !== 1) throw new Error('no filing');
  return event.data;
}

describe('the 72 hours, as a filing freezes them', () => {
  /** The vectors of the law's own reading: elapsed hours across summer time, weekends, holidays and other zones. */
  test.each([
    ['an ordinary week', '2026-11-17T12:00:00+01:00', '2026-11-20T12:00:00+01:00'],
    ['the clock going back', '2026-10-23T14:20:00+02:00', '2026-10-26T13:20:00+01:00'],
    ['the clock going forward', '2026-03-27T18:00:00+01:00', '2026-03-30T19:00:00+02:00'],
    ['Easter Monday', '2026-04-03T23:00:00+02:00', '2026-04-06T23:00:00+02:00'],
    ['ending on a Sunday', '2026-12-24T17:30:00+01:00', '2026-12-27T17:30:00+01:00'],
    ['Réunion', '2026-07-14T09:05:00+04:00', '2026-07-17T09:05:00+04:00'],
  ])('%s', (_name, awareAt, limit) => {
    const due = instant(limit);
    const at = plus(due, 3_600_000);
    const since = instant(awareAt);
    const story: Step[] = [reported, known].map(({ body }) => ({ recordedAt: since, occurredAt: since, body }));
    story[1] = { recordedAt: since, occurredAt: since, body: aware(since) };
    const inTime = filing(given(...story).when(notify({ filedAt: due }), at));
    expect(inTime).toMatchObject({ dueAt: plus(due, 0), rule: 'gdpr-33-1', ruleVersion: '2018-05-25', lateBy: null });
    const late = plus(due, 1);
    given(...story)
      .when(notify({ filedAt: late }), at)
      .expect(refused('REASONS_FOR_DELAY_REQUIRED'));
    expect(filing(given(...story).when(notify({ filedAt: late, reasonsForDelay: reasons }), at))).toMatchObject({
      dueAt: plus(due, 0),
      lateBy: 'PT0.001S',
      reasonsForDelay: reasons,
      irregularities: [],
    });
  });

  test('are those of the awareness in force', () => {
    const corrected = step(2, awareCorrected(hour(-5)));
    expect(filing(given(reported, known, corrected).when(notify({ filedAt: hour(3) }), hour(4))).dueAt).toBe(hour(67));
  });

  test('without awareness or for a processor are none', () => {
    const happened = notify({ filedAt: hour(2), recordAsHappened: true });
    const none = { dueAt: null, rule: null, ruleVersion: null, lateBy: null };
    expect(filing(given(reported).when(happened, hour(3)))).toMatchObject({ ...none, irregularities: ['NOT_AWARE'] });
    expect(filing(given(step(0, detected({ role: 'PROCESSOR' })), known).when(happened, hour(3)))).toMatchObject({
      ...none,
      irregularities: ['NOT_A_CONTROLLER'],
    });
  });
});

describe('lateness', () => {
  const late = hour(80);

  test('is recorded with its irregularity where the filing happened without reasons', () => {
    const spec = given(reported, known).when(notify({ filedAt: late, recordAsHappened: true }), hour(90));
    expect(filing(spec)).toMatchObject({ lateBy: 'PT7H', irregularities: ['REASONS_FOR_DELAY_REQUIRED'] });
    spec.warns('reasonsForDelayRequired');
  });

  test('is of the first standing notification alone', () => {
    given(reported, known, initial)
      .when(notify({ kind: 'COMPLEMENTARY', filedAt: late }), hour(90))
      .warns();
    expect(filing(given(reported, known, initial).when(notify({ filedAt: late }), hour(90))).lateBy).toBeNull();
    given(reported, known, initial, step(11, withdrawn(entry(2))))
      .when(notify({ filedAt: late }), hour(90))
      .expect(refused('REASONS_FOR_DELAY_REQUIRED'));
  });

  test.each(['DAY', 'MONTH'] as const)('is not told of a filing known to the %s', (filedAtPrecision) => {
    const spec = given(reported, known).when(notify({ filedAt: late, filedAtPrecision }), hour(90));
    expect(filing(spec)).toMatchObject({ filedAtPrecision, lateBy: null, dueAt: hour(73) });
  });
});

describe('a follow-up', () => {
  test('refers to the newest standing notification unless it names another filing', () => {
    const second = step(11, filed({ filedAt: hour(11), kind: 'COMPLETE', missing: [] }));
    const story = [reported, known, initial, second];
    const complement = notify({ kind: 'COMPLEMENTARY', filedAt: hour(12) });
    expect(filing(given(...story).when(complement, hour(13))).refersTo).toBe(entry(3));
    const named = notify({ kind: 'COMPLEMENTARY', filedAt: hour(12), refersTo: entry(2) });
    expect(filing(given(...story).when(named, hour(13))).refersTo).toBe(entry(2));
  });

  test('without a notification to follow is recorded as it happened', () => {
    const spec = given(reported, known).when(notify({ kind: 'CORRECTION', recordAsHappened: true }), hour(30));
    expect(filing(spec)).toMatchObject({ refersTo: null, irregularities: ['NO_INITIAL_NOTIFICATION'] });
  });

  test('is never late itself, even where there is no notification to follow', () => {
    const late = notify({ kind: 'COMPLEMENTARY', filedAt: hour(80), recordAsHappened: true });
    const spec = given(reported, known).when(late, hour(90));
    expect(filing(spec)).toMatchObject({ lateBy: null, irregularities: ['NO_INITIAL_NOTIFICATION'] });
  });

  test('is told first what cannot be, then what is irregular', () => {
    given(reported, known)
      .when(notify({ kind: 'COMPLEMENTARY', refersTo: entry(1) }), hour(30))
      .expect(refused('UNKNOWN_ENTRY', 'NO_INITIAL_NOTIFICATION'));
  });

  test('of a filing known to the day may have been made before the instant that stands for that day', () => {
    const someTime = step(10, filed({ filedAt: hour(10), filedAtPrecision: 'DAY' }));
    given(reported, known, someTime)
      .when(notify({ kind: 'COMPLEMENTARY', filedAt: hour(9) }))
      .warns();
    given(reported, known, someTime)
      .when(notify({ kind: 'COMPLEMENTARY', filedAt: hour(-15) }))
      .expect(refused('DATE_ORDER'));
  });

  test('known to the day may have been made before an instant of that day', () => {
    const sameDay = notify({ kind: 'COMPLEMENTARY', filedAt: hour(9), filedAtPrecision: 'DAY' });
    given(reported, known, initial).when(sameDay).warns();
    const dayBefore = notify({ kind: 'COMPLEMENTARY', filedAt: hour(-15), filedAtPrecision: 'DAY' });
    given(reported, known, initial).when(dayBefore).expect(refused('DATE_ORDER'));
  });
});

describe('the content of art. 33(3)', () => {
  const facts = step(2, {
    type: 'FactsRecorded',
    data: {
      facts: {
        natures: ['AVAILABILITY'],
        dataCategories: ['HEALTH'],
        subjectCategories: ['PATIENTS'],
        subjectsCount: null,
        recordsCount: null,
      },
    },
  });
  const whole = [
    reported,
    known,
    facts,
    step(3, assessed({ likelyConsequences: 'retard de soins' })),
    step(4, measure()),
  ];
  const contactPoint = { name: 'Permanence', email: 'dpo@example.org', phone: null };

  test('is complete where every item is on record and the filing names a contact point', () => {
    expect(filing(given(...whole).when(notify({ kind: 'COMPLETE', contactPoint }), hour(30)))).toMatchObject({
      missing: [],
      irregularities: [],
    });
  });

  test('is complete without a contact point where a data protection officer is configured', () => {
    const withDpo = given(...whole).in({ ...organisation, dpo: contactPoint });
    expect(filing(withDpo.when(notify({ kind: 'COMPLETE' }), hour(30))).missing).toEqual([]);
  });

  test('that an initial notification lacks is stored with it, and refuses nothing', () => {
    expect(filing(given(reported, known).when(notify(), hour(30))).missing).toEqual([
      '33(3)(a)',
      '33(3)(b)',
      '33(3)(c)',
      '33(3)(d)',
    ]);
  });

  test('adds up over phases: a contact point named before counts for what follows', () => {
    const named = step(10, filed({ filedAt: hour(10), contactPoint }));
    const complement = notify({ kind: 'COMPLEMENTARY' });
    expect(filing(given(...whole, named).when(complement, hour(30))).missing).toEqual([]);
    expect(filing(given(...whole, initial).when(complement, hour(30))).missing).toEqual(['33(3)(b)']);
    const struck = [step(11, filed({ filedAt: hour(11), contactPoint })), step(12, withdrawn(entry(6)))];
    expect(filing(given(...whole, initial, ...struck).when(complement, hour(30))).missing).toEqual(['33(3)(b)']);
  });
});

test('what is not said of a filing is unknown, and the authority is the CNIL', () => {
  const filedBy = { name: 'A. Martin', capacity: 'directrice' };
  const said = { receiptNumber: 'R-1', caseNumber: 'C-1', channel: 'téléservice', text: 'récit', filedBy };
  const at: Instant = hour(30);
  expect(filing(given(reported, known).when(notify(), at))).toMatchObject({
    authority: 'FR-CNIL',
    filedAtPrecision: 'INSTANT',
    receiptNumber: null,
    refersTo: null,
  });
  expect(filing(given(reported, known).when(notify({ ...said, authority: 'DE-BfDI' }), at))).toMatchObject({
    ...said,
    authority: 'DE-BfDI',
  });
});
