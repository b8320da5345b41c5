import { duties } from '../../../src/incident/duties.js';
import type { Duty } from '../../../src/incident/duty.js';
import type { Organisation } from '../../../src/incident/organisation.js';
import type { Instant } from '../../../src/law/instant.js';
import { RULES } from '../../../src/law/rules.js';
import type { DutyState, Regime } from '../../../src/law/vocabulary.js';
import { classify, fileUnder } from '../../support/commands.js';
import { classified, filedUnder } from '../../support/lifeStory.js';
import { given } from '../../support/spec.js';
import {
  aware,
  awareCorrected,
  closed,
  detected,
  entry,
  hour,
  incidentOf,
  instant,
  organisation,
  reopened,
  ruledOut,
  step,
  withdrawn,
  type Step,
} from '../../support/story.js';
import { cell, tableIn } from '../../support/tables.js';

const within = (...regimes: Regime[]): Organisation => ({ ...organisation, regimes: ['GDPR', ...regimes] });

function dutyOn(key: string, at: Instant, steps: readonly Step[], whose?: Organisation, rules = RULES): Duty {
  const [regime, , stage] = key.split('/');
  const scope = whose ?? within(regime as Regime);
  const found = duties(incidentOf(...steps), scope, at, rules).find(
    (duty) => duty.kind === 'OTHER_REGIME' && duty.regime === regime && duty.stage === stage,
  );
  if (found === undefined) throw new Error(`no duty ${key}`);
  return found;
}

const on =
  (key: string) =>
  (at: Instant, ...steps: Step[]) =>
    dutyOn(key, at, steps).state;
const begin = step(0, detected());
const known = step(0, aware(hour(0)));
const far = hour(20_000);
const late = { dueAt: hour(24), lateBy: 'PT1H' };

const warning = on('NIS2/OTHER_REGIME/EARLY_WARNING');
const significant = step(1, classified('NIS2', 'SIGNIFICANT', hour(1)));
const insignificant = step(2, classified('NIS2', 'NOT_SIGNIFICANT', hour(2)));
const warned = (at: number, data = {}) => step(at, filedUnder('NIS2', 'EARLY_WARNING', hour(at), data));
const told = on('NIS2/OTHER_REGIME/NOTIFICATION');
const toldAt = (at: number, data = {}) => step(at, filedUnder('NIS2', 'NOTIFICATION', hour(at), data));
const nis2 = [begin, known, significant];

const report = on('NIS2/OTHER_REGIME/FINAL_REPORT');
/** Tuesday 17 November 2026 at noon and a month: the whole of 17 December. */
const end = instant('2026-12-17T23:59:59.999+01:00');
const notification = step(0, filedUnder('NIS2', 'NOTIFICATION', hour(0)));
const notified = [...nis2, notification];
const reportedAt = (at: Instant, data = {}) => step(900, filedUnder('NIS2', 'FINAL_REPORT', at, data));

const initial = on('DORA/OTHER_REGIME/INITIAL_NOTIFICATION');
const majorAt = (at: number) => step(at, classified('DORA', 'MAJOR', hour(at)));
const minor = step(9, classified('DORA', 'NOT_MAJOR', hour(9)));

const filedInitially = (at: number, data = {}) => step(at, filedUnder('DORA', 'INITIAL_NOTIFICATION', hour(at), data));

const complaint = on('LOPMI/OTHER_REGIME/COMPLAINT');
const noOffence = step(3, classified('LOPMI', 'NO_OFFENCE', hour(3)));

const eprivacy = on('EPRIVACY/OTHER_REGIME/NOTIFICATION');
const noticed = step(0, detected({ detectedAt: hour(0) }));

const health = on('FR_HEALTH_IT/OTHER_REGIME/REPORT');
const serious = step(1, classified('FR_HEALTH_IT', 'SERIOUS', hour(1)));
const reported = (at: number) => step(at, filedUnder('FR_HEALTH_IT', 'REPORT', hour(at)));
const withAim = { ...within('FR_HEALTH_IT'), aims: [{ kind: 'OTHER_REGIME', hours: 3 } as const] };

