/** Formats that an organisation's settings must have. */

/** Whether a text names a time zone of the IANA list, in any case of letters. An offset such as `+01:00` is none: it knows no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a SIREN: nine digits whose sum after Luhn (ISO/IEC 7812-1) ends with 0. */
export function isSiren(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  const sum = Array.from(text, Number)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : 2 * digit))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return sum % 10 === 0;
}
