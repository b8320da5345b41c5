/** Refusals and warnings in the reader's language. */
import { parseInstant } from '../../law/instant.js';
import { showDuration, showInstant } from '../../law/texts/show.js';
import type { Language } from '../../law/vocabulary.js';
import type { Refusal } from '../refusal.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { formatted } from './icu.js';

/** The name of a text: one in every language. */
export type MessageKey = keyof typeof en;

const texts: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, fr };

/**
 * What a refusal or warning says: what is wrong, why, and what to do.
 * @param timeZone IANA name of the zone that instants are shown in, with the zone named. @throws RangeError for an unknown one.
 */
export function renderMessage(refusal: Refusal, language: Language, timeZone: string): string {
  const shown: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(refusal.values ?? {})) {
    shown[name] = typeof value === 'string' ? show(value, language, timeZone) : value;
  }
  return formatted(texts[language][refusal.message], language, shown);
}

/** Instants (RFC 3339) and durations (ISO 8601) are shown as people read them, other texts as they are. */
function show(value: string, language: Language, timeZone: string): string {
  const instant = parseInstant(value);
  return instant === null ? showDuration(value, language) : showInstant(instant, language, timeZone);
}
