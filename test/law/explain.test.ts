import { IntlMessageFormat } from 'intl-messageformat';
import { EXPLANATIONS, explain } from '../../src/law/explain.js';
import { showDuration, showInstant, showProvision } from '../../src/law/texts/show.js';
import { LANGUAGES } from '../../src/law/vocabulary.js';
import { instant } from '../support/story.js';

/** Names of arguments anywhere in a message. */
function argumentsOf(message: string): readonly string[] {
  const names = new Set<string>();
  JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (_, node: unknown) => {
    if (isArgument(node)) names.add(node.value);
    return node;
  });
  return [...names].sort();
}

/** Anything but literal text (type 0) that has a value. */
function isArgument(node: unknown): node is { type: number; value: string } {
  return (
    typeof node === 'object' &&
    node !== null &&
    'type' in node &&
    node.type !== 0 &&
    'value' in node &&
    typeof node.value === 'string'
  );
}

describe('the sentences', () => {
  test.each(Object.keys(EXPLANATIONS.en))('%s says the same things in both languages', (key) => {
    const [fr = '', en = ''] = [EXPLANATIONS.fr, EXPLANATIONS.en].map(
      (texts) => Object.entries(texts).find(([name]) => name === key)?.[1],
    );
    expect(argumentsOf(fr)).toEqual(argumentsOf(en));
    expect(fr).not.toBe(en);
  });

  test('are as many in French as in English', () => {
    expect(Object.keys(EXPLANATIONS.fr).sort()).toEqual(Object.keys(EXPLANATIONS.en).sort());
  });

  test('have room for a rule that names no hour', () => {
    const [fr, en] = LANGUAGES.map((language) =>
      explain(
        [
          {
            key: 'notify.rule',
            provision: 'GDPR art. 33(1)',
            values: { rule: 'r', version: 'v', recipient: 'CNIL', limit: 'none' },
          },
        ],
        language,
        'UTC',
      ),
    );
    expect(en).toContain('without undue delay after becoming aware');
    expect(fr).toContain('dans les meilleurs délais après en avoir pris connaissance');
  });
});

describe('what readers are shown', () => {
  const due = instant('2026-10-26T12:20:00Z');

  test('is an instant in the zone of the organisation, with the name of the zone', () => {
    expect(showInstant(due, 'en', 'Europe/Paris')).toMatch(
      /^Monday,? 26 October 2026.* 13:20:00 CET \(Europe\/Paris\)$/,
    );
    expect(showInstant(due, 'fr', 'Indian/Reunion')).toMatch(
      /^lundi 26 octobre 2026.* 16:20:00 UTC\+4 \(Indian\/Reunion\)$/,
    );
  });

  test('is a duration in hours, minutes and seconds', () => {
    expect(showDuration('PT26H30M', 'fr')).toBe('26 h 30 min');
    expect(showDuration('PT0.001S', 'fr')).toBe('0,001 s');
    expect(showDuration('PT0.001S', 'en')).toBe('0.001 s');
    expect(showDuration('P1M', 'en')).toBe('P1M');
  });

  test('is the regulation by the name of the language', () => {
    expect(showProvision('GDPR art. 33(1)', 'fr')).toBe('RGPD, art. 33(1)');
    expect(showProvision('GDPR art. 31; art. 58(1)', 'fr')).toBe('RGPD, art. 31 ; art. 58(1)');
    expect(showProvision('GDPR art. 33(1)', 'en')).toBe('GDPR art. 33(1)');
  });
});
