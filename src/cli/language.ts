import type { Language } from '../law/vocabulary.js';
import type { Environment } from '../server/config.js';

/** The language of whoever sits at the terminal. POSIX: LC_ALL prevails over LANG. */
export function languageOf(environment: Environment): Language {
  const locale = [environment['LC_ALL'], environment['LANG']].find((text) => text !== undefined && text !== '');
  return /^fr(?:[_.@-]|$)/i.test(locale ?? '') ? 'fr' : 'en';
}
