/** Puts explanations together from their sentences, in the reader's language and the organisation's zone. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Instant } from './instant.js';
import { en } from './texts/en.js';
import { fr } from './texts/fr.js';
import type { ExplanationKey } from './texts/keys.js';
import { showRecipient } from './texts/recipients.js';
import { LOCALES, showDuration, showInstant, showProvision } from './texts/show.js';
import type { Language } from './vocabulary.js';

export interface ExplanationPart {
  readonly key: ExplanationKey;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Such as `GDPR art. 33(1)`; shown as the language names the act. */
  readonly provision?: string;
  /** Shown in the organisation's zone. */
  readonly instants?: Readonly<Record<string, Instant>>;
  /** ISO 8601, shown in hours, minutes and seconds. */
  readonly durations?: Readonly<Record<string, string>>;
}

export const EXPLANATIONS: Readonly<Record<Language, Readonly<Record<ExplanationKey, string>>>> = { fr, en };

const compiled = new Map<string, IntlMessageFormat>();

function messageOf(key: ExplanationKey, language: Language): IntlMessageFormat {
  const name = `${language} ${key}`;
  let message = compiled.get(name);
  if (message === undefined) {
    message = new IntlMessageFormat(EXPLANATIONS[language][key], LOCALES[language]);
    compiled.set(name, message);
  }
  return message;
}

/** @param timeZone IANA zone. @throws RangeError for an unknown one. */
export function explain(parts: readonly ExplanationPart[], language: Language, timeZone: string): string {
  return parts
    .map((part) => {
      const shown: Record<string, string | number> = { ...part.values };
      const recipient = part.values?.['recipient'];
      if (typeof recipient === 'string') shown['recipient'] = showRecipient(recipient, language);
      if (part.provision !== undefined) shown['provision'] = showProvision(part.provision, language);
      for (const [name, instant] of Object.entries(part.instants ?? {}))
        shown[name] = showInstant(instant, language, timeZone);
      for (const [name, duration] of Object.entries(part.durations ?? {}))
        shown[name] = showDuration(duration, language);
      return String(messageOf(part.key, language).format(shown));
    })
    .join(' ');
}