const scenarios: Readonly<Record<string, Readonly<Record<string, () => readonly DutyState[]>>>> = {
  'NIS2, awareness and a classification': {
    Starts: () => [
      told(far, begin, known),
      told(far, begin, significant),
      told(hour(1), ...nis2),
      told(hour(9), ...nis2, step(5, closed())),
      told(hour(9), ...nis2, step(5, ruledOut())),
    ],
    'Makes due soon': () => [told(hour(48), ...nis2), told(hour(72), ...nis2), warning(hour(1), ...nis2)],
    'Makes overdue': () => [
      told(hour(72, 1), ...nis2),
      told(hour(80), begin, known, step(80, classified('NIS2', 'SIGNIFICANT', hour(80)))),
    ],
    Meets: () => [
      told(hour(9), ...nis2, toldAt(9, { dueAt: hour(72) })),
      told(far, ...nis2, toldAt(72, { dueAt: hour(72) })),
      told(far, begin, known, toldAt(9)),
    ],
    'Meets late': () => [
      told(far, ...nis2, toldAt(73, late)),
      told(far, ...nis2, toldAt(73, late), step(90, awareCorrected(hour(10)))),
    ],
    'Not required': () => [told(far, ...nis2, insignificant)],
    'Opens again': () => [
      told(hour(9), ...nis2, insignificant, step(3, classified('NIS2', 'SIGNIFICANT', hour(3)))),
      told(hour(9), ...nis2, toldAt(5), step(6, withdrawn(entry(3)))),
    ],
  },
  'NIS2, the stage before': {
    Starts: () => [report(far, ...nis2), report(hour(2), ...notified)],
    'Makes due soon': () => [report(instant('2026-12-16T23:59:59.999+01:00'), ...notified)],
    'Makes overdue': () => [report(instant('2026-12-18T00:00:00+01:00'), ...notified)],
    Meets: () => [
      report(far, ...notified, reportedAt(end, { dueAt: end })),
      report(far, ...nis2, reportedAt(hour(2)), step(901, filedUnder('NIS2', 'NOTIFICATION', hour(3)))),
    ],
    'Meets late': () => [report(far, ...notified, reportedAt(hour(800), { dueAt: end, lateBy: 'PT1H' }))],
    'Not required': () => [report(far, ...notified, insignificant)],
    'Opens again': () => [report(far, ...notified, step(5, withdrawn(entry(3))))],
  },
  'DORA, classification': {
    Starts: () => [initial(far, begin, known)],
    'Makes due soon': () => [
      initial(hour(10), begin, known, majorAt(10)),
      initial(hour(34), begin, known, majorAt(30)),
    ],
    'Makes overdue': () => [
      initial(hour(14, 1), begin, known, majorAt(10)),
      initial(hour(24, 1), begin, known, majorAt(22)),
    ],
    Meets: () => [initial(far, begin, known, majorAt(10), filedInitially(13))],
    'Meets late': () => [initial(far, begin, known, majorAt(10), filedInitially(15, late))],
    'Not required': () => [initial(far, begin, known, minor)],
    'Opens again': () => [initial(hour(10), begin, known, minor, majorAt(10))],
  },
  'LOPMI, no classification needed': {
    Starts: () => [complaint(far, begin), complaint(hour(0), begin, known)],
    'Makes due soon': () => [complaint(hour(48), begin, known)],
    'Makes overdue': () => [complaint(hour(72, 1), begin, known)],
    Meets: () => [complaint(far, begin, known, step(9, filedUnder('LOPMI', 'COMPLAINT', hour(9))))],
    'Meets late': () => [complaint(far, begin, known, step(99, filedUnder('LOPMI', 'COMPLAINT', hour(99), late)))],
    'Not required': () => [complaint(far, begin, known, noOffence)],
    'Opens again': () => [
      complaint(hour(5), begin, known, noOffence, step(4, classified('LOPMI', 'OFFENCE', hour(4)))),
    ],
  },
  'EPRIVACY, detection': {
    Starts: () => [eprivacy(far, begin, known)],
    'Makes due soon': () => [eprivacy(hour(1), noticed)],
    'Makes overdue': () => [eprivacy(hour(24, 1), noticed)],
    Meets: () => [eprivacy(far, noticed, step(3, filedUnder('EPRIVACY', 'NOTIFICATION', hour(3))))],
    'Meets late': () => [eprivacy(far, noticed, step(30, filedUnder('EPRIVACY', 'NOTIFICATION', hour(30), late)))],
    'Not required': () => [eprivacy(far, noticed, step(3, ruledOut()))],
    'Opens again': () => [eprivacy(hour(5), noticed, step(3, ruledOut()), step(4, reopened()))],
  },
  'FR_HEALTH_IT, without delay': {
    Starts: () => [health(far, begin, known), health(hour(2), begin, known, serious)],
    'Makes due soon': () => [
      health(hour(24), begin, known, serious),
      dutyOn('FR_HEALTH_IT/OTHER_REGIME/REPORT', hour(3), [begin, known, serious], withAim).state,
    ],
    Meets: () => [health(far, begin, known, serious, reported(900))],
    'Not required': () => [health(far, begin, known, step(2, classified('FR_HEALTH_IT', 'NOT_SIGNIFICANT', hour(2))))],
    'Opens again': () => [health(hour(9), begin, known, serious, reported(5), step(6, withdrawn(entry(3))))],
  },
};

