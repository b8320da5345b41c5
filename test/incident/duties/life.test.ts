import { duties } from '../../../src/incident/duties.js';
import type { Notice } from '../../../src/incident/state.js';
import {
  answered,
  audience,
  bounced,
  deferred,
  identified,
  informed,
  publicly,
  received,
  subjectsDeclined,
  told,
} from '../../support/lifeStory.js';
import {
  assessed,
  aware,
  detected,
  entry,
  hour,
  incidentOf,
  instant,
  organisation,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';
import { dutyOf } from './support.js';

const begin = [step(0, detected({ detectedAt: hour(-5) })), step(0, aware(hour(0)))];
const high = step(10, assessed({ verdict: 'HIGH_RISK' }));
/** Entry 3 is the patients, entry 4 their relatives. */
const persons = [...begin, high, step(11, audience()), step(11, audience({ name: 'Proches' }))];
const communicate = (at: number, ...steps: readonly Step[]) =>
  dutyOf(incidentOf(...steps), 'COMMUNICATE_TO_SUBJECTS', hour(at));

describe('the duty to tell persons', () => {
  test('is open since the first of the unbroken run of high verdicts, and its target counts from there', () => {
    const again = [step(20, assessed({ verdict: 'RISK' })), step(30, assessed({ verdict: 'HIGH_RISK' }))];
    const still = step(40, assessed({ verdict: 'HIGH_RISK' }));
    const sinceAt = (at: number, ...steps: readonly Step[]) => {
      const duty = communicate(at, ...steps);
      return [duty.anchor, duty.openSince, duty.targetAt, duty.dueAt];
    };
    expect(sinceAt(15, ...begin, high)).toEqual([hour(0), hour(10), hour(82), null]);
    expect(sinceAt(50, ...begin, high, still)).toEqual([hour(0), hour(10), hour(82), null]);
    expect(sinceAt(50, ...begin, high, ...again, still)).toEqual([hour(0), hour(30), hour(102), null]);
  });

  test('is open since an audience’s own verdict or an order where these came first, never since before awareness', () => {
    const relatives = step(7, audience({ verdict: 'HIGH_RISK' }));
    expect(communicate(15, ...begin, relatives, high).openSince).toBe(hour(7));
    const order = step(6, received('ORDER_TO_INFORM', 5));
    expect(communicate(15, ...begin, order, relatives, high).openSince).toBe(hour(5));
    const early = step(6, received('ORDER_TO_INFORM', -2));
    expect(communicate(15, ...begin, early).openSince).toBe(hour(0));
  });

  test('counts an audience’s own verdict from when it was recorded', () => {
    const story = [...begin, step(1, assessed()), step(7, audience({ verdict: 'HIGH_RISK' }))];
    expect([6, 7].map((at) => communicate(at, ...story).state)).toEqual(['NOT_REQUIRED', 'OPEN']);
  });

  test('counts an audience at every instant: persons were concerned before they were named', () => {
    const story = [...begin, high, step(900, audience()), step(900, informed(entry(3), hour(20)))];
    expect([19, 20].map((at) => communicate(at, ...story).state)).toEqual(['OPEN', 'MET']);
  });

  test('is met when the last audience became covered', () => {
    const letters = [step(20, informed(entry(3), hour(20))), step(30, informed(entry(4), hour(15)))];
    expect(communicate(40, ...persons, ...letters).metAt).toBe(hour(20));
    const measure = subjectsDeclined('DISPROPORTIONATE_EFFORT', publicly(hour(18)));
    expect(communicate(40, ...persons, step(19, measure)).metAt).toBe(hour(18));
  });

  test('leaves out an audience at lower risk of its own, unless the authority orders', () => {
    const staff = step(12, audience({ name: 'Personnel', verdict: 'RISK' }));
    const letter = step(20, informed(entry(3), hour(20)));
    const story = [...begin, high, step(11, audience()), staff, letter];
    expect(communicate(40, ...story).state).toBe('MET');
    const ordered = communicate(40, ...story, step(30, received('ORDER_TO_INFORM', 30)));
    expect(ordered.state).toBe('OPEN');
    expect(ordered.explanation('en')).toContain('1 audience is neither told nor covered by a decision: Personnel.');
  });

  test('never rests on a decline of high risk taken before anybody had assessed', () => {
    const story = [...begin, step(10, subjectsDeclined('NOT_HIGH_RISK'), 4), step(11, assessed(), 8)];
    expect([5, 9].map((at) => communicate(at, ...story).state)).toEqual(['UNDETERMINED', 'NOT_REQUIRED']);
  });

  test('names who is not covered, and what other anchors would give', () => {
    const letter = step(20, informed(entry(3), hour(20), { missing: ['34(2) nature'] }));
    const text = communicate(30, ...persons, letter).explanation('en');
    expect(text).toContain('2 audiences are neither told nor covered by a decision: Patients, Proches.');
    expect(text).toContain('it lacks items of art. 34(2)');
    expect(text).toMatch(/A high risk was assessed on Tuesday,? 17 November 2026.* 22:00:00 CET/);
    expect(text).toMatch(/Counted from the finding that they must be told, .* the target is Friday,? 20 November 2026/);
    expect(text).toMatch(/counted from awareness, .* it would be Friday,? 20 November 2026.* 12:00:00 CET/);
    expect(text).toMatch(/counted from detection, .* it would be Friday,? 20 November 2026.* 07:00:00 CET/);
    expect(communicate(30, ...persons).explanation('en')).not.toContain('it lacks items');
  });

  test('names at most ten audiences', () => {
    const many = Array.from({ length: 12 }, (_, index) => step(11, audience({ name: `n${index}` })));
    expect(communicate(30, ...begin, high, ...many).explanation('fr')).toContain(
      '12 publics ne sont ni informés ni couverts par une décision : n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, ….',
    );
  });

  test('names the deferral that holds, the one reviewed last, and its end', () => {
    const waits = [step(12, deferred(hour(12), hour(40))), step(13, deferred(hour(13), hour(30)))];
    const duty = communicate(20, ...persons, ...waits);
    expect([duty.state, duty.openSince]).toEqual(['DEFERRED', hour(10)]);
    expect(duty.explanation('en')).toMatch(
      /at the request of le parquet de Paris, until Thursday,? 19 November 2026.* 04:00/,
    );
    expect(duty.explanation('fr')).toContain('de nouveau ouverte d’elle-même');
  });

  test.each([
    ['UNINTELLIGIBLE', 'art. 34(3)(a)'],
    ['RISK_REMOVED', 'art. 34(3)(b)'],
    ['LEGAL_DEROGATION', 'another provision of law derogates'],
  ] as const)('names the ground of a waiver: %s', (ground, words) => {
    expect(communicate(20, ...persons, step(12, subjectsDeclined(ground))).explanation('en')).toContain(words);
  });

  test('says that what is not assessed is not known', () => {
    expect(communicate(5, ...begin).explanation('en')).toContain('what is not known is not no');
  });
});

const processor = [step(0, detected({ role: 'PROCESSOR', detectedAt: hour(-5) })), step(0, aware(hour(0)))];
const controllers = (at: number, ...steps: readonly Step[]) =>
  dutyOf(incidentOf(...processor, ...steps), 'NOTIFY_CONTROLLERS', hour(at));

describe('the duty to tell controllers', () => {
  const three = step(2, identified(['a', 'b', 'c']), 1);
  const late = step(4, identified(['d']), 4);

  test('counts those untold, since when, and those whose notice came back', () => {
    const story = [three, late, step(5, told(['a', 'b'], hour(5))), step(6, bounced(['b'], hour(6)))];
    const text = controllers(9, ...story).explanation('en');
    expect(text).toMatch(
      /3 controllers of 4 known to be concerned are untold, the first of them since Tuesday,? 17 November 2026.* 13:00:00/,
    );
    expect(text).toContain('; to 1 a notice was sent that came back.');
    expect(controllers(9, three).explanation('en')).not.toContain('came back');
    expect(controllers(9, ...story).explanation('fr')).toContain('3 responsables de traitement sur 4 connus');
  });

  test('counts as of the instant asked for', () => {
    const story = [three, late, step(5, told(['a', 'b', 'c', 'd'], hour(5)))];
    expect(controllers(3, ...story).explanation('en')).toContain('3 controllers of 3');
    expect(controllers(0, ...story).explanation('en')).toContain('No controller concerned is identified yet.');
  });

  test('is met when the last controller was first told', () => {
    const story = [
      three,
      step(5, told(['a'], hour(5))),
      step(9, told(['b', 'c'], hour(7))),
      step(9, told(['a'], hour(9))),
    ];
    expect(controllers(20, ...story).metAt).toBe(hour(7));
  });

  test('says how many more are expected', () => {
    expect(controllers(9, step(2, identified([], { remaining: 2 }))).explanation('en')).toContain(
      '2 more controllers are said to be still unidentified.',
    );
    expect(controllers(9, step(2, identified([], { remaining: null }))).explanation('en')).toContain(
      'nobody knows how many',
    );
  });

  test('has 24 hours from awareness as its target, and says what detection would give', () => {
    const duty = controllers(9, three);
    expect([duty.anchor, duty.targetAt, duty.dueAt, duty.recipient, duty.provision]).toEqual([
      hour(0),
      hour(24),
      null,
      'controllers',
      'GDPR art. 33(2)',
    ]);
    expect(duty.explanation('en')).toMatch(
      /counted from detection, .* it would be Wednesday,? 18 November 2026.* 07:00/,
    );
  });

  describe('of ten thousand', () => {
    const [one] = incidentOf(...processor, step(2, identified(['a'])), step(5, told(['a'], hour(5)))).notices;
    if (one === undefined) throw new Error('no notice');
    const whole = incidentOf(...processor);
    const notices = Array.from({ length: 10_000 }, (_, index): Notice => ({
      ...one,
      externalId: `c${index}`,
      identifiedAt: hour(1, index),
      toldAt: hour(5, index),
    }));

    test('looks at each of them once', () => {
      let looks = 0;
      const watched = new Proxy(notices, {
        get(list, name, receiver): unknown {
          if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1;
          return Reflect.get(list, name, receiver);
        },
      });
      const [, duty] = duties({ ...whole, notices: watched }, organisation, hour(9));
      expect([duty?.state, duty?.metAt, looks]).toEqual(['MET', hour(5, 9_999), 10_000]);
    });

    test('takes less than two milliseconds', () => {
      const times = Array.from({ length: 50 }, () => {
        const begun = performance.now();
        duties({ ...whole, notices }, organisation, hour(9));
        return performance.now() - begun;
      });
      expect(Math.min(...times)).toBeLessThan(2);
    });
  });

  test('compares instants of any offset', () => {
    const [identifiedAt, sentAt] = [instant('2026-11-17T14:00:00+02:00'), instant('2026-11-17T15:00:00+01:00')];
    const list = { ...step(2, identified(['a', 'b'])), occurredAt: identifiedAt };
    const duty = controllers(5, list, step(5, told(['a'], sentAt)), step(5, told(['b'], hour(1))));
    expect([duty.state, duty.metAt]).toEqual(['MET', hour(3)]);
    expect(controllers(2, list, step(5, told(['a'], sentAt))).state).toBe('OPEN');
  });
});

describe('the duties that a message of the authority brings', () => {
  const question = step(4, received('QUESTION', 4, { dueAt: hour(100) }));
  const answers = (at: number, ...steps: readonly Step[]) =>
    duties(incidentOf(...begin, ...steps), organisation, hour(at)).slice(4);

  test('are one for each, by the message’s id, in the order of recording', () => {
    const order = step(5, received('OTHER_ORDER', 5, { authority: 'DE-BfDI' }));
    const note = step(6, received('ACKNOWLEDGEMENT', 6));
    const inform = step(6, received('ORDER_TO_INFORM', 1));
    expect(
      answers(9, question, order, note, inform).map(({ key, provision, recipient, anchorKind, dueAt, anchor }) => [
        key,
        provision,
        recipient,
        anchorKind,
        dueAt,
        anchor,
      ]),
    ).toEqual([
      [
        `GDPR/ANSWER_AUTHORITY/${entry(2)}`,
        'GDPR art. 31; art. 58(1)',
        'CNIL',
        'AUTHORITY_REQUEST',
        hour(100),
        hour(4),
      ],
      [`GDPR/COMPLY_WITH_ORDER/${entry(3)}`, 'GDPR art. 58(2)', 'DE-BfDI', 'AUTHORITY_REQUEST', null, hour(5)],
      [
        `GDPR/COMPLY_WITH_ORDER/${entry(5)}`,
        'GDPR art. 34(4), art. 58(2)(e)',
        'CNIL',
        'AUTHORITY_REQUEST',
        null,
        hour(1),
      ],
    ]);
  });

  test('go with a message that is struck', () => {
    expect(answers(9, question, step(5, withdrawn(entry(2))))).toEqual([]);
  });

  test('are late by the date of the message', () => {
    const [duty] = answers(200, question, step(102, answered(entry(2), hour(101, 1))));
    expect([duty?.state, duty?.metAt, duty?.lateBy]).toEqual(['MET_LATE', hour(101, 1), 'PT1H0.001S']);
    expect(duty?.explanation('en')).toContain('1 h 0.001 s late');
    expect(duty?.explanation('fr')).toContain('en retard de 1 h 0,001 s');
  });

  test('have no target where the message names a date, and the own aim where it names none', () => {
    const aims = [{ kind: 'ANSWER_AUTHORITY', hours: 24 } as const];
    const incident = incidentOf(...begin, question, step(5, received('INSPECTION', 5)));
    const told = duties(incident, { ...organisation, aims }, hour(9)).slice(4);
    expect(told.map(({ dueAt, targetAt }) => [dueAt, targetAt])).toEqual([
      [hour(100), null],
      [null, hour(29)],
    ]);
    expect(told[1]?.explanation('en')).toMatch(/names no date.*the receipt of the authority’s message.*own aim/);
  });

  test('say what the message was and what is missing', () => {
    const [duty] = answers(9, question);
    expect(duty?.explanation('en')).toMatch(/A question of the authority, received on .*No answer is on record\./);
    const inform = step(12, received('ORDER_TO_INFORM', 12));
    const order = dutyOf(incidentOf(...persons, inform), 'COMPLY_WITH_ORDER', hour(20));
    expect(order.explanation('en')).toContain(
      '2 audiences have not been told in full since the order: Patients, Proches.',
    );
  });

  test('an order to inform is met by the last of the first letters after it', () => {
    const letters = [3, 4].flatMap((revision) => [
      step(20, informed(entry(revision), hour(11))),
      step(20, informed(entry(revision), hour(14 + revision))),
      step(30, informed(entry(revision), hour(30))),
    ]);
    const order = [...persons, step(12, received('ORDER_TO_INFORM', 12)), ...letters];
    expect(dutyOf(incidentOf(...order), 'COMPLY_WITH_ORDER', hour(50)).metAt).toBe(hour(18));
  });

  test('an exemption before the order does not release from it', () => {
    const story = [
      ...persons,
      step(12, received('EXEMPTION_CONFIRMED', 12)),
      step(13, received('ORDER_TO_INFORM', 13)),
    ];
    expect(dutyOf(incidentOf(...story), 'COMPLY_WITH_ORDER', hour(20)).state).toBe('OPEN');
  });
});
