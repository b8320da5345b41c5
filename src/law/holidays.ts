/** Working days in France, for periods that Regulation (EEC, Euratom) 1182/71 governs: art. 2 takes a member state's own public holidays. */

/** A day of the calendar, without a zone. `month` from 1 to 12. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const DAY = 86_400_000;

/** Code du travail art. L.3133-1, months and days that never move. Holidays of single departments only are left out: the limit may err early. */
const FIXED = new Set(['1-1', '5-1', '5-8', '7-14', '8-15', '11-1', '11-11', '12-25']);

/** Days after Easter Sunday: Easter Monday, Ascension Day, Whit Monday. */
const AFTER_EASTER = [1, 39, 50];

/** Days since 1970-01-01 of the proleptic Gregorian calendar. */
export function dayNumber({ year, month, day }: CalendarDay): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY);
}

/** The calendar day of a number of days since 1970-01-01. */
export function calendarDay(number: number): CalendarDay {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Easter Sunday of the Gregorian calendar, as days since 1970-01-01 (the anonymous computus; Meeus, Astronomical Algorithms, ch. 8). */
function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayNumber({ year, month: Math.floor(n / 31), day: (n % 31) + 1 });
}

/** Whether a day is neither a Saturday or Sunday nor a public holiday of the whole of France. */
export function isWorkingDay(day: CalendarDay): boolean {
  const number = dayNumber(day);
  const weekday = new Date(number * DAY).getUTCDay();
  if (weekday === 0 || weekday === 6 || FIXED.has(`${day.month}-${day.day}`)) return false;
  return !AFTER_EASTER.includes(number - easter(day.year));
}
