import fc from 'fast-check';
import { dayNumber, isWorkingDay } from '../../src/law/holidays.js';
import { DAY, epoch, instantAt } from '../../src/law/instant.js';
import { endOfPeriod } from '../../src/law/periods.js';
import { instant } from '../support/story.js';

const month = { unit: 'MONTHS', count: 1 } as const;

describe('a period by Regulation 1182/71 art. 3', () => {
  test.each([
    ['a month without that day, rolled over a weekend', '2026-01-31T10:00:00+01:00', month, '2026-03-02'],
    ['a plain month', '2026-06-15T10:00:00+02:00', month, '2026-07-15'],
    ['a month that ends on 14 July', '2026-06-14T10:00:00+02:00', month, '2026-07-15'],
    ['a month over the end of the year, rolled over New Year’s Day', '2025-12-01T10:00:00+01:00', month, '2026-01-02'],
    ['a month into a leap day', '2028-01-31T10:00:00+01:00', month, '2028-02-29'],
    ['a month whose last day is Easter Monday', '2026-03-06T10:00:00+01:00', month, '2026-04-07'],
    [
      'three days, the day of the event not counted',
      '2026-11-17T23:59:00+01:00',
      { unit: 'DAYS', count: 3 },
      '2026-11-20',
    ],
    ['three days that end on a Sunday', '2026-11-19T12:00:00+01:00', { unit: 'DAYS', count: 3 }, '2026-11-23'],
    ['fourteen days that end on Ascension Day', '2026-04-30T12:00:00+02:00', { unit: 'DAYS', count: 14 }, '2026-05-15'],
  ] as const)('%s', (_, anchor, period, last) => {
    const end = endOfPeriod(period, instant(anchor), 'Europe/Paris');
    expect(
      new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' }).format(
        epoch(end),
      ),
    ).toBe(`${last} 23:59:59`);
    expect(end).toMatch(/\.999Z$/);
  });

  test('ends at the end of the day where the organisation is', () => {
    const anchor = instant('2026-06-14T23:00:00Z');
    expect(endOfPeriod(month, anchor, 'UTC')).toBe('2026-07-15T23:59:59.999Z');
    expect(endOfPeriod(month, anchor, 'Indian/Reunion')).toBe('2026-07-15T19:59:59.999Z');
    expect(endOfPeriod({ unit: 'DAYS', count: 1 }, instant('2026-03-29T00:30:00+01:00'), 'Europe/Paris')).toBe(
      '2026-03-30T21:59:59.999Z',
    );
  });

  test('is never shorter than its days, ends on a working day, and never earlier for a later anchor', () => {
    const anchors = fc.integer({ min: Date.parse('2018-05-25'), max: Date.parse('2060-01-01') });
    const zones = fc.constantFrom('Europe/Paris', 'Indian/Reunion', 'America/Cayenne', 'Pacific/Noumea', 'UTC');
    fc.assert(
      fc.property(
        anchors,
        fc.nat({ max: 40 * DAY }),
        zones,
        fc.integer({ min: 1, max: 30 }),
        (at, later, zone, count) => {
          const period = { unit: 'DAYS', count } as const;
          const end = epoch(endOfPeriod(period, instantAt(at), zone));
          expect(end - at).toBeGreaterThanOrEqual(count * DAY - 3_600_000);
          expect(end - at).toBeLessThan((count + 6) * DAY);
          const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(end).split('-').map(Number);
          const [year = 0, monthOf = 0, day = 0] = parts;
          expect(isWorkingDay({ year, month: monthOf, day })).toBe(true);
          expect(epoch(endOfPeriod(period, instantAt(at + later), zone))).toBeGreaterThanOrEqual(end);
        },
      ),
    );
  });
});

describe('public holidays of France', () => {
  test.each([
    [2024, ['01-01', '04-01', '05-01', '05-08', '05-09', '05-20', '07-14', '08-15', '11-01', '11-11', '12-25']],
    [2026, ['01-01', '04-06', '05-01', '05-08', '05-14', '05-25', '07-14', '08-15', '11-01', '11-11', '12-25']],
    [2038, ['01-01', '04-26', '05-01', '05-08', '06-03', '06-14', '07-14', '08-15', '11-01', '11-11', '12-25']],
  ])('of %i', (year, holidays) => {
    const first = dayNumber({ year, month: 1, day: 1 });
    const found = Array.from({ length: 366 }, (_, index) => new Date((first + index) * DAY))
      .filter((date) => date.getUTCFullYear() === year && ![0, 6].includes(date.getUTCDay()))
      .filter((date) => !isWorkingDay({ year, month: date.getUTCMonth() + 1, day: date.getUTCDate() }))
      .map((date) => date.toISOString().slice(5, 10));
    const onWeekdays = holidays.filter((day) => ![0, 6].includes(new Date(`${year}-${day}T00:00:00Z`).getUTCDay()));
    expect(found).toEqual(onWeekdays);
  });
});
