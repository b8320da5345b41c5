import type { Language } from '../law/vocabulary.js';

/**
 * The language of texts for people, from `Accept-Language` (RFC 9110, 12.5.4): French where the header prefers it to English, else English.
 * `*` stands for English: it asks for nothing in particular.
 */
export function preferredLanguage(header: string | undefined): Language {
  if (header === undefined || header.length > longestHeader) return 'en';
  let best: { readonly language: Language; readonly weight: number } = { language: 'en', weight: 0 };
  for (const range of header.split(',')) {
    const [, tag, weight] = /^\s*([a-z]+|\*)(?:-[a-z\d-]+)?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/i.exec(range) ?? [];
    const language = languageOf(tag?.toLowerCase());
    const candidate = weight === undefined ? 1 : Number(weight);
    if (language !== null && candidate > best.weight) best = { language, weight: candidate };
  }
  return best.language;
}

const longestHeader = 1_000;

function languageOf(tag: string | undefined): Language | null {
  return tag === 'fr' ? 'fr' : tag === 'en' || tag === '*' ? 'en' : null;
}
