import type { TriageFacts } from '../../../src/law/triage/facts.js';
import { triage } from '../../../src/law/triage/triage.js';
import { caseOf, CASES } from './cases.js';
import { at } from './instants.js';

const letter = caseOf('P02', CASES).facts;
const score = (facts: TriageFacts) => triage({ ...letter, ...facts }, at).enisa;

describe('ENISA’s score', () => {
  test.each([
    ['CONTACT', 100],
    ['USAGE', 200],
    ['LOCATION', 200],
    ['FINANCIAL', 300],
    ['PAYMENT_MEANS', 300],
    ['POLITICAL_OPINION', 400],
    ['CREDENTIALS', 100],
    ['PUBLIC_ALREADY', 100],
  ] as const)('starts from the basic score of the category: %s', (category, basic) => {
    expect(score({ dataCategories: [category], sensitiveData: null })?.score).toBe(basic + 25);
  });

  test('takes the highest of several categories', () => {
    expect(score({ dataCategories: ['CONTACT', 'FINANCIAL', 'USAGE'] })?.dataContext).toBe(3);
  });

  test.each([
    [['CONTACT'], 3, 4],
    [['CONTACT'], 1, 2],
    [['FINANCIAL'], -2, 1],
    [['FINANCIAL'], 3, 4],
    [['CONTACT'], -3, 1],
  ] as const)('moves %j by contextual steps (%d), within 1 and 4: %d', (dataCategories, dataContext, expected) => {
    expect(score({ dataCategories, enisa: { dataContext } })?.dataContext).toBe(expected);
  });

  test.each([
    [{ enisa: { identifiability: 25 } }, 25],
    [{ enisa: { identifiability: 75 } }, 75],
    [{ enisa: { identifiability: 60 } }, 75],
    [{ directlyIdentifiable: false }, 50],
    [{ directlyIdentifiable: true }, 100],
    [{}, 100],
    [{ directlyIdentifiable: false, enisa: { identifiability: 100 } }, 100],
  ] as const)('takes the ease of identification as stated, else as the facts tell: %j', (facts, expected) => {
    expect(score(facts)?.identifiability).toBe(expected);
  });

  test.each([
    [{ exposure: 'NOT_EXCLUDED', recipients: 'UNKNOWN' }, 0],
    [{ exposure: 'CONFIRMED', recipients: 'MANY' }, 25],
    [{ exposure: 'CONFIRMED', recipients: 'PUBLIC' }, 50],
    [{ exposure: 'EXCLUDED', availability: 'DELAYED' }, 25],
    [{ exposure: 'EXCLUDED', availability: 'LOST' }, 50],
    [{ exposure: 'EXCLUDED', integrity: 'ALTERED_UNUSED' }, 0],
    [{ exposure: 'EXCLUDED', integrity: 'ALTERED_RECOVERABLE' }, 25],
    [{ exposure: 'EXCLUDED', integrity: 'ALTERED_IRRECOVERABLE' }, 50],
    [{ exposure: 'EXCLUDED', cause: ['INTERNAL_MALICIOUS'] }, 50],
    [{ exposure: 'EXCLUDED', cause: ['UNKNOWN'] }, 0],
  ] as const)('adds the circumstances of the breach: %j', (facts, expected) => {
    expect(score(facts)?.circumstances).toBe(expected);
  });

  test('runs from 0.25 to 6', () => {
    const least: TriageFacts = { exposure: 'EXCLUDED', enisa: { identifiability: 25 } };
    const most: TriageFacts = {
      dataCategories: ['HEALTH'],
      sensitiveData: true,
      recipients: 'PUBLIC',
      availability: 'LOST',
      integrity: 'ALTERED_IRRECOVERABLE',
      cause: ['EXTERNAL_MALICIOUS'],
    };
    expect(score(least)).toMatchObject({ score: 25, level: 'LOW' });
    expect(score(most)).toMatchObject({ score: 600, level: 'VERY_HIGH' });
  });

  test.each([
    [['CONTACT'], 75, 'LOW', 100],
    [['USAGE'], 75, 'LOW', 175],
    [['USAGE'], 100, 'MEDIUM', 225],
    [['FINANCIAL'], 75, 'MEDIUM', 250],
    [['FINANCIAL'], 100, 'HIGH', 325],
    [['OFFENCES'], 100, 'VERY_HIGH', 425],
  ] as const)('has a level: %j at %d hundredths is %s', (dataCategories, identifiability, level, expected) => {
    expect(score({ dataCategories, enisa: { identifiability } })).toMatchObject({ level, score: expected });
  });

  test('stands at the lower end of a level at its very figure', () => {
    const unseen = { exposure: 'EXCLUDED', enisa: { identifiability: 100 } } as const;
    expect(score({ ...unseen, dataCategories: ['USAGE'] })).toMatchObject({ score: 200, level: 'MEDIUM' });
    expect(score({ ...unseen, dataCategories: ['FINANCIAL'] })).toMatchObject({ score: 300, level: 'HIGH' });
    expect(score({ ...unseen, dataCategories: ['OFFENCES'] })).toMatchObject({ score: 400, level: 'VERY_HIGH' });
  });

  test('reports beside it what does not act on it', () => {
    expect(score({ subjectsCount: 100 })?.flags).toEqual([]);
    expect(score({ subjectsCount: 101, protection: 'UNINTELLIGIBLE' })?.flags).toEqual([
      'MORE_THAN_100_PERSONS',
      'DATA_UNINTELLIGIBLE',
    ]);
  });

  test('is not given where the data are not known or there is no breach', () => {
    expect(score({ dataCategories: null, sensitiveData: null })).toBeNull();
    expect(score({ dataCategories: ['UNKNOWN'] })).toBeNull();
    expect(score({ personalDataInvolved: false })).toBeNull();
  });

  test('never drops an answer: the hospital of EDPB case 3 at the lowest score', () => {
    const { facts } = caseOf('E03', CASES);
    const advice = triage({ ...facts, enisa: { dataContext: -3, identifiability: 25 } }, at);
    expect(advice.enisa?.level).toBe('LOW');
    expect([advice.authority.answer, advice.subjects.answer]).toEqual(['REQUIRED', 'REQUIRED']);
  });
});
