/** How instants and durations are shown to readers. */
import { epoch, type Instant } from '../instant.js';
import type { Language } from '../vocabulary.js';

/** British English: the date before the month, the 24-hour clock. */
export const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant in a zone with the zone's name, to the second: `Monday 26 October 2026 at 13:20:00 CET (Europe/Paris)`,
 * `mardi 1er décembre 2026 à 03:53:41 UTC+1 (Europe/Paris)`.
 * @param timeZone IANA zone. @throws RangeError for an unknown one.
 */
export function showInstant(instant: Instant, language: Language, timeZone: string): string {
  const key = `${language} ${timeZone}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeStyle: 'long', timeZone });
    formats.set(key, format);
  }
  const shown = format.format(epoch(instant));
  // French counts the first of a month, where Intl writes a plain number.
  return `${language === 'fr' ? shown.replace(/ 1 /, ' 1er ') : shown} (${timeZone})`;
}

const DURATION = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** `PT26H30M` as `26 h 30 min`. What is no duration of hours, minutes and seconds is shown as it is. */
export function showDuration(duration: string, language: Language): string {
  const match = DURATION.exec(duration);
  if (match === null) return duration;
  const units = ['h', 'min', 's'];
  const numbers = new Intl.NumberFormat(LOCALES[language], { useGrouping: false, maximumFractionDigits: 3 });
  return match
    .slice(1)
    .flatMap((amount: string | undefined, index) =>
      amount === undefined ? [] : [`${numbers.format(Number(amount))} ${units[index] ?? ''}`],
    )
    .join(' ');
}

/** How French names what provisions are written with. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/^GDPR art\./, 'RGPD, art.'],
  [/\bDelegated Regulation \(EU\)/g, 'règlement délégué (UE)'],
  [/\bRegulation \(EU\)/g, 'règlement (UE)'],
  [/\bDirective \(EU\)/g, 'directive (UE)'],
  [/(\d{4}\/\d+|\/\d{4}|publique|assurances) art\./g, '$1, art.'],
  [/\bas amended by\b/g, 'modifié par le'],
  [/ to D\./g, ' à D.'],
  [/; /g, ' ; '],
];

/** A provision as the language names its act: `GDPR art. 33(1)` is `RGPD, art. 33(1)` in French, which also spaces its semicolons. */
export function showProvision(provision: string, language: Language): string {
  if (language !== 'fr') return provision;
  return FRENCH.reduce((shown, [english, french]) => shown.replace(english, french), provision);
}
