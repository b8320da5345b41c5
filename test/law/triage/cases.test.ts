import type { AdviceAnswer } from '../../../src/law/triage/advice.js';
import { triage } from '../../../src/law/triage/triage.js';
import { FURTHER, PUBLISHED } from './cases.js';
import { at } from './instants.js';

/** UNDETERMINED expected: never NOT_REQUIRED; a rule may well know more than the case says. */
function accepted(expected: AdviceAnswer): readonly AdviceAnswer[] {
  return expected === 'UNDETERMINED' ? ['UNDETERMINED', 'REQUIRED'] : [expected];
}

describe('published cases', () => {
  test.each(PUBLISHED.map((one) => [one.id, one.title, one] as const))('%s %s', (_id, _title, one) => {
    const advice = triage(one.facts, at);
    expect(advice.register.answer).toBe(one.expected.register);
    expect(accepted(one.expected.authority)).toContain(advice.authority.answer);
    expect(accepted(one.expected.subjects)).toContain(advice.subjects.answer);
  });
});

describe('further published cases and pairs', () => {
  test.each(FURTHER.map((one) => [one.id, one.title, one] as const))('%s %s', (_id, _title, one) => {
    const advice = triage(one.facts, at);
    expect({
      register: advice.register.answer,
      authority: advice.authority.answer,
      subjects: advice.subjects.answer,
    }).toEqual(one.expected);
  });
});
