import { isNothing, type TriageFacts } from './facts.js';
import type { RuleId } from './texts/en.js';

/** Whether there is a personal data breach at all, and what says so. */
export interface Standing {
  readonly answer: 'REQUIRED' | 'NOT_REQUIRED' | 'UNDETERMINED';
  readonly rules: readonly RuleId[];
}

/**
 * Art. 4(12): personal data, and something that happened to them. What was said in so many words stands; where nothing was said, other facts that
 * presuppose it say it.
 */
export function standingOf(facts: TriageFacts): Standing {
  const involved = facts.personalDataInvolved ?? (presupposesData(facts) ? true : null);
  if (involved === false) return { answer: 'NOT_REQUIRED', rules: ['no-personal-data'] };
  const affected = facts.personalDataAffected ?? (presupposesHarm(facts) ? true : null);
  if (affected === false) return { answer: 'NOT_REQUIRED', rules: ['data-not-affected'] };
  const unknown: RuleId[] = [];
  if (involved === null) unknown.push('unknown-personal-data-involved');
  if (affected === null) unknown.push('unknown-personal-data-affected');
  if (unknown.length > 0) return { answer: 'UNDETERMINED', rules: unknown };
  return { answer: 'REQUIRED', rules: facts.role === 'PROCESSOR' ? ['breach', 'processor-record'] : ['breach'] };
}

function presupposesData(facts: TriageFacts): boolean {
  return (
    facts.authorityHoldsRiskHigh === true ||
    facts.sensitiveData === true ||
    (facts.subjectsCount ?? 0) > 0 ||
    isNamed(facts.dataCategories) ||
    isNamed(facts.subjectCategories) ||
    isNamed(facts.harms)
  );
}

function presupposesHarm(facts: TriageFacts): boolean {
  return (
    facts.authorityHoldsRiskHigh === true ||
    facts.misuseProven === true ||
    facts.exposure === 'CONFIRMED' ||
    isNamed(facts.natures) ||
    isNamed(facts.harms) ||
    (!isNothing(facts.availability) && facts.availability !== 'RESTORED') ||
    (!isNothing(facts.integrity) && facts.integrity !== 'NONE')
  );
}

function isNamed(values: readonly string[] | null | undefined): boolean {
  return values?.some((value) => value !== 'UNKNOWN') === true;
}
