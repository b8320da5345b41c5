import { preferredLanguage } from '../../src/server/language.js';

describe('the language of texts for people', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['FR-fr', 'fr'],
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
    ['en;q=0.3, fr;q=0.7', 'fr'],
    ['de,fr;q=0.5', 'fr'],
    ['de,en;q=0.4,fr;q=0.5', 'fr'],
    ['de', 'en'],
    ['*', 'en'],
    ['fr;q=0', 'en'],
    ['fr;q=0.5,*', 'en'],
    ['frisian', 'en'],
    ['fr;q=nonsense', 'en'],
    ['fr,'.repeat(1_000), 'en'],
  ])('for %p is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});
