/** ICU messages, each compiled once. */
import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES } from '../../law/texts/show.js';
import type { Language } from '../../law/vocabulary.js';

const compiled = new Map<string, IntlMessageFormat>();

/** The text with its values put in. */
export function formatted(text: string, language: Language, values: Readonly<Record<string, string | number>>): string {
  const name = `${language}/${text}`;
  let message = compiled.get(name);
  if (message === undefined) {
    message = new IntlMessageFormat(text, LOCALES[language], undefined, { ignoreTag: true });
    compiled.set(name, message);
  }
  return String(message.format(values));
}
