import { RULE_BOOK } from '../../../src/law/triage/book.js';
import { renderReason } from '../../../src/law/triage/reason.js';
import { rowsOf, type RuleBook } from '../../../src/law/triage/rulebook.js';
import { en } from '../../../src/law/triage/texts/en.js';
import { fr } from '../../../src/law/triage/texts/fr.js';
import { triage, triageBy, type Triage } from '../../../src/law/triage/triage.js';
import { CASES, type TriageCase } from './cases.js';
import { at } from './instants.js';
import { exercising } from './exercise.js';

const answersBy = (advise: Triage, one: TriageCase) => {
  const { register, authority, subjects, controllers } = advise(one.facts, at);
  return [register, authority, subjects, controllers].map(({ answer }) => answer).join(' ');
};

/** The book without one of its rows. */
function without(book: RuleBook, id: string): RuleBook {
  return {
    ...book,
    floors: book.floors.filter((row) => row.id !== id),
    clearings: book.clearings.filter((row) => row.id !== id),
    reliefs: book.reliefs.filter((row) => row.id !== id),
  };
}

describe('every rule', () => {
  const acting = [...RULE_BOOK.floors, ...RULE_BOOK.clearings, ...RULE_BOOK.reliefs].map(({ id }) => id);

  test.each(acting)('%s: without it some case would be answered otherwise', (id) => {
    const mutant = triageBy(without(RULE_BOOK, id));
    const changed = CASES.filter((one) => answersBy(mutant, one) !== answersBy(triage, one));
    expect(changed).not.toEqual([]);
  });

  test.each(rowsOf(RULE_BOOK).map(({ id }) => id))('%s: is named in the advice on some case', (id) => {
    expect(exercising(id)).not.toEqual([]);
  });

  test('has an id of its own, and its text and source in both languages', () => {
    const ids = rowsOf(RULE_BOOK).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    for (const id of ids) {
      const english = renderReason(id, 'en');
      const french = renderReason(id, 'fr');
      expect(english?.source).toMatch(/GDPR|EDPB|ENISA|ICO|IDPC/);
      expect(french?.source).not.toMatch(
        /GDPR|EDPB|recital|annex\b|case\b|\band\b|United|Netherlands|Poland|individuals/,
      );
      expect(french?.text).not.toBe(english?.text);
    }
  });

  test('an id that no rule ever had has no text', () => {
    expect(renderReason('no-such-rule', 'en')).toBeNull();
    expect(renderReason('toString', 'fr')).toBeNull();
  });
});
