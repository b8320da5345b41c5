import { limitIn, ruleInForce, targetOf } from '../../src/law/clocks.js';
import { explain } from '../../src/law/explain.js';
import { isClassifiable, regimeNamed, REGIMES_TO_CLASSIFY } from '../../src/law/regimeNames.js';
import { CLASSIFICATIONS, classificationIn, REGIME_ROWS } from '../../src/law/regimes.js';
import type { Rule } from '../../src/law/rules.js';
import { showProvision } from '../../src/law/texts/show.js';
import { LANGUAGES, REGIMES } from '../../src/law/vocabulary.js';
import { instant } from '../support/story.js';
import { tableIn } from '../support/tables.js';

function toldOf(rule: Rule): Record<string, string> {
  const { stage, limitPeriod, limitHours, targetHours } = rule;
  if (stage === undefined) throw new Error(`${rule.id} has no stage`);
  const cap = stage.noLaterThanHoursFromAwareness;
  const hours = limitHours === null ? '–' : `${limitHours} hours`;
  return {
    Regime: rule.regime,
    Stage: stage.name,
    From: rule.version,
    Provision: rule.provision,
    Recipient: rule.recipient,
    Anchor:
      stage.follows === undefined
        ? rule.anchor
        : `${rule.anchor}: ${stage.follows.filing.toLowerCase()} ${stage.follows.stage}`,
    Limit:
      limitPeriod === undefined
        ? `${hours}${cap === undefined ? '' : `, at most ${cap} hours from awareness`}`
        : `${limitPeriod.count} ${limitPeriod.unit.toLowerCase()}`,
    Target: targetHours === null ? '–' : `${targetHours} hours`,
    Needs: stage.needs.join(', ') || '–',
    'Ends with': stage.excludedBy.join(', ') || '–',
    'Ruled out': stage.personalData ? 'ends it' : '–',
  };
}

describe('the rows of other regimes', () => {
  test('are those of docs/law.md, and in its order', () => {
    expect(REGIME_ROWS.map(toldOf)).toEqual(tableIn('law.md', 'regimes'));
  });

  test('begin at midnight in Paris, and are there once for each regime, stage and date', () => {
    for (const { version, validFrom } of REGIME_ROWS) {
      expect(
        new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(
          Date.parse(validFrom),
        ),
      ).toBe(`${version} 00:00`);
    }
    const places = REGIME_ROWS.map(({ regime, stage, version }) => `${regime}/${stage?.name ?? ''}/${version}`);
    expect(new Set(places).size).toBe(places.length);
    const names = REGIME_ROWS.map(({ id, version }) => `${id}/${version}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('need and end with classifications that their regime knows, follow a stage that it has, and name one length at most', () => {
    for (const { regime, stage, limitHours, limitPeriod, targetHours, anchor } of REGIME_ROWS) {
      for (const word of [...(stage?.needs ?? []), ...(stage?.excludedBy ?? [])]) {
        expect(CLASSIFICATIONS[regime]).toContain(word);
      }
      expect(stage?.follows !== undefined).toBe(anchor === 'PREVIOUS_STAGE');
      const stages = REGIME_ROWS.filter((row) => row.regime === regime).map((row) => row.stage?.name);
      if (stage?.follows !== undefined) expect(stages).toContain(stage.follows.stage);
      expect([limitHours, limitPeriod ?? null, targetHours].filter((length) => length !== null)).toHaveLength(1);
    }
  });

  test('change with one further row from its date on: a month becomes fourteen days', () => {
    const old = REGIME_ROWS.find(({ id }) => id === 'nis2-23-4-d');
    if (old === undefined) throw new Error('no row');
    const reform = {
      ...old,
      version: '2027-01-01',
      validFrom: instant('2027-01-01T00:00:00+01:00'),
      limitPeriod: { unit: 'DAYS', count: 14 },
    } as const;
    const endFrom = (anchor: string) => {
      const rule = ruleInForce([old, reform], 'OTHER_REGIME', 'CONTROLLER', instant(anchor));
      return rule === null ? null : limitIn(rule, instant(anchor), 'Europe/Paris');
    };
    expect(endFrom('2026-12-31T23:59:59+01:00')).toBe('2027-02-01T22:59:59.999Z');
    expect(endFrom('2027-01-01T00:00:00+01:00')).toBe('2027-01-15T22:59:59.999Z');
  });

  test('take no own aim where there is a period of the calendar', () => {
    const rule = REGIME_ROWS.find(({ id }) => id === 'nis2-23-4-d');
    expect(rule === undefined ? 0 : targetOf(rule, instant('2026-11-17T12:00:00Z'), 5)).toBeNull();
  });
});

describe('names', () => {
  test('of regimes are known in any case of letters, and unknown ones are not', () => {
    expect([regimeNamed('nis2'), regimeNamed(' DORA '), regimeNamed('NIS'), regimeNamed('')]).toEqual([
      'NIS2',
      'DORA',
      null,
      null,
    ]);
    expect(REGIMES_TO_CLASSIFY).toEqual(REGIMES.filter((regime) => regime !== 'GDPR'));
    expect(isClassifiable('GDPR')).toBe(false);
  });

  test.each([
    ['NIS2', 'significant incident', 'SIGNIFICANT'],
    ['NIS2', 'Not-significant', 'NOT_SIGNIFICANT'],
    ['DORA', 'MAJOR', 'MAJOR'],
    ['CRA', 'severe_incident', 'SEVERE'],
    ['NIS2', 'MAJOR', null],
    ['GDPR', 'SIGNIFICANT', null],
    ['NIS2', '', null],
  ] as const)('of a classification under %s: %s', (regime, said, known) => {
    expect(classificationIn(regime, said)).toBe(known);
  });

  test('of every stage and provision are told in both languages', () => {
    for (const { provision, stage, regime } of REGIME_ROWS) {
      const values = {
        regime,
        recipient: 'x',
        stage: stage?.name ?? '',
        rule: 'r',
        version: 'v',
        unit: 'MONTHS',
        count: 1,
      };
      for (const language of LANGUAGES) {
        expect(explain([{ key: 'regime.rule', provision, values }], language, 'UTC')).not.toContain(stage?.name ?? '');
      }
      expect(showProvision(provision, 'fr')).not.toMatch(/Regulation|Directive|\bto\b|amended|\d art\./);
    }
  });
});
