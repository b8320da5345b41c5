import { IntlMessageFormat } from 'intl-messageformat';
import { EXPLANATIONS, explain } from '../../src/law/explain.js';
import { RULES } from '../../src/law/rules.js';
import { showRecipient } from '../../src/law/texts/recipients.js';
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

  test('is the first of a month as French counts it', () => {
    const first = instant('2026-12-01T00:00:00Z');
    expect(showInstant(first, 'fr', 'Europe/Paris')).toMatch(/^mardi 1er décembre 2026 à 0?1:00:00 UTC\+1/);
    expect(showInstant(instant('2026-12-11T00:00:00Z'), 'fr', 'Europe/Paris')).toMatch(/^vendredi 11 décembre 2026/);
    expect(showInstant(first, 'en', 'Europe/Paris')).toMatch(/^Tuesday,? 1 December 2026/);
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

  test('is whom a rule names as recipient by the name of the language; only names of bodies are the same in both', () => {
    const same = [...new Set(RULES.map(({ recipient }) => recipient))].filter(
      (recipient) => showRecipient(recipient, 'fr') === recipient,
    );
    expect(same.sort()).toEqual(['ANS (CERT Santé)', 'CNIL']);
    expect(showRecipient('data subjects', 'en')).toBe('data subjects');
    const values = { regime: 'NIS2', stage: 'EARLY_WARNING', unit: 'HOURS', count: 24, rule: 'r', version: 'v' };
    const part = {
      key: 'regime.rule',
      values: { ...values, recipient: 'data subjects' },
      provision: 'GDPR art. 1',
    } as const;
    expect(explain([part], 'fr', 'Europe/Paris')).toContain(
      '24 heures écoulées ; destinataire : personnes concernées (',
    );
  });
});
