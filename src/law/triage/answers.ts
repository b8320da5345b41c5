import type { AdviceAnswer, DutyAdvice } from './advice.js';
import { RISK, type RiskLevel } from './profile.js';
import { decisiveUnknowns, possibleFrom, type Reading } from './reading.js';
import type { ThresholdRow } from './rulebook.js';
import type { RuleId } from './texts/en.js';
import { reaches, staysWithin, type Weighed } from './weigh.js';

/** Art. 33(1): required, not required, or open, with the rules that led there. */
export function authorityOf(reading: Reading): DutyAdvice {
  const threshold = reading.thresholds.authority;
  if (reading.standing.answer === 'NOT_REQUIRED') return { answer: 'NOT_REQUIRED', rules: reading.standing.rules };
  const answer = answerOf(reading, threshold, reading.presumed.authority, reading.worst.authority);
  switch (answer) {
    case 'REQUIRED':
      return {
        answer,
        rules: [
          threshold.id,
          ...spokenFor(reading),
          ...orderOf(reading),
          ...reachedFrom(reading.presumed, threshold.from),
          ...(reading.unknown.length > 0 ? (['default-is-to-notify'] as const) : []),
        ],
      };
    case 'UNDETERMINED':
      return { answer, rules: [threshold.id, ...spokenFor(reading), ...openQuestions(reading, 'authority')] };
    case 'NOT_REQUIRED':
      return {
        answer,
        rules: [
          reading.worst.authority === RISK.UNLIKELY ? 'risk-unlikely' : 'not-high-risk',
          ...spokenFor(reading),
          ...excusesOf(reading),
        ],
      };
  }
}

/** Art. 34: the same, by way of a public communication where nobody can be reached one by one. */
export function subjectsOf(reading: Reading): DutyAdvice {
  const threshold = reading.thresholds.subjects;
  if (reading.standing.answer === 'NOT_REQUIRED') return { answer: 'NOT_REQUIRED', rules: reading.standing.rules };
  const answer = answerOf(reading, threshold, reading.presumed.subjects, reading.worst.subjects);
  switch (answer) {
    case 'REQUIRED': {
      const rules: readonly RuleId[] = [
        threshold.id,
        ...spokenFor(reading),
        ...orderOf(reading),
        ...reachedFrom(reading.presumed, threshold.from),
      ];
      return reading.facts.individualContactPossible === false
        ? { answer: 'PUBLIC_COMMUNICATION', rules: [...rules, 'public-communication'] }
        : { answer, rules };
    }
    case 'UNDETERMINED':
      return { answer, rules: [threshold.id, ...spokenFor(reading), ...openQuestions(reading, 'subjects')] };
    case 'NOT_REQUIRED':
      return {
        answer,
        rules: [
          reading.worst.authority === RISK.UNLIKELY ? 'risk-unlikely' : 'not-high-risk',
          ...spokenFor(reading),
          ...(reading.worst.relief === null ? [] : [reading.worst.relief.id]),
          ...excusesOf(reading),
        ],
      };
  }
}

type PlainAnswer = Exclude<AdviceAnswer, 'PUBLIC_COMMUNICATION'>;

function answerOf(reading: Reading, threshold: ThresholdRow, presumed: RiskLevel, worst: RiskLevel): PlainAnswer {
  if (worst < possibleFrom(threshold.from)) return 'NOT_REQUIRED';
  return presumed >= threshold.from && reading.standing.answer === 'REQUIRED' ? 'REQUIRED' : 'UNDETERMINED';
}

function spokenFor(reading: Reading): readonly RuleId[] {
  return reading.facts.role === 'PROCESSOR' ? ['controllers-duty'] : [];
}

function orderOf(reading: Reading): readonly RuleId[] {
  return reading.facts.authorityHoldsRiskHigh === true ? ['authority-holds-risk-high'] : [];
}

/** The floors of exactly the level asked for, else those of the lowest level above it: what was needed to get there. */
function reachedFrom(weighed: Weighed, from: RiskLevel): readonly RuleId[] {
  const enough = weighed.reached.filter((floor) => floor.level >= from);
  const lowest = Math.min(...enough.map((floor) => floor.level));
  return enough.filter((floor) => floor.level === lowest).map((floor) => floor.id);
}

function openQuestions(reading: Reading, duty: ThresholdRow['duty']): readonly RuleId[] {
  const weighing = reading.presumed.reached.filter((floor) => floor.level === RISK.HIGH_POSSIBLE);
  const isWeighed = reading.thresholds[duty].from === RISK.HIGH && reading.presumed[duty] >= RISK.HIGH_POSSIBLE;
  return [
    ...(reading.standing.answer === 'UNDETERMINED' ? reading.standing.rules : []),
    ...(isWeighed ? ['high-risk-to-weigh' as const, ...weighing.map((floor) => floor.id)] : []),
    ...decisiveUnknowns(reading, duty),
  ];
}

/** What left nothing of the breach's effects, and what kind of breach is left where no risk was found. */
function excusesOf(reading: Reading): readonly RuleId[] {
  const { cleared, profile, authority } = reading.worst;
  const remaining =
    authority === RISK.UNLIKELY
      ? reading.edition.remainders.filter((row) => reaches(profile, row.atLeast) && staysWithin(profile, row.atMost))
      : [];
  return [...cleared, ...remaining].map((row) => row.id);
}