describe('the table of the states of other regimes', () => {
  const rows = tableIn('law.md', 'regime duty states');
  const cells = rows.flatMap((row) =>
    Object.keys(row)
      .filter((column) => column !== 'Duty')
      .map((column) => ({ duty: cell(row, 'Duty'), column, text: cell(row, column) })),
  );
  const filled = cells.filter(({ text }) => text !== '–');

  test.each(filled)('$duty: $column', ({ duty, column, text }) => {
    const expected = [...text.matchAll(/`([A-Z_]+)`/g)].map(([, state]) => state);
    expect(scenarios[duty]?.[column]?.()).toEqual(expected);
  });

  test('has a scenario for every cell and for no other', () => {
    const tried = Object.entries(scenarios).flatMap(([duty, columns]) =>
      Object.keys(columns).map((name) => `${duty}: ${name}`),
    );
    expect(tried.sort()).toEqual(filled.map(({ duty, column }) => `${duty}: ${column}`).sort());
  });
});

describe('duties of other regimes', () => {
  const keys = (whose: Organisation, ...steps: Step[]) =>
    duties(incidentOf(...steps), whose, hour(9))
      .filter(({ kind }) => kind === 'OTHER_REGIME')
      .map(({ key }) => key);

  test('are listed for the regimes of the organisation alone, in the order of their stages', () => {
    expect(keys(organisation, begin, known)).toEqual([]);
    expect(keys(within('NIS2', 'LOPMI'), begin, known)).toEqual([
      'NIS2/OTHER_REGIME/EARLY_WARNING',
      'NIS2/OTHER_REGIME/NOTIFICATION',
      'NIS2/OTHER_REGIME/FINAL_REPORT',
      'LOPMI/OTHER_REGIME/COMPLAINT',
    ]);
  });

  test('are not listed where no row was in force at their anchor', () => {
    const before = [
      step(0, detected({ detectedAt: instant('2023-01-01T00:00:00Z') })),
      step(0, aware(instant('2023-01-01T00:00:00Z'))),
    ];
    expect(keys(within('NIS2', 'DORA', 'CRA', 'LOPMI'), ...before)).toEqual([]);
    expect(keys(within('EIDAS'), ...before)).toEqual(['EIDAS/OTHER_REGIME/NOTIFICATION']);
    const ruleAt = (at: string) =>
      dutyOn('EIDAS/OTHER_REGIME/NOTIFICATION', hour(0), [begin, step(0, aware(instant(at)))]).ruleVersion;
    expect([ruleAt('2024-05-19T12:00:00Z'), ruleAt('2024-05-20T12:00:00Z')]).toEqual(['2016-07-01', '2024-05-20']);
  });

  test('follow a changed rule from its date on: one further row, nothing else', () => {
    const old = RULES.find(({ id }) => id === 'nis2-23-4-a');
    if (old === undefined) throw new Error('no row');
    const reformed = [...RULES, { ...old, version: 'reform', validFrom: hour(5), limitHours: 48 }];
    const dueOf = (at: number) => {
      const { ruleVersion, dueAt } = dutyOn(
        'NIS2/OTHER_REGIME/EARLY_WARNING',
        hour(9),
        [begin, step(9, aware(hour(at))), significant],
        undefined,
        reformed,
      );
      return [ruleVersion, dueAt];
    };
    expect(dueOf(4)).toEqual(['2024-10-18', hour(28)]);
    expect(dueOf(5)).toEqual(['reform', hour(53)]);
  });

  test('keep the lateness of then and show that of now where the clock has changed', () => {
    const duty = dutyOn('NIS2/OTHER_REGIME/EARLY_WARNING', far, [
      ...nis2,
      warned(25, late),
      step(30, awareCorrected(hour(-10))),
    ]);
    expect([duty.state, duty.lateBy, duty.lateByCorrected, duty.dueAt]).toEqual([
      'MET_LATE',
      'PT1H',
      'PT11H',
      hour(14),
    ]);
  });

  test('of DORA end with the earlier of two limits, and the final report is counted from the last intermediate one', () => {
    const dueOf = (at: number) =>
      dutyOn('DORA/OTHER_REGIME/INITIAL_NOTIFICATION', hour(50), [begin, known, majorAt(at)]).dueAt;
    expect([dueOf(10), dueOf(22), dueOf(24), dueOf(30)]).toEqual([hour(14), hour(24), hour(24), hour(34)]);
    const intermediate = (at: number) => step(at, filedUnder('DORA', 'INTERMEDIATE_REPORT', hour(at)));
    const final = dutyOn('DORA/OTHER_REGIME/FINAL_REPORT', hour(99), [
      begin,
      known,
      majorAt(10),
      intermediate(40),
      intermediate(90),
    ]);
    expect(final.anchor).toBe(hour(90));
  });

  test('of the CRA are counted from the fix of a vulnerability, which takes no other classification back', () => {
    const story = [
      begin,
      known,
      step(1, classified('CRA', 'EXPLOITED_VULNERABILITY', hour(1))),
      step(9, classified('CRA', 'FIX_AVAILABLE', hour(9))),
    ];
    expect(dutyOn('CRA/OTHER_REGIME/FINAL_REPORT_ON_VULNERABILITY', hour(10), story).dueAt).toBe(
      '2026-12-01T22:59:59.999Z',
    );
    expect(dutyOn('CRA/OTHER_REGIME/EARLY_WARNING', hour(0, 1), story).state).toBe('NOT_STARTED');
    expect(dutyOn('CRA/OTHER_REGIME/EARLY_WARNING', hour(10), story).state).toBe('DUE_SOON');
    expect(dutyOn('CRA/OTHER_REGIME/FINAL_REPORT_ON_INCIDENT', hour(10), story).state).toBe('NOT_REQUIRED');
  });

  test('say rule, version, anchor, limit, and what other starting points would give', () => {
    const story = [step(0, detected({ detectedAt: hour(-5) })), known, significant];
    const text = dutyOn('NIS2/OTHER_REGIME/EARLY_WARNING', hour(9), story).explanation('en');
    expect(text).toContain('Directive (EU) 2022/2555 art. 23(4)(a); rule nis2-23-4-a, version of 2024-10-18');
    expect(text).toContain('within 24 elapsed hours');
    expect(text).toMatch(/Classified SIGNIFICANT on .*13:00:00 CET/);
    expect(text).toMatch(/runs from awareness, .* 12:00:00 CET.*ends on Wednesday,? 18 November 2026/);
    expect(text).toMatch(/counted from detection, .* it would end on/);
    expect(text).toMatch(/counted from the classification, .* it would end on/);
    const french = dutyOn('NIS2/OTHER_REGIME/EARLY_WARNING', hour(9), story).explanation('fr');
    expect(french).toContain('directive (UE) 2022/2555, art. 23(4)(a) ; règle nis2-23-4-a');
    expect(french).toContain('24 heures écoulées');
    expect(
      dutyOn('FR_HEALTH_IT/OTHER_REGIME/REPORT', hour(3), [begin, known, serious], withAim).explanation('en'),
    ).toContain('the organisation’s own aim');
    expect(dutyOn('NIS2/OTHER_REGIME/EARLY_WARNING', far, [begin, known]).explanation('en')).toContain(
      'the clock has not started',
    );
  });
});

