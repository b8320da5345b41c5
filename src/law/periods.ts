/**
 * Periods in days and months by Regulation (EEC, Euratom) 1182/71 art. 3: the day of the event is not counted (1); the last day ends with its
 * last hour (2)(b), (c); where a month has no such day, its last day (2)(c); where the last day is a Saturday, Sunday or public holiday, the next
 * working day (4). Periods in hours never roll over and are reckoned in elapsed time (clocks.ts).
 */
import { calendarDay, dayNumber, isWorkingDay, type CalendarDay } from './holidays.js';
import { epoch, instantAt, type Instant } from './instant.js';

/** So many calendar days or months. */
export interface Period {
  readonly unit: 'DAYS' | 'MONTHS';
  readonly count: number;
}

/**
 * The last instant of a period, to the millisecond, in UTC.
 * @param timeZone IANA zone in which the days are those of the calendar. @throws RangeError for an unknown one.
 */
export function endOfPeriod(period: Period, anchor: Instant, timeZone: string): Instant {
  const begun = dayIn(epoch(anchor), timeZone);
  let last =
    period.unit === 'DAYS' ? dayNumber(begun) + period.count : dayNumber(sameDayMonthsLater(begun, period.count));
  while (!isWorkingDay(calendarDay(last))) last += 1;
  return instantAt(startOfDay(calendarDay(last + 1), timeZone) - 1);
}

/**
 * The first instant of a month, in UTC.
 * @param month `YYYY-MM`. @param timeZone IANA zone of the calendar. @throws RangeError for an unknown one.
 */
export function startOfMonth(month: string, timeZone: string): Instant {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return instantAt(startOfDay({ year, month: number, day: 1 }, timeZone));
}

function sameDayMonthsLater({ year, month, day }: CalendarDay, months: number): CalendarDay {
  const index = year * 12 + (month - 1) + months;
  const [then, of] = [Math.floor(index / 12), (index % 12) + 1];
  const lastOfMonth = new Date(Date.UTC(then, of, 0)).getUTCDate();
  return { year: then, month: of, day: Math.min(day, lastOfMonth) };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks on the wall show, as if it were UTC: milliseconds since 1970, to the second. */
function wallClock(milliseconds: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(milliseconds).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

function dayIn(milliseconds: number, timeZone: string): CalendarDay {
  return calendarDay(Math.floor(wallClock(milliseconds, timeZone) / 86_400_000));
}

/** The first instant of a day in a zone: the offset is looked up twice, because it may change in the night before. */
function startOfDay({ year, month, day }: CalendarDay, timeZone: string): number {
  const wanted = Date.UTC(year, month - 1, day);
  const guess = wanted - (wallClock(wanted, timeZone) - wanted);
  return guess - (wallClock(guess, timeZone) - wanted);
}
