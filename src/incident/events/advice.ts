import { Type } from '@sinclair/typebox';
import { ADVICE_ANSWERS, ENISA_FLAGS, ENISA_LEVELS } from '../../law/triage/advice.js';
import { closed, nullable, oneOf } from './schema.js';

const ruleId = Type.String({ pattern: '^[a-z0-9-]{1,100}$' });

const dutyAdvice = closed({ answer: oneOf(ADVICE_ANSWERS), rules: Type.Array(ruleId, { maxItems: 100 }) });

/** What triage advised: answers, rule ids and the version of the rules, never text. Figures of ENISA's score in hundredths, but dataContext. */
export const advice = closed({
  register: dutyAdvice,
  authority: dutyAdvice,
  subjects: dutyAdvice,
  controllers: dutyAdvice,
  enisa: nullable(
    closed({
      score: Type.Integer({ minimum: 0, maximum: 1_000 }),
      level: oneOf(ENISA_LEVELS),
      dataContext: Type.Integer({ minimum: 1, maximum: 4 }),
      identifiability: Type.Integer({ minimum: 0, maximum: 100 }),
      circumstances: Type.Integer({ minimum: 0, maximum: 200 }),
      flags: Type.Array(oneOf(ENISA_FLAGS), { maxItems: ENISA_FLAGS.length }),
    }),
  ),
  rulesVersion: Type.String({ maxLength: 100 }),
  conflicts: Type.Array(
    closed({
      rule: ruleId,
      code: oneOf(['CONTRADICTORY_FACTS', 'MISSING_CONTENT']),
      fields: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 50 }),
    }),
    { maxItems: 100 },
  ),
});
