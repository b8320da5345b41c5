import type { Refusal } from '../../incident/refusal.js';
import { renderMessage } from '../../incident/texts/messages.js';
import type { Language } from '../../law/vocabulary.js';
import type { UserError } from '../types/payload.js';

/** A refusal or warning as the API shows it, in the reader's language and the organisation's time zone. */
export function userErrorOf(refusal: Refusal, language: Language, timeZone: string): UserError {
  return { code: refusal.code, message: renderMessage(refusal, language, timeZone), field: refusal.field ?? null };
}
