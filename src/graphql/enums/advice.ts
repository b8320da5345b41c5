import { ADVICE_ANSWERS, ENISA_LEVELS } from '../../law/triage/advice.js';
import { describedEnum } from './describedEnum.js';

export const AdviceAnswerEnum = describedEnum('AdviceAnswer', 'What triage advises on a duty.', ADVICE_ANSWERS, {
  REQUIRED: 'It is owed.',
  NOT_REQUIRED: 'It is not owed, whatever the unknown facts turn out to be.',
  PUBLIC_COMMUNICATION: 'It is owed by way of a public communication (art. 34(3)(c)).',
  UNDETERMINED: 'It rests on facts that are not known, or on a person’s judgement.',
});

export const EnisaLevelEnum = describedEnum('EnisaLevel', 'Severity by ENISA’s method of 2013.', ENISA_LEVELS, {
  LOW: 'Below 2.',
  MEDIUM: 'From 2, below 3.',
  HIGH: 'From 3, below 4.',
  VERY_HIGH: 'From 4.',
});
