import { incidentSchemas } from '../../src/incident/events/registry.js';
import { formatted } from '../../src/incident/texts/icu.js';
import { tellEvent, timelineTitles } from '../../src/incident/texts/timeline.js';
import { LANGUAGES } from '../../src/law/vocabulary.js';

const values = {
  awareAt: 'x',
  verdict: 'RISK',
  state: 'TAKEN',
  authority: 'FR-CNIL',
  kind: 'INITIAL',
  again: 'no',
  name: 'n',
  reviewAt: 'x',
  count: 2,
  regime: 'NIS2',
  recipient: 'ANSSI',
  classification: 'SIGNIFICANT',
};

describe('titles of the timeline', () => {
  test.each(LANGUAGES)('exist for every type of event (%s)', (language) => {
    const titles = Object.entries(timelineTitles[language]);
    expect(titles.map(([type]) => type).sort()).toEqual([...Object.keys(incidentSchemas), 'NoteWithheld'].sort());
    for (const [, title] of titles) expect(formatted(title, language, values)).toMatch(/^\S.{2,}/);
  });

  test('ask for the same values in both languages', () => {
    const placesOf = (text: string) => Object.keys(values).filter((name) => new RegExp(`\\{${name}[,}]`).test(text));
    for (const [type, title] of Object.entries(timelineTitles.en)) {
      const french = Object.entries(timelineTitles.fr).find(([name]) => name === type)?.[1] ?? '';
      expect([type, placesOf(french)]).toEqual([type, placesOf(title)]);
    }
  });

  test('count, and keep the words of people as they were given', () => {
    const controllers = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ externalId: `${index}`, name: 'x', note: null }));
    const told = (count: number, language: 'fr' | 'en') =>
      tellEvent({ type: 'ControllersIdentified', data: { controllers: controllers(count) } }, language, 'Europe/Paris')
        .title;
    expect(told(1, 'en')).toBe('1 controller identified');
    expect(told(2, 'en')).toBe('2 controllers identified');
    expect(told(2, 'fr')).toBe('2 responsables de traitement identifiés');
    const text = 'Un {mot} d’<b>ailleurs</b>';
    const note = { type: 'NoteAdded', data: { text, visibility: 'TEAM' } } as const;
    expect(tellEvent(note, 'fr', 'Europe/Paris')).toEqual({ title: 'Note', detail: text });
  });
});
