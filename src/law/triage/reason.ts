import type { Language } from '../vocabulary.js';
import { RULE_BOOK } from './book.js';
import { rowsOf } from './rulebook.js';
import { en } from './texts/en.js';
import { fr } from './texts/fr.js';

/** A rule as it is shown to a reader. */
export interface Reason {
  readonly rule: string;
  readonly text: string;
  readonly source: string;
}

const TEXTS: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, fr };

const SOURCES: ReadonlyMap<string, string> = new Map(rowsOf(RULE_BOOK).map((row) => [row.id, row.source]));

/** How French names what the sources are written with. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/\bGDPR\b/g, 'RGPD,'],
  [/\bEDPB Guidelines\b/g, 'CEPD, lignes directrices'],
  [/\brecital\b/g, 'considérant'],
  [/\bannex\b/g, 'annexe'],
  [/\bcases\b/g, 'cas'],
  [/\bcase\b/g, 'cas'],
  [/\band\b/g, 'et'],
  [/\bflag on the number of individuals\b/g, 'indicateur du nombre de personnes'],
  [/\bpersonal data breach examples\b/g, 'exemples de violations'],
  [/\bguide on personal data breaches\b/g, 'guide sur les violations'],
  [/\bwrong recipient\b/g, 'mauvais destinataire'],
  [/\bUnited Kingdom\b/g, 'Royaume-Uni'],
  [/\bNetherlands\b/g, 'Pays-Bas'],
  [/\bPoland\b/g, 'Pologne'],
  [/\bMalta\b/g, 'Malte'],
];

/**
 * The text and source of a rule or conflict that an advice names.
 * @returns null for an id that no rule ever had.
 */
export function renderReason(rule: string, language: Language): Reason | null {
  const source = SOURCES.get(rule);
  const text = Object.hasOwn(TEXTS[language], rule) ? TEXTS[language][rule] : undefined;
  if (source === undefined || text === undefined) return null;
  const named =
    language === 'fr' ? FRENCH.reduce((shown, [english, french]) => shown.replace(english, french), source) : source;
  return { rule, text, source: named };
}