describe('commands on other regimes', () => {
  test('a classification is kept by the register’s name for it', () => {
    const spec = given(begin, known)
      .in(within('NIS2'))
      .when(classify({ regime: 'nis2', classification: 'Significant incident' }), hour(6));
    spec
      .expect([
        {
          type: 'IncidentClassified',
          data: {
            regime: 'NIS2',
            classification: 'SIGNIFICANT',
            at: hour(5),
            reasons: 'constaté dans le journal des accès',
          },
        },
      ])
      .warns();
    expect(spec.story.at(-1)?.occurredAt).toBe(hour(5));
  });

  test('a filing freezes the clock and its lateness as they stood', () => {
    const filing = fileUnder({ duty: 'NIS2/OTHER_REGIME/EARLY_WARNING', recipient: 'ANSSI', filedAt: hour(30) });
    const spec = given(...nis2)
      .in(within('NIS2'))
      .when(filing, hour(40));
    spec
      .expect([
        filedUnder('NIS2', 'EARLY_WARNING', hour(30), {
          recipient: 'ANSSI',
          dueAt: hour(24),
          rule: 'nis2-23-4-a',
          ruleVersion: '2024-10-18',
          lateBy: 'PT6H',
        }),
      ])
      .warns();
    expect(dutyOn('NIS2/OTHER_REGIME/EARLY_WARNING', far, spec.story).state).toBe('MET_LATE');
    expect(dutyOn('NIS2/OTHER_REGIME/NOTIFICATION', hour(40), spec.story).state).toBe('OPEN');
  });

  test('a filing that nothing asked for is recorded, listed and said to be so', () => {
    const spec = given(begin, step(1, closed())).when(fileUnder(), hour(40)).warns('regimeNotAsked');
    const duty = dutyOn('LOPMI/OTHER_REGIME/COMPLAINT', far, spec.story, organisation);
    expect([duty.state, duty.lateBy]).toEqual(['MET', null]);
    expect(duty.explanation('fr')).toContain('bien que rien ne dise');
    const long = [begin, step(0, aware(instant('2020-01-01T00:00:00Z')))];
    const early = given(...long)
      .in(within('LOPMI'))
      .when(fileUnder(), hour(40))
      .warns('regimeNotAsked');
    expect(dutyOn('LOPMI/OTHER_REGIME/COMPLAINT', far, early.story).state).toBe('MET');
  });
});
