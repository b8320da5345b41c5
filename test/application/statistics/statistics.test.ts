import type { StatisticsAsked } from '../../../src/application/statistics/statistics.js';
import { instantAt, type Instant } from '../../../src/law/instant.js';
import { by, codes, somebody } from '../register.js';
import { aDesk, START } from '../lists/desk.js';

const HOUR = 3_600_000;

describe('statistics', () => {
  const desk = aDesk();
  const whole: StatisticsAsked = {
    from: '2000-01-01T00:00:00.000Z' as Instant,
    to: '2100-01-01T00:00:00.000Z' as Instant,
    clock: 'DETECTED',
    exercise: false,
  };
  const figures = (more: Partial<StatisticsAsked> = {}, caller = desk.dpo) =>
    desk.register.application.statistics.of(caller, { ...whole, ...more });
  const say = (caller = desk.dpo) => by(desk.register.application, caller);
  const before = (hours: number) => instantAt(START - hours * HOUR);
  const entries = (counts: readonly { readonly key: string; readonly count: number }[]) =>
    counts.map(({ key, count }) => [key, count]);

  test('count what begins with the period and what lies in it, not what lies at its end', async () => {
    for (const hours of [3, 2, 1]) await desk.report({ detectedAt: before(hours) });
    expect((await figures({ from: before(3), to: before(1) })).incidents).toBe(2);
    expect((await figures({ from: before(1), to: before(1) })).incidents).toBe(0);
  });

  test('go by the clock that is asked for, and leave out what it has no instant for', async () => {
    const detectedAt = before(10);
    const awareAt = before(5);
    const id = await desk.report({ detectedAt, awareAt, occurredFrom: before(20) });
    await say()('notifyCnil', { kind: 'INITIAL', filedAt: before(1) }, { incidentId: id });
    await desk.report();
    const at = async (clock: StatisticsAsked['clock'], instant: Instant) =>
      (await figures({ clock, from: instant, to: instantAt(Date.parse(instant) + 1) })).incidents;
    expect(await at('OCCURRED', before(20))).toBe(1);
    expect(await at('DETECTED', detectedAt)).toBe(1);
    expect(await at('AWARE', awareAt)).toBe(1);
    expect(await at('FILED', before(1))).toBe(1);
    expect(await at('RECORDED', instantAt(START + 60_000))).toBe(1);
    expect((await figures({ clock: 'AWARE' })).incidents).toBe(1);
    expect((await figures({ clock: 'RECORDED' })).incidents).toBe(2);
  });

  test('keep drills apart, organisations apart, and show a REPORTER its own reports', async () => {
    const detectedAt = before(1);
    const reporter = somebody('REPORTER', desk.dpo.organisation);
    await desk.report({ detectedAt });
    await desk.report({ detectedAt, exercise: true });
    await desk.report({ detectedAt }, reporter);
    await desk.report({ detectedAt }, somebody('DPO'));
    expect((await figures()).incidents).toBe(2);
    expect((await figures({ exercise: true })).incidents).toBe(1);
    expect((await figures({}, reporter)).incidents).toBe(1);
  });

  test('tell what was filed in time, filed late, declined, is pending, is overdue', async () => {
    const filed = async (awareAt: Instant, input: object) => {
      const id = await desk.report({ detectedAt: awareAt, awareAt });
      await say()('notifyCnil', { kind: 'INITIAL', filedAt: before(1), ...input }, { incidentId: id });
      return id;
    };
    await filed(before(73), {});
    await filed(before(74), { reasonsForDelay: 'Personne ne savait.' });
    // A day is not an instant: whether it was in time is not known.
    await filed(before(80), { filedAtPrecision: 'DAY', reasonsForDelay: 'Personne ne savait.' });
    const declined = await desk.report({ detectedAt: before(9), awareAt: before(9) });
    await say()(
      'assessIncident',
      { occurredAt: before(2), verdict: 'UNLIKELY', reasons: 'Chiffré.' },
      { incidentId: declined },
    );
    const decline = {
      ground: 'RISK_UNLIKELY',
      decidedAt: before(1),
      decidedBy: { name: 'Camille Roux', capacity: 'Directrice' },
      reasons: 'Chiffré.',
    } as const;
    expect(codes(await say()('declineCnilNotification', decline, { incidentId: declined }))).toEqual([]);
    await desk.report({ detectedAt: before(90), awareAt: before(90) });
    await desk.report({ detectedAt: before(1), awareAt: before(1) });
    const { flags, counts } = await figures();
    expect(flags).toEqual({ FILED_IN_TIME: 1, FILED_LATE: 1, DECLINED: 1, PENDING: 2, OVERDUE: 1 });
    expect(entries(counts.STATUS)).toEqual([
      ['AWARE', 2],
      ['ASSESSED', 1],
      ['NOTIFIED_CNIL', 3],
    ]);
    // Time alone makes the other one overdue.
    desk.now = START + 72 * HOUR;
    expect((await figures()).flags.OVERDUE).toBe(2);
  });

  test('reckon percentiles in proportion between the two nearest values', async () => {
    for (const hours of [1, 2, 10, 30]) {
      const awareAt = before(hours + 1);
      const id = await desk.report({ occurredFrom: before(hours + 9), detectedAt: awareAt, awareAt });
      await say()('notifyCnil', { kind: 'INITIAL', filedAt: before(1) }, { incidentId: id });
    }
    const { hoursToNotify, hoursToDetect } = await figures();
    // Of 1, 2, 10, 30: half way between 2 and 10, and seven tenths of the way from 10 to 30.
    expect(hoursToNotify).toEqual({ p50: 6, p90: 24 });
    expect(hoursToDetect).toEqual({ p50: 8, p90: 8 });
    expect((await figures({ exercise: true })).hoursToNotify).toBeNull();
  });

  test('put an incident into the month of its instant in the zone of the organisation', async () => {
    // In Paris the first is of May already, the second of June still not.
    for (const detectedAt of ['2026-04-30T22:00:00Z', '2026-05-31T21:59:59.999Z', '2026-02-28T12:00:00Z']) {
      await desk.report({ detectedAt: detectedAt.replace(/(?<=:\d\d)Z/, '.000Z') });
    }
    expect(entries((await figures()).months)).toEqual([
      ['2026-02', 1],
      ['2026-05', 2],
    ]);
    await say()('reportIncident', { title: 'Nuit', detectedAt: '2026-05-31T22:30:00.000Z' as Instant });
    const admin = { ...desk.dpo, role: 'ADMIN' as const };
    await desk.register.application.configureOrganisation(admin, { timeZone: 'Pacific/Honolulu' }, null);
    expect(entries((await figures()).months)).toEqual([
      ['2026-02', 1],
      ['2026-04', 1],
      ['2026-05', 2],
    ]);
  });

  test('count a band from a count of persons, a sector of the organisation where the incident names none', async () => {
    const detectedAt = before(1);
    const told = await desk.report({ detectedAt });
    const facts = {
      subjectsCount: 6,
      sector: 'HEALTH_SOCIAL',
      sensitiveData: false,
      cause: ['OTHER', 'UNKNOWN'],
    } as const;
    await say()('recordFacts', { facts: { ...facts, cause: [...facts.cause] } }, { incidentId: told });
    await desk.report({ detectedAt });
    const { counts } = await figures();
    expect(entries(counts.SUBJECTS_BAND)).toEqual([['FROM_6_TO_50', 1]]);
    expect(entries(counts.SENSITIVE_DATA)).toEqual([['false', 1]]);
    expect(entries(counts.CAUSE)).toEqual([
      ['OTHER', 1],
      ['UNKNOWN', 1],
    ]);
    expect(entries(counts.SUBJECTS_INFORMATION)).toEqual([['UNDETERMINED', 2]]);
    expect(entries(counts.SECTOR)).toEqual([
      ['HEALTH_SOCIAL', 1],
      ['UNKNOWN', 1],
    ]);
    const admin = { ...desk.dpo, role: 'ADMIN' as const };
    await desk.register.application.configureOrganisation(admin, { sector: 'EDUCATION' }, null);
    expect(entries((await figures()).counts.SECTOR)).toEqual([
      ['EDUCATION', 1],
      ['HEALTH_SOCIAL', 1],
    ]);
  });
});
