import { missingContent } from '../../src/incident/content.js';
import {
  assessed,
  detected,
  entry,
  facts,
  incidentOf,
  measure,
  organisation,
  step,
  withdrawn,
  type Step,
} from '../support/story.js';

const extent = {
  dataCategories: ['HEALTH'],
  subjectCategories: ['PATIENTS'],
  subjectsCount: 12,
  recordsCount: '40',
} as const;
const natures = ['AVAILABILITY'] as const;
const spoken = {
  natures: [...natures],
  ...extent,
  dataCategories: [...extent.dataCategories],
  subjectCategories: [...extent.subjectCategories],
};
const begin = step(0, detected());
const whole = [
  begin,
  step(1, facts(spoken)),
  step(2, assessed({ likelyConsequences: 'perte de suivi' })),
  step(3, measure()),
];
const dpo = { ...organisation, dpo: { name: 'B. Durand', email: null, phone: null } };

const missing = (steps: readonly Step[], contactPoint = true, whose = organisation) =>
  missingContent(incidentOf(...steps), whose, contactPoint);

/** The facts as if nobody had spoken of one. */
const without = (field: string) => Object.fromEntries(Object.entries(spoken).filter(([name]) => name !== field));

/** The whole record, with other facts. */
const withFacts = (data: Parameters<typeof facts>[0]) => missing([begin, step(1, facts(data)), ...whole.slice(2)]);

describe('what art. 33(3) asks of a notification', () => {
  test('is all missing from an incident that was only reported', () => {
    expect(missing([begin], false)).toEqual(['33(3)(a)', '33(3)(b)', '33(3)(c)', '33(3)(d)']);
  });

  test('is all there once everything was said', () => {
    expect(missing(whole)).toEqual([]);
  });

  test('(a) needs a nature', () => {
    expect(withFacts({ ...spoken, natures: [] })).toEqual(['33(3)(a)']);
    expect(missing([step(0, detected({ natures: [...natures] })), ...whole.slice(1)])).toEqual([]);
  });

  test.each(['dataCategories', 'subjectCategories', 'subjectsCount', 'recordsCount'] as const)(
    '(a) misses %s where nobody spoke of it, and not where it is said to be unknown',
    (field) => {
      expect(withFacts(without(field))).toEqual(['33(3)(a)']);
      expect(withFacts({ ...spoken, [field]: null })).toEqual([]);
    },
  );

  test('(a) takes the band for the number of persons', () => {
    expect(withFacts({ ...without('subjectsCount'), subjectsBand: 'FROM_6_TO_50' })).toEqual([]);
  });

  test('(a) takes no empty list of categories for an answer', () => {
    expect(withFacts({ ...spoken, dataCategories: [] })).toEqual(['33(3)(a)']);
    expect(withFacts({ ...spoken, subjectCategories: [] })).toEqual(['33(3)(a)']);
  });

  test('(b) takes a contact point in the filing or a configured data protection officer; neither is not enough', () => {
    expect(missing(whole, false)).toEqual(['33(3)(b)']);
    expect(missing(whole, false, dpo)).toEqual([]);
    expect(missing(whole, true)).toEqual([]);
  });

  test('(c) takes the likely consequences of the present assessment, not of an earlier one', () => {
    expect(missing([...whole, step(4, assessed())])).toEqual(['33(3)(c)']);
    expect(missing([...whole, step(4, assessed({ likelyConsequences: ' ' }))])).toEqual(['33(3)(c)']);
  });

  test('(d) takes a standing measure taken or proposed since', () => {
    expect(missing([...whole.slice(0, 3), step(3, measure({ state: 'PLANNED' }))])).toEqual([]);
    expect(missing([...whole.slice(0, 3), step(3, measure({ kind: 'EXISTING_BEFORE' }))])).toEqual(['33(3)(d)']);
    expect(missing([...whole.slice(0, 3), step(3, measure({ state: 'ABANDONED' }))])).toEqual(['33(3)(d)']);
    expect(missing([...whole, step(4, withdrawn(entry(3)))])).toEqual(['33(3)(d)']);
  });
});
