/** Words for search: our own, so that every database answers alike. */

/** Marks that `NFKD` takes off their letters: accents, cedillas, diaereses. */
const MARKS = /\p{M}+/gu;
const WORDS = /[\p{L}\p{N}]+/gu;
/** A word is known by so many of its characters, in the text and in the question alike. */
const CHARACTERS = 40;

/**
 * The words of a text, each once, in the order they come: runs of letters and digits, without case, accents and ligatures (`Œuvre`, `œuvre`
 * and `OEUVRE` are one word; `2023-0007` is two).
 */
export function wordsOf(...texts: readonly (string | null)[]): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [word] of folded(text ?? '').matchAll(WORDS)) words.add(Array.from(word).slice(0, CHARACTERS).join(''));
  }
  return [...words];
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');
}
