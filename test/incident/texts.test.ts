import { IntlMessageFormat } from 'intl-messageformat';
import { en } from '../../src/incident/texts/en.js';
import { fr } from '../../src/incident/texts/fr.js';
import { renderMessage, type MessageKey } from '../../src/incident/texts/messages.js';
import { USER_ERROR_CODES, type Refusal } from '../../src/incident/refusal.js';
import { LANGUAGES } from '../../src/law/vocabulary.js';
import { given } from '../support/spec.js';
import { hour } from '../support/story.js';
import { cell, tableIn } from '../support/tables.js';
import { now, refusedInputs, warned } from './commands/cases.js';

const keys = Object.keys(en) as MessageKey[];
const tables = [
  'refusals by input',
  'warnings',
  'refusals of the organisation',
  'refusals by state: messages',
  'refusals outside the domain',
].flatMap((name) => tableIn('commands.md', name));

/** The values that a text asks for when it is put together. */
function argumentsIn(text: string): readonly string[] {
  const asked = new Set<string>();
  const values = new Proxy<Record<string, number>>(
    {},
    {
      has: (_values, name) => asked.add(String(name)).size > 0,
      get: () => 1,
    },
  );
  new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).format(values);
  return [...asked].sort();
}

/** Every refusal and warning that a test of the tables brings about. */
const everyRefusal: readonly Refusal[] = [...refusedInputs, ...warned].flatMap((example) => {
  const spec = given(...example.given).when(example.command, now);
  return [...spec.refusals, ...spec.warnings];
});

describe('the messages', () => {
  test('are all in the tables of docs/commands.md, with their codes', () => {
    expect([...new Set(tables.map((row) => cell(row, 'Message')))].sort()).toEqual([...keys].sort());
    for (const row of tables) expect(USER_ERROR_CODES).toContain(cell(row, 'Code'));
  });

  test.each(keys)('%s names the same values in every language', (key) => {
    expect(argumentsIn(fr[key])).toEqual(argumentsIn(en[key]));
  });

  test.each(keys)('%s says what is wrong, why and what to do: more than one sentence', (key) => {
    for (const text of [en[key], fr[key]]) {
      expect(text.split(/[.;:?] /u).length).toBeGreaterThan(1);
      expect(text).not.toContain("'");
    }
  });

  test('of every refusal find all the values that they name', () => {
    for (const refusal of everyRefusal) {
      for (const language of LANGUAGES) {
        const text = renderMessage(refusal, language, 'Europe/Paris');
        expect(text).not.toMatch(/[{}]|\bundefined\b|\bnull\b/);
        for (const name of argumentsIn(en[refusal.message])) {
          expect(Object.keys(refusal.values ?? {})).toContain(name);
        }
      }
    }
  });

  test('show instants in the organisation’s zone, name the zone, and say how late is late', () => {
    const refusal: Refusal = {
      code: 'REASONS_FOR_DELAY_REQUIRED',
      message: 'reasonsForDelayRequired',
      values: { filed: hour(72, 1), due: hour(72), late: 'PT0.001S' },
    };
    expect(renderMessage(refusal, 'en', 'Europe/Paris')).toMatch(
      /, 0\.001 s after the time limit of Friday,? 20 November 2026 at 12:00:00 CET \(Europe\/Paris\)\./,
    );
    expect(renderMessage(refusal, 'fr', 'Indian/Reunion')).toContain(
      'soit 0,001 s après l’échéance du vendredi 20 novembre 2026 à 15:00:00 UTC+4 (Indian/Reunion).',
    );
  });

  test('write numbers as their language does', () => {
    const refusal: Refusal = { code: 'INVALID_INPUT', message: 'tooLong', values: { max: 20_000 } };
    expect(renderMessage(refusal, 'en', 'Europe/Paris')).toContain('20,000 characters');
    expect(renderMessage(refusal, 'fr', 'Europe/Paris')).toMatch(/20\s000 caractères/u);
  });
});
